import Files

/// What is wrong with a file of tensors: every problem up to ``limit``, and the count of the others.
///
/// Whoever throws it has changed nothing: no parameter, and no file that was there before.
public struct CheckpointError: Error, Sendable, Equatable, CustomStringConvertible {
    /// As many problems are told in full.
    public static let limit = 20

    /// The file's path.
    public let file: String
    /// The first problems, at most ``limit``; each names the tensor that it is about.
    public private(set) var problems: [String] = []
    /// How many more there are.
    public private(set) var omitted = 0

    package init(file: String, _ problems: String...) {
        self.file = file
        for problem in problems { add(problem) }
    }

    /// A failure of the system.
    init(_ failure: FileFailure) {
        self.init(file: failure.path, failure.reason)
    }

    package var isEmpty: Bool { problems.isEmpty }

    package mutating func add(_ problem: String) {
        if problems.count < Self.limit { problems.append(problem) } else { omitted += 1 }
    }

    /// Throws itself when there is a problem.
    package func throwIfAny() throws(CheckpointError) {
        if !isEmpty { throw self }
    }

    public var description: String {
        if problems.count == 1 { return "\(file): \(problems[0])" }
        var lines = ["\(file): \(problems.count + omitted) problems:"]
        lines += problems.map { "  \($0)" }
        if omitted > 0 { lines.append("  and \(omitted) more") }
        return lines.joined(separator: "\n")
    }
}
