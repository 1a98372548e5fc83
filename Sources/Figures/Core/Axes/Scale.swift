import Foundation

/// A map from values to the length of an axis.
public struct Scale: Sendable, Equatable {
    public enum Kind: String, Sendable {
        case linear
        /// Base 10. Values that are not positive cannot be shown.
        case log
    }

    public let kind: Kind
    public let domain: ClosedRange<Double>

    public init(_ kind: Kind, domain: ClosedRange<Double>) {
        precondition(
            domain.lowerBound < domain.upperBound && domain.lowerBound.isFinite
                && domain.upperBound.isFinite && (kind == .linear || domain.lowerBound > 0),
            "\(domain) is no domain of a \(kind.rawValue) scale")
        self.kind = kind
        self.domain = domain
    }

    /// A scale that shows all of `values` that can be shown.
    ///
    /// - Parameters:
    ///   - bounds: Values that must be on the axis too, such as 0. The axis ends there, without
    ///     padding, when no value lies beyond.
    public init(_ kind: Kind, fitting values: [Double], bounds: [Double] = []) {
        let shown = (values + bounds).filter { Scale.canShow($0, kind) }
        let forward: (Double) -> Double = { kind == .log ? log10($0) : $0 }
        let backward: (Double) -> Double = { kind == .log ? pow(10, $0) : $0 }
        guard let least = shown.min(), let most = shown.max() else {
            self.init(kind, domain: kind == .log ? 1...10 : 0...1)
            return
        }
        let lower = forward(least)
        let upper = forward(most)
        let magnitude = max(abs(lower), abs(upper))
        if upper - lower <= max(magnitude * 1e-9, 1e-290) {
            let half = magnitude < 1e-280 || kind == .log ? 0.5 : magnitude * 0.05
            if bounds.contains(least) {
                self.init(kind, domain: least...backward(lower + 2 * half))
                return
            }
            self.init(kind, domain: backward(lower - half)...backward(upper + half))
            return
        }
        let padding = (upper - lower) * 0.06
        self.init(
            kind,
            domain: backward(
                bounds.contains(least) ? lower : lower - padding)...backward(
                    bounds.contains(most) ? upper : upper + padding))
    }

    /// Where `value` lies: 0 at the lower end, 1 at the upper; `nil` when it cannot be shown.
    public func fraction(of value: Double) -> Double? {
        guard Scale.canShow(value, kind) else { return nil }
        let lower = domain.lowerBound
        let upper = domain.upperBound
        switch kind {
        case .linear:
            return (value - lower) / (upper - lower)
        case .log:
            return (log10(value) - log10(lower)) / (log10(upper) - log10(lower))
        }
    }

    /// Beyond 1e300 the ends of the axis would overflow; such values count as infinite.
    static func canShow(_ value: Double, _ kind: Kind) -> Bool {
        switch kind {
        case .linear: value.isFinite && abs(value) <= 1e300
        case .log: value >= 1e-300 && value <= 1e300
        }
    }
}
