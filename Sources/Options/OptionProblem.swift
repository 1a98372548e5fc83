/// An option and what is wrong with its value.
///
/// Libraries name options as files do (`max_length`), in backquotes; a command says `--max-length` instead.
public struct OptionProblem: MessageError, Sendable, Equatable {
    /// The option as a path through the files' keys, such as `training.max_length` or `max_length`.
    public let option: String
    /// Goes on after the option's name: `must be positive, not 0`.
    public let reason: Message

    public init(_ option: String, _ reason: Message) {
        self.option = option
        self.reason = reason
    }

    public var message: Message { "\(option: option) \(reason)" }
}

extension [OptionProblem] {
    /// One problem a line.
    public var message: Message { message(separator: "\n") }

    func message(separator: Message) -> Message { map(\.message).joined(separator: separator) }
}
