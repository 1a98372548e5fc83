import Isotropy
import Layers
import TestSupport
import Testing
import Torch

/// Clouds that are measured in parts.
@Suite struct PartTests {
    private static let names = [
        "isoscore", "effective_rank", "mean_cosine", "mean_cosine_around_mean", "uniformity",
        "isoscore_star", "explained_variance",
    ]

    /// The rows of a part in blocks of 8, by their numbers.
    private func measured(
        _ rows: [[Double]], _ part: Range<Int>? = nil, intervals: Bool = true, chunk: Int = 8,
        names: [String] = PartTests.names
    ) throws -> CloudMeasurement {
        let part = part ?? 0..<rows.count
        var measurement = CloudMeasurement(
            dimensions: rows[0].count, measures: try MeasureCatalogue.measures(names),
            intervals: intervals, firstRow: part.lowerBound, rowsPerBlock: 8)
        for start in stride(from: part.lowerBound, to: part.upperBound, by: chunk) {
            try measurement.add(
                matrix(Array(rows[start..<min(start + chunk, part.upperBound)])))
        }
        return measurement
    }

    private func results(_ measurement: CloudMeasurement) throws -> [MeasureResult] {
        try measurement.measured().results(of: measurement.measures, isotropic: false)
    }

    /// Every bit of values, intervals and corrected values, whatever the order of the parts.
    @Test(arguments: [true, false], [[0, 3, 7, 12], [0, 1, 2, 31], [0, 16, 32]])
    func partsOfWholeBlocksGiveTheBitsOfOnePass(_ intervals: Bool, _ cuts: [Int]) throws {
        let rows = cloud(403, 5, seed: 31)
        let whole = try results(measured(rows, intervals: intervals))
        let ends = cuts.dropFirst().map { $0 * 8 } + [rows.count]
        let parts = try zip(cuts.map { $0 * 8 }, ends).map {
            try measured(rows, $0..<$1, intervals: intervals)
        }
        var orders = [Array(parts.indices), parts.indices.reversed()]
        orders.append([1, 0] + parts.indices.dropFirst(2))
        for order in orders {
            var joined = parts[order[0]]
            for place in order.dropFirst() { try joined.join(parts[place]) }
            #expect(joined.pointCount == rows.count && joined.missingRows.isEmpty)
            #expect(try results(joined) == whole, "parts in the order \(order)")
        }
    }

    /// Rows that are not whole blocks round otherwise, in the last digits.
    @Test func anySplitAgreesUpToRounding() throws {
        let rows = cloud(300, 4, seed: 32)
        let names = Self.names.filter { $0 != "uniformity" }
        let whole = try results(measured(rows, names: names))
        var joined = try measured(Array(rows[..<101]), names: names)
        try joined.append(measured(Array(rows[101..<137]), names: names))
        try joined.append(measured(Array(rows[137...]), names: names))
        for (one, other) in zip(try results(joined), whole) {
            expectClose(
                one.value?.numbers ?? [], other.value?.numbers ?? [], relative: 1e-12, one.measure)
        }
    }

    @Test func theScaleOfAPartMayBeAnother() throws {
        var rows = cloud(64, 3, seed: 33)
        rows[40] = rows[40].map { $0 * 1e40 }
        let whole = try results(measured(rows))
        for order in [[0, 1], [1, 0]] {
            let parts = [try measured(rows, 0..<32), try measured(rows, 32..<64)]
            var joined = parts[order[0]]
            try joined.join(parts[order[1]])
            #expect(try results(joined) == whole)
        }
    }

    @Test func rowsThatAreMissingOrStandTwiceAreTold() throws {
        let rows = cloud(100, 3, seed: 34)
        var joined = try measured(rows, 0..<16)
        try joined.join(measured(rows, 48..<100))
        #expect(joined.missingRows == [16..<48])
        #expect(throws: CloudMeasurement.JoinProblem.overlap) {
            try joined.join(measured(rows, 40..<48 + 8))
        }
        #expect(throws: CloudMeasurement.JoinProblem.dimensions(3, 4)) {
            try joined.join(measured(cloud(8, 4, seed: 1)))
        }
        #expect(throws: CloudMeasurement.JoinProblem.measures) {
            try joined.join(measured(rows, 16..<48, intervals: false))
        }
        #expect(throws: CloudMeasurement.JoinProblem.sample) { try joined.append(measured(rows)) }
    }

    @Test(arguments: [true, false]) func whatIsKeptIsReadBackToTheBit(_ intervals: Bool) throws {
        let rows = cloud(150, 4, seed: 35) + [[0, 0, 0, 0]]
        let measurement = try measured(rows, intervals: intervals)
        let restored = try CloudMeasurement(measurement.state())
        #expect(try results(restored) == results(measurement))
        #expect(restored.pointCount == 151)
        var joined = try CloudMeasurement(measured(rows, 64..<151, intervals: intervals).state())
        try joined.join(CloudMeasurement(measured(rows, 0..<64, intervals: intervals).state()))
        #expect(try results(joined) == results(measurement))
    }

    @Test func damagedSumsAreRefused() throws {
        let state = try measured(cloud(70, 3, seed: 36)).state()
        func refused(_ tensors: [(name: String, tensor: Tensor)]) -> String {
            let error = #expect(throws: (any Error).self) {
                try CloudMeasurement(CloudState(header: state.header, tensors: tensors))
            }
            return error.map { "\($0)" } ?? ""
        }
        #expect(refused(state.tensors.filter { $0.name != "means" }) == "no tensor means")
        #expect(refused(state.tensors + [state.tensors[0]]) == "two tensors named means")
        let other = ("others", state.tensors[0].tensor)
        #expect(refused(state.tensors + [other]) == "tensors that are not known: others")
        let changed = try state.tensors.map { name, tensor in
            (name: name, tensor: name == "products" ? try tensor.multiplied(by: .infinity) : tensor)
        }
        #expect(refused(changed) == "products is not finite")
    }
}
