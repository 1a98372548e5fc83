/// How many rows, and of which class, the official files of a task have.
public struct OfficialCounts: Sendable, Equatable {
    public struct Part: Sendable, Equatable {
        /// `train`, `development`, `test`, or the name of an ``ExampleSet``.
        public let name: String
        public let rows: Int
        /// Rows of each class, in the order of the task's labels; for SQuAD 2.0 the questions with
        /// and without an answer; `nil` for scores and for rows whose targets are not public.
        public let classes: [Int]?

        init(_ name: String, _ rows: Int) {
            self.name = name
            self.rows = rows
            classes = nil
        }

        init(_ name: String, classes: [Int]) {
            self.name = name
            rows = classes.reduce(0, +)
            self.classes = classes
        }
    }

    /// The task's name.
    public let task: String
    public let parts: [Part]

    /// The counts of the task of that name; `nil` where none are known.
    public static func of(_ task: String) -> OfficialCounts? { all.first { $0.task == task } }

    /// How these rows differ from the official files, one sentence a part; empty when they do not.
    public func differences(from data: TaskData) -> [String] {
        differences(from: data.sets)
    }

    /// The same for single sets, as those without labels.
    public func differences(from sets: [ExampleSet]) -> [String] {
        sets.compactMap { set in
            difference(set.name, set.examples.count) { found in
                for case .label(let label) in set.examples.map(\.target) { found[label] += 1 }
            }
        }
    }

    /// The same for questions.
    public func differences(from data: QuestionData) -> [String] {
        [("train", data.train), ("development", data.development)].compactMap { name, questions in
            difference(name, questions.count) { found in
                for question in questions { found[question.isImpossible ? 1 : 0] += 1 }
            }
        }
    }

    private func difference(
        _ name: String, _ rows: Int, _ count: (inout [Int]) -> Void
    ) -> String? {
        guard let part = parts.first(where: { $0.name == name }) else {
            return "\(task): there is no official part '\(name)'"
        }
        if rows != part.rows { return "\(task), \(name): \(rows) rows, not \(part.rows)" }
        guard let expected = part.classes else { return nil }
        var found = [Int](repeating: 0, count: expected.count)
        count(&found)
        return found == expected
            ? nil : "\(task), \(name): \(found) rows of the classes, not \(expected)"
    }
}

extension OfficialCounts {
    /// GLUE's archives (QQP in the cleaned version, QNLI in the second), the treebank's, and
    /// SQuAD's.
    public static let all = [
        reviews("reviews", [4247, 4221], [511, 529], [568, 529]),
        reviews(
            "reviews-5", [1635, 2024, 1138, 1930, 1741], [192, 248, 134, 236, 230],
            [225, 251, 160, 245, 216]),
        OfficialCounts(
            task: "reviews-score",
            parts: [.init("train", 8468), .init("development", 1040), .init("test", 1097)]),
        counted("cola", [2528, 6023], [322, 721], .init("CoLA", 1063)),
        counted("sst-2", [29_780, 37_569], [428, 444], .init("SST-2", 1821)),
        counted("mrpc", [1194, 2474], [129, 279], .init("MRPC", 1725)),
        OfficialCounts(
            task: "sts-b",
            parts: [.init("train", 5749), .init("development", 1500), .init("STS-B", 1379)]),
        counted("qqp", [229_468, 134_378], [25_545, 14_885], .init("QQP", 390_965)),
        counted(
            "mnli", [130_899, 130_900, 130_903], [3479, 3123, 3213],
            .init("mismatched", classes: [3463, 3129, 3240]), .init("MNLI-m", 9796),
            .init("MNLI-mm", 9847), .init("AX", 1104)),
        counted("qnli", [52_366, 52_377], [2702, 2761], .init("QNLI", 5463)),
        counted("rte", [1249, 1241], [146, 131], .init("RTE", 3000)),
        counted("wnli", [323, 312], [40, 31], .init("WNLI", 146)),
        treebank("sst-5"), treebank("sst-5-scores"),
        OfficialCounts(
            task: "squad", parts: [.init("train", 87_599), .init("development", 10_570)]),
        counted("squad-2", [86_821, 43_498], [5928, 5945]),
    ]

    /// Parts whose classes are known, and others.
    private static func counted(
        _ task: String, _ train: [Int], _ development: [Int], _ others: Part...
    ) -> OfficialCounts {
        OfficialCounts(
            task: task,
            parts: [
                .init("train", classes: train), .init("development", classes: development),
            ] + others)
    }

    private static func reviews(
        _ task: String, _ train: [Int], _ development: [Int], _ test: [Int]
    ) -> OfficialCounts {
        counted(task, train, development, .init("test", classes: test))
    }

    private static func treebank(_ task: String) -> OfficialCounts {
        counted(
            task, [1092, 2218, 1624, 2322, 1288], [139, 289, 229, 279, 165],
            .init("test", classes: [279, 633, 389, 510, 399]))
    }
}
