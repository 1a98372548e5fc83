import Foundation

/// The learning rate of each optimizer step: a linear rise, then a fall or none.
///
/// Counts as transformers does: the first step of a warm-up has rate 0, and the last step of a
/// fall has the rate of one step before 0.
public struct LearningRate: Sendable, Equatable {
    public let peak: Double
    public let warmupSteps: Int
    public let totalSteps: Int
    public let schedule: Schedule

    /// - Parameters:
    ///   - warmup: the share of `totalSteps`, rounded up.
    ///   - warmupSteps: the steps themselves, in its place.
    public init(
        peak: Double, warmup: Double, warmupSteps: Int? = nil, totalSteps: Int, schedule: Schedule
    ) {
        self.peak = peak
        self.totalSteps = totalSteps
        self.schedule = schedule
        self.warmupSteps = warmupSteps ?? Int((warmup * Double(totalSteps)).rounded(.up))
    }

    /// - Parameter step: counts from 0.
    public func rate(at step: Int) -> Double {
        if step < warmupSteps { return peak * Double(step) / Double(warmupSteps) }
        let falling = Double(max(1, totalSteps - warmupSteps))
        switch schedule {
        case .constant: return peak
        case .linear: return peak * max(0, Double(totalSteps - step)) / falling
        case .cosine:
            let progress = min(1, Double(step - warmupSteps) / falling)
            return peak * max(0, (1 + cos(.pi * progress)) / 2)
        }
    }
}
