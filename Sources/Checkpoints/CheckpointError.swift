import Files
import Options

/// What is wrong with a file of tensors: every problem up to ``limit``, and the count of the others.
///
/// Whoever throws it has changed nothing: no parameter, and no file that was there before.
public struct CheckpointError: MessageError, Sendable, Equatable {
    /// As many problems are told in full.
    public static let limit = 20

    /// The file's path.
    public let file: String
    /// The first problems, at most ``limit``.
    private var messages: [Message] = []
    /// How many more there are.
    public private(set) var omitted = 0
    /// What can be done about them, where they are of one kind.
    var advice: Message?

    package init(file: String, _ problems: Message...) {
        self.file = file
        for problem in problems { add(problem) }
    }

    /// A failure of the system.
    init(_ failure: FileFailure) {
        self.init(file: failure.path, Message(failure.reason))
    }

    /// The first problems, at most ``limit``; each names the tensor that it is about.
    public var problems: [String] { messages.map(\.description) }

    package var isEmpty: Bool { messages.isEmpty }

    package mutating func add(_ problem: Message) {
        if messages.count < Self.limit { messages.append(problem) } else { omitted += 1 }
    }

    /// Adds what is wrong with another part of the file.
    mutating func add(_ other: CheckpointError) {
        for problem in other.messages { add(problem) }
        omitted += other.omitted
        advice = advice ?? other.advice
    }

    /// The same problems with the name of what they are in before each.
    func naming(_ part: String) -> CheckpointError {
        var error = self
        error.messages = messages.map { "\(part): \($0)" }
        return error
    }

    /// The same problems with other advice, where there is any.
    package func advising(_ other: Message) -> CheckpointError {
        guard advice != nil else { return self }
        var error = self
        error.advice = other
        return error
    }

    /// Throws itself when there is a problem.
    package func throwIfAny() throws(CheckpointError) {
        if !isEmpty { throw self }
    }

    public var message: Message {
        if messages.count == 1, omitted == 0 {
            return "\(file): \(messages[0])" + (advice.map { "; \($0)" } ?? "")
        }
        var lines: [Message] = ["\(file): \(messages.count + omitted) problems:"]
        lines += messages.map { "  \($0)" }
        if omitted > 0 { lines.append("  and \(omitted) more") }
        if let advice { lines.append(advice) }
        return lines.joined(separator: "\n")
    }
}
