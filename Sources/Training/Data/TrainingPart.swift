import Metrics
import Options
import Tasks

/// What a limit leaves to train on, in words; `nil` where it leaves all.
/// - Parameters:
///   - rows: `rows` or `questions`.
///   - kind: with the targets of the rows that are trained on, gives how many each class has.
package func limitNotice(
    _ used: Int, of all: Int, _ rows: String, _ kind: TaskDefinition.Kind? = nil,
    _ targets: [Target] = []
) -> Message? {
    guard used < all else { return nil }
    let notice: Message = "`limit`: trains on \(used) of \(all) \(rows)"
    guard case .classification(let labels) = kind else { return notice }
    var counts = [Int](repeating: 0, count: labels.count)
    for target in targets { counts[target.label] += 1 }
    let shown = zip(labels, counts).prefix(20).map { "\(shownLabel($0)): \($1)" }
    let others = labels.count > 20 ? ", and \(labels.count - 20) more classes" : ""
    return "\(notice) (\(shown.joined(separator: ", "))\(others))"
}

/// What a model is trained on and judged by as well: a sentence for each set that has such rows.
///
/// Rows are compared by what they hold, whatever their files and names are.
/// - Parameter rows: `rows` or `questions`.
package func overlapNotices<Content: Hashable>(
    _ train: [Content], _ sets: [(name: String, rows: [Content])], _ rows: String
) -> [Message] {
    // Of the sets' rows, which are fewer.
    let judged = Set(sets.flatMap(\.rows))
    let shared = judged.isEmpty ? [] : Set(train.lazy.filter(judged.contains))
    return sets.compactMap { set in
        let count = set.rows.count(where: shared.contains)
        guard count > 0 else { return nil }
        let name = "the \(set.name) set"
        return count == set.rows.count
            ? "all \(count) \(rows) of \(name) are trained on: it says nothing of new text"
            : "\(count) of \(set.rows.count) \(rows) of \(name) are trained on as well"
    }
}

/// A row but for its name.
package struct RowContent: Hashable {
    private let first: String
    private let second: String?
    private let target: Target
    private let answers: [String]

    package init(_ example: Example) {
        first = example.first
        second = example.second
        target = example.target
        answers = []
    }

    package init(_ question: Question) {
        first = question.question
        second = question.context
        target = .unknown
        answers = question.answers.map(\.text)
    }
}
