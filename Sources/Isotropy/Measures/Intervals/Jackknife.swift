import Foundation
import Torch

/// Measures of a cloud without each of its blocks of sentences in turn, and what follows: values without the bias of few
/// points, and intervals.
///
/// A block that is left out takes all tokens of its sentences along, and with them what they owe to each other; nothing
/// is assumed of them but that blocks are independent and alike. Every measure goes the same way, from the sums without
/// the block: no derivative is written by hand.
struct Jackknife {
    private let cloud: MeasuredCloud
    /// `nil` without blocks.
    private let parts: LeftOutParts?
    private let spectrum: Spectrum?

    init(_ cloud: MeasuredCloud, _ measures: [Measure]) throws(TorchError) {
        self.cloud = cloud
        parts = try cloud.leftOutParts(of: measures)
        spectrum = parts?.spectra.isEmpty == false ? try cloud.spectrum() : nil
    }

    private var ratios: [Double] { parts?.ratios ?? [] }

    typealias Estimate = (debiased: MeasureValue?, intervals: [Interval])

    func estimate(_ measure: Measure, _ value: MeasureValue?) -> Estimate {
        guard let value, value.numbers.allSatisfy(\.isFinite) else {
            return (nil, [.none(.undefined)])
        }
        func none(_ reason: NoInterval, _ debiased: MeasureValue? = nil) -> Estimate {
            (debiased, value.numbers.map { _ in .none(reason) })
        }
        switch measure.smoothness {
        case .none(let reason) where !measure.isLeftOut || parts == nil: return none(reason)
        case .standardError(let error):
            guard let error = error(cloud) else {
                return none(measure.needs.contains(.neighbours) ? .tooFewPoints : .undefined)
            }
            return (nil, value.numbers.map { interval($0, error, measure.range, 1.959964) })
        case .smooth, .eigenvalue, .awayFromZero, .none: break
        }
        guard let parts, let known = parts.values[measure.name] else {
            return none(cloud.reasonForNoBlocks, closedForm(measure).map(MeasureValue.number))
        }
        if case .participation = measure.debiasing {
            let form = cloud.isGrouped ? byBlocks(measure) : byClosedForm(measure)
            guard let form else { return none(.farFromTarget) }
            let estimate = clipped(form.value, measure.range)
            return (
                .number(estimate),
                [interval(form.value, form.error, measure.range, LeftOut.student(degrees: degrees))]
            )
        }
        return byLeavingOut(measure, value, known)
    }

    private var degrees: Double { Double(ratios.count - 1) }

    private func byLeavingOut(
        _ measure: Measure, _ value: MeasureValue, _ parts: [MeasureValue?]
    ) -> Estimate {
        let whole = value.numbers
        guard parts.allSatisfy({ $0?.numbers.count == whole.count }) else {
            return (nil, whole.map { _ in .none(.undefined) })
        }
        var (debiased, intervals) = ([Double](), [Interval]())
        for place in whole.indices {
            let left = LeftOut(
                whole: whole[place], parts: parts.compactMap { $0?.numbers[place] }, ratios: ratios)
            let (center, interval) = bounds(left, measure)
            let (objection, doubt) = (objection(measure, place, left), doubt(measure, left))
            if objection == nil { debiased.append(center) }
            intervals.append((doubt ?? objection).map(Interval.none) ?? interval)
        }
        if case .none = measure.debiasing { return (nil, intervals) }
        guard debiased.count == whole.count else { return (nil, intervals) }
        return (value.map { place, _ in debiased[place] }, intervals)
    }

    /// Why there is no estimate without bias, and so no interval.
    private func objection(_ measure: Measure, _ place: Int, _ left: LeftOut) -> NoInterval? {
        if case .eigenvalue(let first) = measure.smoothness, isTied(behind: first + place) {
            return .tiedEigenvalues
        }
        // What follows from sums of directions has no covariance's bias.
        guard case .jackknife = measure.debiasing, measure.group != .directions else { return nil }
        // Where all directions are alike, spectra vary by their squares.
        if measure.group == .spectrum, isFlat { return .tiedEigenvalues }
        return isFar(left) ? .farFromTarget : nil
    }

    /// Why there is no interval, whatever can be said of the bias.
    private func doubt(_ measure: Measure, _ left: LeftOut) -> NoInterval? {
        switch measure.smoothness {
        case .none(let reason): reason
        case .awayFromZero where cloud.dimensions < 3: .inverseLengths
        case .awayFromZero where abs(left.debiased) < 4 * left.error: .nearZero
        case .smooth, .eigenvalue, .awayFromZero, .standardError: nil
        }
    }

    private func bounds(_ left: LeftOut, _ measure: Measure) -> (Double, Interval) {
        let factor = LeftOut.student(degrees: degrees)
        switch measure.debiasing {
        case .none, .participation:
            return (left.whole, interval(left.whole, left.error, measure.range, factor))
        case .jackknife:
            return (
                clipped(left.debiased, measure.range),
                interval(left.debiased, left.error, measure.range, factor)
            )
        case .square:
            let square = left.mapped { $0 * $0 }
            let half = factor * square.error
            func root(_ number: Double) -> Double { max(number, 0).squareRoot() }
            return (
                root(square.debiased),
                .bounds(lower: root(square.debiased - half), upper: root(square.debiased + half))
            )
        }
    }

    /// Whether the spectrum may be flat: an IsoScore of 1 is within its interval.
    private var isFlat: Bool {
        let form = cloud.isGrouped ? byBlocks(.isoScore) : flatForm
        guard let form else { return true }
        return form.value + LeftOut.student(degrees: degrees) * form.error >= 1
    }

