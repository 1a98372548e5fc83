import Torch

/// A measure's value and what it takes to read it.
public struct MeasureResult: Sendable, Equatable {
    public let measure: String
    /// Of the points as they are; `nil` where it is not defined.
    public let value: MeasureValue?
    /// An estimate of the value of the distribution behind the points, without the bias of few; `nil` where the value
    /// itself is one, and where it cannot be taken out.
    public let debiased: MeasureValue?
    /// Of the distribution's value: one for each number.
    public let intervals: [Interval]
    /// What isotropic normal points of the same count and dimension show; `nil` where that is nothing in particular.
    public let isotropic: MeasureValue?
}

extension MeasuredCloud {
    /// Values of measures with their intervals and what isotropic points would show.
    /// - Parameter isotropic: whether isotropic points are simulated where that is needed.
    /// - Throws: where the cloud was measured without what one of them takes.
    public func results(
        of measures: [Measure], isotropic: Bool = true
    ) throws(TorchError) -> [MeasureResult] {
        let jackknife = try Jackknife(self, measures)
        let reference =
            isotropic
            ? try IsotropicReference(points: max(pointCount, 1), dimensions: dimensions)
                .values(of: measures) : [:]
        return try measures.map { measure throws(TorchError) in
            let value = try measure.value(of: self)
            let estimate = jackknife.estimate(measure, value)
            return MeasureResult(
                measure: measure.name, value: value, debiased: estimate.debiased,
                intervals: estimate.intervals, isotropic: reference[measure.name])
        }
    }
}
