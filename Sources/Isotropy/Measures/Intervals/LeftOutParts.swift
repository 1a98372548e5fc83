import Torch

/// What measures are without each block of sentences in turn, and what their biases and errors take beside it.
///
/// Blocks come one at a time: from sums that were kept (``SentenceBlocks``), or as the points are read again
/// (``LeaveOutPass``).
struct LeftOutParts {
    private let measures: [Measure]
    private let isGapped: Bool
    /// `N / m` for each block of m of N points.
    private(set) var ratios: [Double] = []
    private(set) var values: [String: [MeasureValue?]] = [:]
    /// `(tr S)²` and `‖S‖²`, whose biases in 1/N leaving out removes entirely.
    private(set) var squaredTraces: [Double] = []
    private(set) var squaredNorms: [Double] = []
    private(set) var scores: [Double?] = []
    private(set) var closedForms: [String: [Double?]] = [:]
    /// Where a measure asks for the gap behind an eigenvalue.
    private(set) var spectra: [Spectrum?] = []

    /// - Parameter measures: those that leaving out says something of are taken.
    init(of measures: [Measure]) {
        self.measures = measures.filter(\.isLeftOut)
        isGapped = measures.contains {
            if case .eigenvalue = $0.smoothness { true } else { false }
        }
    }

    /// Whether any of them may ask for eigenvalues.
    var takesSpectra: Bool { measures.contains { $0.group == .spectrum } }

    /// - Parameters:
    ///   - rest: the cloud without the block.
    ///   - ratio: all points over those of the block.
    mutating func add(_ rest: MeasuredCloud, ratio: Double) throws(TorchError) {
        ratios.append(ratio)
        let covariance = rest.moments.covariance()
        squaredTraces.append(covariance.map { $0.trace * $0.trace } ?? 0)
        squaredNorms.append(covariance?.squaredNorm ?? 0)
        scores.append(rest.moments.smallSampleIsoScore)
        for measure in measures {
            values[measure.name, default: []].append(try measure.value(of: rest))
            if case .participation(let closedForm) = measure.debiasing {
                closedForms[measure.name, default: []].append(closedForm(rest.moments))
            }
        }
        if isGapped { spectra.append(try rest.spectrum()) }
    }
}

extension Measure {
    /// Whether leaving blocks out gives it an interval or takes its bias out.
    var isLeftOut: Bool {
        switch (smoothness, debiasing) {
        case (.smooth, _), (.eigenvalue, _), (.awayFromZero, _): true
        case (.standardError, _), (.none, .none): false
        case (.none, _): true
        }
    }
}

extension MeasuredCloud {
    /// The measures without each block; `nil` where there are no blocks, or too few sentences for any.
    func leftOutParts(of measures: [Measure]) throws(TorchError) -> LeftOutParts? {
        if let leftOut { return leftOut }
        guard let blocks, sentences >= Interval.leastSentences else { return nil }
        var parts = LeftOutParts(of: measures)
        let gram = parts.takesSpectra ? try gram() : nil
        var first = 0
        for block in blocks.sums {
            let rows = first..<first + block.moments.count
            first = rows.upperBound
            let rest = MeasuredCloud(
                sums.removing(block), scale: scale, gram: gram?.removing(rows))
            try parts.add(rest, ratio: Double(pointCount) / Double(block.moments.count))
        }
        return parts
    }
}
