extension Spectrum {
    /// The largest eigenvalue over the smallest of those that can differ from 0 (`rankBound`): 1 ... ∞.
    /// - Returns: `nil` when nothing varies.
    public var conditionNumber: Double? {
        guard let largest = eigenvalues.first, largest > 0, rankBound > 0 else { return nil }
        return largest / eigenvalues[rankBound - 1]
    }

    /// The components that are `share` of all, over the variance that they explain: VarEx, `share` ... 1, 1 where
    /// all eigenvalues are alike.
    ///
    /// The first `ceil(share · d)` components, and their number over d as the share: the published code takes one
    /// less.
    /// - Returns: `nil` when nothing varies.
    public func varEx(share: Double = 0.3) -> Double? {
        precondition(share > 0 && share <= 1, "a share of \(share)")
        let count = max(1, Int((share * Double(eigenvalues.count)).rounded(.up)))
        return explainedVariance(count).map { Double(count) / Double(eigenvalues.count) / $0 }
    }
}
