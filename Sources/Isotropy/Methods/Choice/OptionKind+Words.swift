import Files
import Options

extension OptionDescription.Kind {
    /// What a word means as a value of this kind: on a command line, or in a method's text.
    ///
    /// - Parameter name: the option's, for the message.
    /// - Throws: for a word of another kind; whether a number is in the option's range, the option says when it
    ///   is set.
    package func value(of word: String, named name: String) throws(OptionProblem) -> OptionValue {
        switch self {
        case .number:
            guard let value = decimalNumber(word) else {
                let largest = Double.greatestFiniteMagnitude
                throw OptionProblem(
                    name,
                    isDecimal(Array(word.utf8))
                        ? "must be in -\(largest) ... \(largest), not \(word)"
                        : "is a decimal number, as 0.5 or 1e-5, not '\(word)'")
            }
            return .number(value)
        case .integer(let range):
            guard let value = Int(word) else {
                let bounds = range.integers
                throw OptionProblem(
                    name,
                    isWholeNumber(word)
                        ? "must be in \(bounds.lowerBound) ... \(bounds.upperBound), not \(word)"
                        : "is a whole number, not '\(word)'")
            }
            return .integer(value)
        case .choice(let words):
            guard words.contains(word) else {
                throw OptionProblem(
                    name,
                    "must be \(alternatives(words)), not '\(word)'\(suggestion(for: word, in: words))"
                )
            }
            return .text(word)
        case .flag:
            guard let value = Bool(word) else {
                throw OptionProblem(name, "is true or false, not '\(word)'")
            }
            return .flag(value)
        case .text: return .text(word)
        }
    }
}
