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
    private let ratios: [Double]
    private var values: [String: [MeasureValue?]] = [:]
    /// `(tr S)²` and `‖S‖²`, whose biases in 1/N leaving out removes entirely.
    private var squaredTraces: [Double] = []
    private var squaredNorms: [Double] = []
    private var scores: [Double?] = []
    private var closedForms: [String: [Double?]] = [:]
    private var spectra: [Spectrum?] = []
    private var spectrum: Spectrum?

    init(_ cloud: MeasuredCloud, _ measures: [Measure]) throws(TorchError) {
        self.cloud = cloud
        guard let blocks = cloud.blocks, blocks.sentences >= Interval.leastSentences else {
            ratios = []
            return
        }
        let count = Double(cloud.pointCount)
        ratios = blocks.sums.map { count / Double($0.moments.count) }
        let smooth = measures.filter(\.isLeftOut)
        let isGapped = smooth.contains {
            if case .eigenvalue = $0.smoothness { true } else { false }
        }
        spectrum = isGapped ? try cloud.spectrum() : nil
        for block in blocks.sums {
            let rest = MeasuredCloud(cloud.sums.removing(block), scale: cloud.scale)
            let covariance = rest.moments.covariance()
            squaredTraces.append(covariance.map { $0.trace * $0.trace } ?? 0)
            squaredNorms.append(covariance?.squaredNorm ?? 0)
            scores.append(rest.moments.smallSampleIsoScore)
            for measure in smooth {
                values[measure.name, default: []].append(try measure.value(of: rest))
                if case .participation(let closedForm) = measure.debiasing {
                    closedForms[measure.name, default: []].append(closedForm(rest.moments))
                }
            }
            if isGapped { spectra.append(try rest.spectrum()) }
        }
    }

    typealias Estimate = (debiased: MeasureValue?, intervals: [Interval])

    func estimate(_ measure: Measure, _ value: MeasureValue?) -> Estimate {
        guard let value, value.numbers.allSatisfy(\.isFinite) else {
            return (nil, [.none(.undefined)])
        }
        func none(_ reason: NoInterval, _ debiased: MeasureValue? = nil) -> Estimate {
            (debiased, value.numbers.map { _ in .none(reason) })
        }
        switch measure.smoothness {
        case .none: return none(.notSmooth)
        case .standardError(let error):
            guard let error = error(cloud) else {
                return none(measure.needs.contains(.neighbours) ? .tooFewPoints : .undefined)
            }
            return (nil, value.numbers.map { interval($0, error, measure.range, 1.959964) })
        case .smooth, .eigenvalue: break
        }
        guard let blocks = cloud.blocks, !ratios.isEmpty else {
            let closed = closedForm(measure).map(MeasureValue.number)
            if cloud.isBeyondMemory { return none(.beyondMemory, closed) }
            return none(cloud.blocks == nil ? .notMeasured : .tooFewSentences, closed)
        }
        if case .participation = measure.debiasing {
            let form = blocks.isGrouped ? byBlocks(measure) : byClosedForm(measure)
            guard let form else { return none(.farFromTarget) }
            let estimate = clipped(form.value, measure.range)
            return (
                .number(estimate),
                [interval(form.value, form.error, measure.range, LeftOut.student(degrees: degrees))]
            )
        }
        return byLeavingOut(measure, value)
    }

    private var degrees: Double { Double(ratios.count - 1) }

    private func byLeavingOut(_ measure: Measure, _ value: MeasureValue) -> Estimate {
        let parts = values[measure.name] ?? []
        let whole = value.numbers
        guard parts.allSatisfy({ $0?.numbers.count == whole.count }) else {
            return (nil, whole.map { _ in .none(.undefined) })
        }
        var (debiased, intervals) = ([Double](), [Interval]())
        for place in whole.indices {
            let left = LeftOut(
                whole: whole[place], parts: parts.compactMap { $0?.numbers[place] }, ratios: ratios)
            if let reason = objection(measure, place, left) {
                intervals.append(.none(reason))
                continue
            }
            let (center, interval) = bounds(left, measure)
            debiased.append(center)
            intervals.append(interval)
        }
        if case .none = measure.debiasing { return (nil, intervals) }
        guard debiased.count == whole.count else { return (nil, intervals) }
        return (value.map { place, _ in debiased[place] }, intervals)
    }

    private func objection(_ measure: Measure, _ place: Int, _ left: LeftOut) -> NoInterval? {
        if case .eigenvalue(let first) = measure.smoothness, isTied(behind: first + place) {
            return .tiedEigenvalues
        }
        guard case .jackknife = measure.debiasing else { return nil }
        // Where all directions are alike, spectra vary by their squares.
        if measure.group == .spectrum, isFlat { return .tiedEigenvalues }
        return isFar(left) ? .farFromTarget : nil
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
        let form = cloud.blocks?.isGrouped == true ? byBlocks(.isoScore) : flatForm
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
            LeftOut(whole: $0.squaredNorm, parts: squaredNorms, ratios: ratios)
        }
    }

    /// Whether the gap behind an eigenvalue is less than four of its errors.
    private func isTied(behind place: Int) -> Bool {
        guard let spectrum, place < spectrum.eigenvalues.count else { return false }
        func gap(_ spectrum: Spectrum) -> Double {
            spectrum.eigenvalues[place - 1] - spectrum.eigenvalues[place]
        }
        let left = LeftOut(
            whole: gap(spectrum), parts: spectra.compactMap { $0.map(gap) }, ratios: ratios)
        return left.debiased < 4 * left.error
    }

    private typealias Form = (value: Double, error: Double)

    private func closedForm(_ measure: Measure) -> Double? {
        guard case .participation(let form) = measure.debiasing,
            cloud.pointCount >= Diagnosis.leastPoints, cloud.blocks?.isGrouped != true
        else { return nil }
        return form(cloud.moments).map { clipped($0, measure.range) }
    }

    private var flatForm: Form? {
        guard let whole = cloud.moments.smallSampleIsoScore, !scores.contains(nil) else {
            return nil
        }
        return (whole, LeftOut(whole: whole, parts: scores.compactMap { $0 }, ratios: ratios).error)
    }

    private func byClosedForm(_ measure: Measure) -> Form? {
        guard case .participation(let form) = measure.debiasing, let whole = form(cloud.moments),
            let parts = closedForms[measure.name], !parts.contains(nil)
        else { return nil }
        let left = LeftOut(whole: whole, parts: parts.compactMap { $0 }, ratios: ratios)
        return (whole, left.error)
    }

    /// `(tr S)²` and `‖S‖²` without their biases, and the error of their ratio by its linear part.
    private func byBlocks(_ measure: Measure) -> Form? {
        guard let norm, let covariance = cloud.moments.covariance() else { return nil }
        let trace = LeftOut(
            whole: covariance.trace * covariance.trace, parts: squaredTraces, ratios: ratios)
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

extension Measure {
    fileprivate var isLeftOut: Bool {
        switch smoothness {
        case .smooth, .eigenvalue: true
        case .standardError, .none: false
        }
    }
}
