import ArgumentParser
import Files

/// An option's number, by the one grammar that files have too.
@Sendable func decimal(_ text: String) throws -> Double {
    guard let value = decimalNumber(text) else {
        let largest = Double.greatestFiniteMagnitude
        throw ValidationError(
            isDecimal(Array(text.utf8))
                ? "it must be in -\(largest) ... \(largest)" : "a number is decimal, as 0.5 or 1e-5"
        )
    }
    return value
}

/// An option's whole number.
/// - Parameter range: what a number that no `Int` holds is told of.
func wholeNumber(in range: ClosedRange<Int>) -> @Sendable (String) throws -> Int {
    { text in
        if let number = Int(text) { return number }
        throw ValidationError(
            isWholeNumber(text)
                ? "it must be in \(range.lowerBound) ... \(range.upperBound)"
                : "a whole number is needed")
    }
}
