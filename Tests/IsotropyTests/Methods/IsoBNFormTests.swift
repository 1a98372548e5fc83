import Foundation
import Isotropy
import Layers
import TestSupport
import Testing
import Torch

/// Eq. 3 and 5 of Zhou et al. in plain loops.
@Suite struct IsoBNFormTests {
    private let training = ForwardPass.training(seed: 1, step: 1)
    private let batches: [[[Double]]]

    init() throws {
        batches = try Fixtures.load("normalizers", as: Fixtures.Normalizers.self).batches.map {
            $0.map { row in
                // Dimension 5 goes with dimension 0, so that there is a group.
                (row + [2 * row[0] + 0.3 * row[1]]).map { Double(Float($0)) }
            }
        }
    }

    private func options(
        _ form: IsoBNOptions.Form, _ preset: Preset = .corrected
    ) -> IsoBNOptions {
        var options = IsoBNOptions(preset: preset)
        options.form = form
        return options
    }

    /// The moving statistics after all batches, as they are read.
    private func statistics(
        _ options: IsoBNOptions
    ) -> (mean: [Double], sigma: [Double], rho: [[Double]]) {
        let size = batches[0][0].count
        var mean = [Double](repeating: 0, count: size)
        var sigma = mean
        var covariance = [[Double]](repeating: mean, count: size)
        var share = 1.0
        for (step, rows) in batches.enumerated() {
            let weight = options.start == .firstBatch && step == 0 ? 1 : options.momentum
            let count = Double(rows.count)
            let own = (0..<size).map { column in rows.reduce(0) { $0 + $1[column] } / count }
            share *= 1 - options.momentum
            for i in 0..<size {
                mean[i] += weight * (own[i] - mean[i])
                for j in 0..<size {
                    let product = rows.reduce(0) { $0 + ($1[i] - own[i]) * ($1[j] - own[j]) }
                    covariance[i][j] += weight * (product / count - covariance[i][j])
                    if i == j { sigma[i] += weight * ((product / count).squareRoot() - sigma[i]) }
                }
            }
        }
        let factor = options.start == .biasCorrected ? 1 / (1 - share) : 1
        let read = sigma.map { $0 * factor }
        let rho = (0..<size).map { i in
            (0..<size).map { j -> Double in
                let value = covariance[i][j] * factor / (read[i] * read[j])
                return options.clampsCorrelation ? min(max(value, -1), 1) : value
            }
        }
        return (mean.map { $0 * factor }, read, rho)
    }

    private func trained(_ options: IsoBNOptions) throws -> IsoBatchNormalizer {
        let normalizer = try IsoBatchNormalizer(size: batches[0][0].count, options: options)
        for batch in batches { _ = try normalizer(matrix(batch, .float32), training) }
        return normalizer
    }

