import Metrics
import Options

/// What is wrong with a task's data: every cause up to ``limit``, and the count of other problems.
///
/// Problems of one cause, as a thousand rows with a label that does not exist, are told as one, with
/// their count and the first places. Whoever throws it has loaded nothing.
public struct DataError: MessageError, Sendable, Equatable {
    /// As many causes are told.
    public static let limit = 20

    /// The first problems of each cause, at most ``limit``.
    public private(set) var problems: [Problem] = []
    /// How many problems of further causes there are.
    public private(set) var omitted = 0

    public init(_ problem: Problem) {
        problems = [problem]
    }

    /// No problem so far.
    public init() {}

    public var isEmpty: Bool { problems.isEmpty }

    public mutating func add(_ problem: Problem) {
        if let index = problems.firstIndex(where: { $0.isAlike(problem) }) {
            problems[index].absorb(problem)
        } else if problems.count < Self.limit {
            problems.append(problem)
        } else {
            omitted += problem.count
        }
    }

    /// Adds all of another's.
    mutating func add(_ other: DataError) {
        for problem in other.problems { add(problem) }
        omitted += other.omitted
    }

    public var message: Message {
        if problems.count == 1, omitted == 0 { return problems[0].text }
        let count = problems.reduce(omitted) { $0 + $1.count }
        var lines: [Message] = ["\(count) problems; nothing was loaded:"]
        lines += problems.map { "  \($0.text)" }
        if omitted > 0 { lines.append("  and \(omitted) more") }
        return lines.joined(separator: "\n")
    }
}

/// Columns as an error lists them: the first twenty.
package func listed(_ columns: [String]) -> String {
    let shown = columns.prefix(20).map(quoted).joined(separator: ", ")
    return columns.count > 20 ? "\(shown) and \(columns.count - 20) more" : shown
}

/// A cell as an error quotes it: in full when short, and with escapes of JSON for white space that
/// cannot be seen or told from a space.
package func quoted(_ cell: String) -> String {
    let scalars = shownLabel(cell).unicodeScalars.map { scalar in
        guard scalar.isBlank, scalar != " " else { return String(scalar) }
        switch scalar {
        case "\t": return "\\t"
        case "\n": return "\\n"
        case "\r": return "\\r"
        default:
            let digits = String(scalar.value, radix: 16)
            return "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        }
    }
    return "'\(scalars.joined())'"
}
