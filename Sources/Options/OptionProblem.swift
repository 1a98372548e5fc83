/// An option and what is wrong with its value.
///
/// Libraries name options as files do (`max_length`), in backquotes; a command says `--max-length` instead.
public struct OptionProblem: Error, Sendable, Equatable, CustomStringConvertible {
    /// The option as a path through the files' keys, such as `training.max_length` or `max_length`.
    public let option: String
    /// Goes on after the option's name: `must be positive, not 0`.
    public let reason: String

    public init(_ option: String, _ reason: String) {
        self.option = option
        self.reason = reason
    }

    public var description: String { "`\(option)` \(reason)" }
}

extension [OptionProblem] {
    /// One problem a line.
    public var message: String { map(\.description).joined(separator: "\n") }
}
