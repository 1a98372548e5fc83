/// What is wrong with a task's data: every problem up to ``limit``, and the count of the others.
///
/// Whoever throws it has loaded nothing.
public struct DataError: Error, Sendable, Equatable, CustomStringConvertible {
    /// As many problems are told in full.
    public static let limit = 20

    public struct Problem: Sendable, Equatable, CustomStringConvertible {
        /// The file's path; `nil` when no file is to blame.
        public let file: String?
        /// From 1, the header included; `nil` when it is not one line.
        public let line: Int?
        public let message: String

        public init(file: String? = nil, line: Int? = nil, _ message: String) {
            self.file = file
            self.line = line
            self.message = message
        }

        /// `path:line: message`, as compilers write it.
        public var description: String {
            let place = [file, line.map(String.init)].compactMap { $0 }
            return (place + [place.isEmpty ? message : " " + message]).joined(separator: ":")
        }
    }

    /// The first problems, at most ``limit``.
    public private(set) var problems: [Problem] = []
    /// How many more there are.
    public private(set) var omitted = 0

    public init(_ problem: Problem) {
        problems = [problem]
    }

    /// No problem so far.
    init() {}

    var isEmpty: Bool { problems.isEmpty }

    mutating func add(_ problem: Problem) {
        if problems.count < Self.limit { problems.append(problem) } else { omitted += 1 }
    }

    /// Adds all of another's.
    mutating func add(_ other: DataError) {
        for problem in other.problems { add(problem) }
        omitted += other.omitted
    }

    public var description: String {
        if problems.count == 1 { return problems[0].description }
        var lines = ["\(problems.count + omitted) problems; nothing was loaded:"]
        lines += problems.map { "  \($0)" }
        if omitted > 0 { lines.append("  and \(omitted) more") }
        return lines.joined(separator: "\n")
    }
}

/// Columns as an error lists them: the first twenty.
func listed(_ columns: [String]) -> String {
    let shown = columns.prefix(20).map(quoted).joined(separator: ", ")
    return columns.count > 20 ? "\(shown) and \(columns.count - 20) more" : shown
}

/// A cell as an error quotes it: in full when short.
func quoted(_ cell: String) -> String {
    cell.count > 40 ? "'\(cell.prefix(40))…'" : "'\(cell)'"
}
