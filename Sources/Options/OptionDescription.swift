/// An option in words: what files and command lines call it, and what it may be.
public struct OptionDescription: Sendable {
    /// What an option holds, as a user writes it.
    public enum Kind: Sendable {
        case number(OptionRange)
        case integer(OptionRange)
        /// One of these words.
        case choice([String])
        case flag
        /// Anything that `read` understands.
        /// - Parameter form: what to write, such as `all, last or a layer`.
        case text(form: String)
    }

    /// As files write it, snake_case: `target_size`. On a command line it is `--target-size`.
    public let name: String
    /// For tables and figures, such as `λ`.
    public let symbol: String
    public let kind: Kind
    /// A sentence; `nil` for what files record and command lines do not offer.
    public let help: String?
    /// What stands for a value in the help; `nil` for the option's name.
    public let placeholder: String?
    /// What the help says of a value that is not given, instead of the default; `nil` for the default.
    public let otherwise: String?
    /// Whether a method's name shows it even at its default.
    public let isAlwaysNamed: Bool
    /// Whether files must have it; without it, one that they lack has its default.
    public internal(set) var isRequired = true

    /// Why a value is none of this option; `nil` where it is one.
    public func objection(to value: OptionValue) -> OptionProblem? {
        switch (kind, value) {
        case (.number(let range), .number(let number)):
            range.contains(number) ? nil : OptionProblem(name, "\(range.rule) \(value)")
        case (.integer(let range), .integer(let number)):
            range.contains(Double(number)) ? nil : OptionProblem(name, "\(range.rule) \(number)")
        case (.integer(let range), .number(let number)) where abs(number) >= 0x1p63:
            // A whole number that an `Int` has no room for.
            OptionProblem(
                name,
                "must be in \(range.integers.lowerBound) ... \(range.integers.upperBound), not \(number)"
            )
        case (.choice(let words), .text(let word)):
            words.contains(word)
                ? nil : OptionProblem(name, "must be \(alternatives(words)), not '\(word)'")
        case (.flag, .flag), (.text, .text), (.text, .integer), (_, .absent): nil
        default: OptionProblem(name, "cannot be '\(value)'")
        }
    }
}

/// Words as a sentence lists alternatives: `a, b or c`.
public func alternatives(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " or " + last
}
