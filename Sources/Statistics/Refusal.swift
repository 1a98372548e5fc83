/// Why numbers do not answer a question: too few of them, or not of the form that it takes.
///
/// `description` says what was found, and what is needed.
public enum Refusal: Error, Sendable, Hashable {
    case tooFew(String, found: Int, needed: Int)
    /// A row of another length than the first: its place, its length, and that of the first.
    case unequalRows(row: Int, found: Int, expected: Int)
    case notFinite(row: Int, place: Int)
    /// Two things that must pair, in words, and how many there are of each.
    case unpaired(String, one: Int, other: Int)
    /// The metric of this seed's predictions is not defined.
    case undefined(seed: Int)
    /// In so many of the resamples the metric is not defined.
    case undefinedResamples(Int, of: Int)
    /// More cases than can be counted one by one, and what else to do.
    case tooMany(String, found: Int, most: Int)
    case other(String)
}

extension Refusal: CustomStringConvertible {
    public var description: String {
        switch self {
        case .tooFew(let what, let found, let needed):
            "\(found) \(what): at least \(needed) are needed"
        case .unequalRows(let row, let found, let expected):
            "row \(row) has \(found) numbers, the first one \(expected)"
        case .notFinite(let row, let place): "number \(place) of row \(row) is not finite"
        case .unpaired(let what, let one, let other): "\(one) and \(other) \(what) do not pair"
        case .undefined(let seed): "the metric of seed \(seed) is not defined"
        case .undefinedResamples(let count, let all):
            "the metric is not defined in \(count) of \(all) resamples"
        case .tooMany(let what, let found, let most):
            "\(found) \(what): at most \(most) are counted"
        case .other(let text): text
        }
    }
}