    /// Whether what is left of the bias when its part in 1/N is gone may be more than half of the error: it is smaller
    /// than the first part by about the dimensions over the points that count, which `‖S‖²` tells, as its bias is
    /// `(tr S)²` over them.
    private func isFar(_ left: LeftOut) -> Bool {
        guard let points = effectivePoints else { return true }
        return abs(left.bias) * Double(cloud.dimensions) / points > left.error / 2
    }

    /// How many independent normal points would have this bias: fewer than there are where points of a sentence are alike.
    private var effectivePoints: Double? {
        guard let norm, let covariance = cloud.moments.covariance() else { return nil }
        let trace = covariance.trace
        return norm.bias > 0
            ? min(trace * trace / norm.bias, Double(cloud.pointCount)) : Double(cloud.pointCount)
    }

    private var norm: LeftOut? {
        cloud.moments.covariance().map {
            LeftOut(whole: $0.squaredNorm, parts: parts?.squaredNorms ?? [], ratios: ratios)
        }
    }

    /// Whether the gap behind an eigenvalue is less than four of its errors.
    private func isTied(behind place: Int) -> Bool {
        guard let spectrum, place < spectrum.eigenvalues.count else { return false }
        func gap(_ spectrum: Spectrum) -> Double {
            spectrum.eigenvalues[place - 1] - spectrum.eigenvalues[place]
        }
        let left = LeftOut(
            whole: gap(spectrum), parts: (parts?.spectra ?? []).compactMap { $0.map(gap) },
            ratios: ratios)
        return left.debiased < 4 * left.error
    }

    private typealias Form = (value: Double, error: Double)

    private func closedForm(_ measure: Measure) -> Double? {
        guard case .participation(let form) = measure.debiasing,
            cloud.pointCount >= Diagnosis.leastPoints, !cloud.isGrouped
        else { return nil }
        return form(cloud.moments).map { clipped($0, measure.range) }
    }

    private var flatForm: Form? {
        guard let whole = cloud.moments.smallSampleIsoScore, let scores = parts?.scores,
            !scores.contains(nil)
        else { return nil }
        return (whole, LeftOut(whole: whole, parts: scores.compactMap { $0 }, ratios: ratios).error)
    }

    private func byClosedForm(_ measure: Measure) -> Form? {
        guard case .participation(let form) = measure.debiasing, let whole = form(cloud.moments),
            let parts = parts?.closedForms[measure.name], !parts.contains(nil)
        else { return nil }
        let left = LeftOut(whole: whole, parts: parts.compactMap { $0 }, ratios: ratios)
        return (whole, left.error)
    }

    /// `(tr S)²` and `‖S‖²` without their biases, and the error of their ratio by its linear part.
    private func byBlocks(_ measure: Measure) -> Form? {
        guard let norm, let covariance = cloud.moments.covariance() else { return nil }
        let trace = LeftOut(
            whole: covariance.trace * covariance.trace, parts: parts?.squaredTraces ?? [],
            ratios: ratios)
        let (top, bottom) = (trace.debiased, norm.debiased)
        guard bottom > 0 else { return nil }
        let ratio = top / bottom
        let linear = zip(trace.pseudovalues, norm.pseudovalues).map { one, other in
            ratio + (one - top) / bottom - ratio * (other - bottom) / bottom
        }
        let error = LeftOut.error(linear, ratios)
        guard measure.range != .directions else { return (ratio, error) }
        let spread = Double(cloud.dimensions - 1)
        return spread > 0 ? ((ratio - 1) / spread, error / spread) : nil
    }

    private func bounds(_ range: Measure.Range) -> (lower: Double, upper: Double) {
        switch range {
        case .anything: (-.infinity, .infinity)
        case .atLeast(let least): (least, .infinity)
        case .within(let least, let most): (least, most)
        case .directions: (1, Double(cloud.dimensions))
        case .rank: (1, Double(max(1, min(cloud.pointCount - 1, cloud.dimensions))))
        }
    }

    private func clipped(_ value: Double, _ range: Measure.Range) -> Double {
        let (lower, upper) = bounds(range)
        return min(max(value, lower), upper)
    }

    /// By the logarithm of the distance from a bound, or of the ratio of the distances from two, which keeps intervals
    /// within them; but where the error reaches a bound the value may be the bound itself: there as it is, and cut.
    private func interval(
        _ center: Double, _ error: Double, _ range: Measure.Range, _ factor: Double
    ) -> Interval {
        guard center.isFinite, error.isFinite else { return .none(.undefined) }
        let (lower, upper) = bounds(range)
        let half = factor * error
        guard lower.isFinite, center - half > lower, center + half < upper else {
            return .bounds(
                lower: clipped(center - half, range), upper: clipped(center + half, range))
        }
        let above = center - lower
        guard upper.isFinite else {
            let step = exp(half / above)
            return .bounds(lower: lower + above / step, upper: lower + above * step)
        }
        let share = above / (upper - lower)
        let odds = share / (1 - share)
        let step = exp(half / (upper - lower) / (share * (1 - share)))
        func value(_ odds: Double) -> Double {
            odds.isFinite ? lower + (upper - lower) * odds / (1 + odds) : upper
        }
        return .bounds(lower: value(odds / step), upper: value(odds * step))
    }
}

extension MeasuredCloud {
    /// Why no blocks were left out.
    fileprivate var reasonForNoBlocks: NoInterval {
        if blocks == nil, unkeptBlocks == nil { return .notMeasured }
        return sentences < Interval.leastSentences ? .tooFewSentences : .beyondMemory
    }
}
