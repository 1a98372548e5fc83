import Foundation
import Tasks

/// All that a task's files hold, part by part, and how it differs from the official files.
package struct TaskContents {
    package enum Rows {
        case examples([Example])
        case questions([Question])

        package var count: Int {
            switch self {
            case .examples(let rows): rows.count
            case .questions(let rows): rows.count
            }
        }
    }

    package struct Part {
        package let name: String
        package let rows: Rows
        /// How many rows each class has, in the order of the task's; none for scores, and for rows
        /// without labels.
        package let classes: [(label: String, rows: Int)]
    }

    package let task: KnownTask
    package let parts: [Part]
    /// Which sets without labels are not there; a benchmark can be trained for without them.
    package let missing: [String]
    /// Empty where all that is there has the official counts.
    package let differences: [String]

    /// Reads every part.
    /// - Throws: where a row of any part is wrong, or a labelled part is missing.
    package init(_ task: KnownTask, from folder: URL) throws(DataError) {
        self.task = task
        let counts = OfficialCounts.of(task.name)
        switch task {
        case .questions(let questions):
            let data = try questions.load(from: folder)
            parts = [("train", data.train), ("development", data.development)].map {
                Part(name: $0, rows: .questions($1), classes: questions.classes($1))
            }
            missing = []
            differences = counts?.differences(from: data) ?? []
        case .sentences(let definition):
            let data = try definition.load(from: folder)
            let (unlabelled, missing) = try definition.unlabelledIfPresent(in: folder)
            let sets = data.sets + unlabelled
            parts = sets.map {
                Part(
                    name: $0.name, rows: .examples($0.examples),
                    classes: definition.classes($0.examples))
            }
            self.missing = missing
            differences = counts?.differences(from: sets) ?? []
        }
    }
}

extension TaskDefinition {
    fileprivate func classes(_ rows: [Example]) -> [(label: String, rows: Int)] {
        guard case .classification(let labels) = kind else { return [] }
        var counts = [Int](repeating: 0, count: labels.count)
        for case .label(let label) in rows.map(\.target) { counts[label] += 1 }
        guard rows.contains(where: { $0.target != .unknown }) else { return [] }
        return zip(labels, counts).map { ($0, $1) }
    }

    /// The sets without labels, or the reasons why there are none.
    fileprivate func unlabelledIfPresent(
        in folder: URL
    ) throws(DataError) -> ([ExampleSet], missing: [String]) {
        do throws(DataError) {
            return (try loadUnlabelled(from: folder), [])
        } catch {
            // Where a file is there and wrong, it is named.
            guard error.problems.allSatisfy({ $0.file == nil }) else { throw error }
            return ([], error.problems.map(\.message.description))
        }
    }
}

extension QuestionTask {
    fileprivate func classes(_ questions: [Question]) -> [(label: String, rows: Int)] {
        guard allowsImpossible else { return [] }
        let impossible = questions.count(where: \.isImpossible)
        return [("answerable", questions.count - impossible), ("impossible", impossible)]
    }
}
