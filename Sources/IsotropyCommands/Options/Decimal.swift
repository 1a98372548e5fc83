import ArgumentParser
import Files

/// An option's number, by the one grammar that files have too.
@Sendable func decimal(_ text: String) throws -> Double {
    guard let value = decimalNumber(text) else {
        throw ValidationError("a number is decimal, as 0.5 or 1e-5")
    }
    return value
}