    private func expect(_ options: IsoBNOptions, groupSizes: ([[Double]]) -> [Double]) throws {
        let (mean, sigma, rho) = statistics(options)
        let scales = zip(sigma, groupSizes(rho)).map { 1 / ($0 * $1) }
        let normalizer = try trained(options)
        let found = try normalizer.scales()
        for (one, other) in zip(found, scales) { #expect(abs(one / other - 1) < 1e-9) }
        let features = try matrix(batches[0], .float32)
        let output: [Double] = try normalizer(features, .evaluation()).elements()
        let expected = batches[0].flatMap { row in
            row.indices.map { (row[$0] - mean[$0]) * scales[$0] }
        }
        expectClose(output, expected, absolute: 2e-4)  // float32 of up to 1e2 scales
    }

    @Test(arguments: Preset.allCases)
    func theOriginalFormRemovesTheMeanAndDividesBySigmaTimesGamma(_ preset: Preset) throws {
        let options = options(.original, preset)
        try expect(options) { rho in
            rho.map { row in
                let sum = row.reduce(0) { $0 + $1 * $1 }
                return options.aggregate == .mean ? sum / Double(row.count) : sum
            }
        }
    }

    @Test(arguments: Preset.allCases)
    func theHardFormDividesBySigmaTimesTheGroup(_ preset: Preset) throws {
        var sizes: [Double] = []
        try expect(options(.hard, preset)) { rho in
            let elements = rho.flatMap { $0 }
            let blocks = CorrelationBlocks(Covariance(dimensions: rho.count, elements: elements))
            sizes = blocks.blocks.map { Double(blocks.sizes[$0]) }
            return sizes
        }
        #expect(sizes[0] == sizes[5] && sizes[0] >= 2)
    }

    /// Moving statistics can bring a correlation to 1 and beyond.
    @Test func onlyFullCorrelationGroupsWhereOneIsAskedAndAllAreOneWhereNothingIs() throws {
        var options = options(.hard)
        options.groupCorrelation = 1
        try expect(options) { rho in rho.map { row in Double(row.count { abs($0) >= 1 }) } }
        options.groupCorrelation = 0
        try expect(options) { rho in rho.map { _ in 6 } }
    }

    @Test(arguments: IsoBNOptions.Form.allCases)
    func everyFormIsResumedToTheBitAndFoldsIntoTheClassifier(_ form: IsoBNOptions.Form) throws {
        let normalizer = try trained(options(form))
        let copy = try IsoBatchNormalizer(size: 6, options: options(form))
        let state = try normalizer.state().map { ($0.name, $0.tensor) }
        #expect(state.contains { $0.0 == "mean" } == (form != .final))
        try copy.restore(Dictionary(uniqueKeysWithValues: state))
        let features = try matrix(batches[1], .float32)
        let expected: [Float] = try normalizer(features, training).elements()
        #expect(try copy(features, training).elements() == expected)
        let weight = try matrix([[1, -2, 0.5, 3, 1, 2], [0, 1, 1, -1, 2, 0]], .float32)
        let bias = try Tensor.of([0.5, -1].map(Float.init))
        let plain = try linear(normalizer(features, .evaluation()), weight: weight, bias: bias)
        let folded = try normalizer.fold(weight: weight, bias: bias)
        let answer = try linear(features, weight: folded.weight, bias: folded.bias)
        expectClose(try answer.elements(), try plain.elements(), absolute: 2e-4)
        if form != .final {
            let other = try IsoBatchNormalizer(size: 6, options: options(.final))
            try other.restore(Dictionary(uniqueKeysWithValues: state))
            let old = try other.state().map { ($0.name, $0.tensor) }
            #expect(throws: TorchError.self) {
                try copy.restore(Dictionary(uniqueKeysWithValues: old))
            }
        }
    }

    @Test func aDimensionWithoutVarianceIsCentredAndKeepsScaleOne() throws {
        for form in [IsoBNOptions.Form.original, .hard] {
            let rows = batches[0].map { [$0[0], 7, $0[1]] }
            let normalizer = try IsoBatchNormalizer(size: 3, options: options(form))
            let output: [Double] = try normalizer(matrix(rows, .float32), training).elements()
            #expect(try normalizer.scales()[1] == 1)
            #expect(stride(from: 1, to: output.count, by: 3).allSatisfy { abs(output[$0]) < 1e-6 })
        }
    }

    @Test func featuresThatAreNotFiniteLeaveTheMeanAsItWas() throws {
        let normalizer = try IsoBatchNormalizer(size: 2, options: options(.original))
        #expect(throws: TorchError.self) {
            try normalizer(matrix([[1, .nan], [2, 3]], .float32), training)
        }
        let state: [[Double]] = try normalizer.state().map { try $0.tensor.elements() }
        #expect(state.allSatisfy { $0.allSatisfy { $0 == 0 } })
    }

    @Test(arguments: [
        ("isobn:form=original,beta=1", "beta has no effect with form = original"),
        ("isobn:form=hard,epsilon=0.5", "epsilon has no effect with form = hard"),
        ("isobn:group-correlation=0.3", "group_correlation has no effect with form = final"),
    ])
    func optionsWithoutEffectAreRefused(_ text: String, _ reason: String) throws {
        let problems = try MethodChoice(text).resolved(.corrected).problems
        let texts = problems.map { "\($0.option) \($0.reason)".replacing("`", with: "") }
        #expect(texts == [reason])
    }

    @Test func formsAreNamed() throws {
        let original = try MethodChoice("isobn:form=original").resolved(.corrected)
        #expect(original.name == "isobn-form-original" && original.problems.isEmpty)
        let hard = try MethodChoice("isobn:form=hard,group-correlation=0.7").resolved(.paper)
        #expect(hard.name == "isobn-paper-form-hard-group-correlation0.7")
        #expect(hard.title == "IsoBN (paper) form = hard, group correlation = 0.7")
    }
}
