import Foundation
import Metrics
import Tasks
import Testing

@Suite struct TaskDefinitionTests {
    @Test(arguments: TaskDefinition.all)
    func taskIsFoundByItsNameInAnyCase(_ task: TaskDefinition) throws {
        #expect(try TaskDefinition.named(task.name).name == task.name)
        #expect(try TaskDefinition.named(task.name.uppercased()).name == task.name)
        #expect(task.name == task.name.lowercased())
    }

    @Test(arguments: TaskDefinition.all)
    func headlineIsTheFirstOfTheMetricsAndNoneIsThereTwice(_ task: TaskDefinition) {
        #expect(task.metrics.first == task.headline)
        #expect(Set(task.metrics).count == task.metrics.count)
    }

    @Test func unknownNameIsAnsweredWithTheKnownOnes() {
        let error = #expect(throws: DataError.self) { try TaskDefinition.named("review") }
        #expect(
            error?.description
                == "no task is named 'review': did you mean 'reviews'? "
                + "Known are reviews, reviews-5, reviews-score, cola, sst-2, mrpc, sts-b, qqp, "
                + "mnli, qnli, rte, wnli, sst-5, sst-5-scores, squad, squad-2, custom")
    }

    @Test func pairsAreTheTasksOfGLUEWithTwoSentences() {
        #expect(
            TaskDefinition.all.filter(\.isPair).map(\.name) == [
                "mrpc", "sts-b", "qqp", "mnli", "qnli", "rte", "wnli",
            ])
    }

    @Test func publishedCodeTakesTheMeanWhereATaskHasTwoMetrics() {
        for task in TaskDefinition.all {
            #expect(task.headline(by: .paper) == task.headline)
            let differs = task.headline(by: .publishedCode) != task.headline
            #expect(differs == ["mrpc", "qqp"].contains(task.name))
        }
        #expect(
            TaskDefinition.all.filter { $0.headline == .classes(.matthews) }.map(\.name) == ["cola"]
        )
    }

    @Test func headlineCanBeAnotherMetricOfTheKind() throws {
        let task = try TaskDefinition.named("mrpc").reporting(.classes(.accuracyF1))
        #expect(task.headline == .classes(.accuracyF1))
        #expect(task.metrics.map(\.name) == ["accuracy_f1", "accuracy", "f1"])
        #expect(
            try TaskDefinition.named("mrpc").reporting(.classes(.f1)).metrics
                == [.classes(.f1), .classes(.accuracy)])
        let error = #expect(throws: DataError.self) {
            try TaskDefinition.named("mrpc").reporting(.scores(.pearson))
        }
        #expect(error?.description.contains("mrpc cannot be measured by pearson") == true)
    }

    @Test func f1OfOneClassIsNoHeadlineOfSeveral() throws {
        let task = try TaskDefinition.named("mnli")
        #expect(throws: DataError.self) { try task.reporting(.classes(.f1)) }
        #expect(
            try task.reporting(.classes(.macroF1)).metrics
                == [.classes(.macroF1), .classes(.accuracy)])
    }

    @Test func answersHaveMetricsOfTheirOwn() throws {
        let task = QuestionTask.all[0]
        #expect(task.metrics == [.answers(.answerF1), .answers(.exactMatch)])
        #expect(
            try task.reporting(.answers(.exactMatch)).metrics
                == [.answers(.exactMatch), .answers(.answerF1)])
        #expect(throws: DataError.self) { try task.reporting(.classes(.f1)) }
        #expect(throws: DataError.self) {
            try TaskDefinition.named("rte").reporting(.answers(.answerF1))
        }
    }
}

@Suite struct TaskGroupTests {
    /// The row of BERT-base in Table 1 of Zhou et al. 2021.
    private let values = [83.83, 90.82, 67.87, 92.43, 85.29, 60.72, 88.64]

    @Test func averageIsThatOfTheTable() throws {
        let average = try #require(TaskGroup.average(of: values))
        #expect(abs(average - 81.37) < 0.005)
        #expect(TaskGroup.isoBN.entries.count == values.count)
    }

    @Test func averageNeedsEveryTask() {
        #expect(TaskGroup.average(of: values + [nil]) == nil)
        #expect(TaskGroup.average(of: []) == nil)
    }

    @Test(arguments: TaskGroup.all)
    func entriesNameKnownTasksAndTheirMetrics(_ group: TaskGroup) throws {
        for entry in group.entries {
            #expect(!entry.tasks.isEmpty)
            for name in entry.tasks {
                guard case .sentences(let task) = try KnownTask.named(name) else { continue }
                let known = Set(task.metrics.map(\.name)).union(["mismatched_accuracy"])
                #expect(known.isSuperset(of: entry.metrics), "\(name)")
            }
        }
    }
}

@Suite struct PartTests {
    /// The identifiers of the reviews are the numbers from 1 to 10,605.
    private let parts = (1...10_605).map { Part(identifier: String($0)) }

    @Test func partsOfTheReviewsKeepTheirSizes() {
        #expect(parts.count { $0 == .train } == 8468)
        #expect(parts.count { $0 == .development } == 1040)
        #expect(parts.count { $0 == .test } == 1097)
    }

    @Test(arguments: [
        (Part.train, [1, 2, 3, 4, 6, 9, 10, 11]),
        (Part.development, [8, 15, 17, 18, 20, 31, 69, 73]),
        (Part.test, [5, 7, 14, 28, 48, 56, 62, 67]),
    ])
    func partsOfTheReviewsKeepTheirRows(_ part: Part, _ first: [Int]) {
        let members = parts.indices.filter { parts[$0] == part }.map { $0 + 1 }
        #expect(members.prefix(8).elementsEqual(first))
    }

    @Test(
        arguments: [
            ("", 0xEFD0_1F60_BA99_2926), ("1", 0x7C38_32DD_E020_D3D6),
            ("é-2", 0xEF31_FCD1_AA80_CFE7),
        ] as [(String, UInt64)])
    func hashIsTheSameForEver(_ text: String, _ expected: UInt64) {
        #expect(stableHash(text) == expected)
    }
}
