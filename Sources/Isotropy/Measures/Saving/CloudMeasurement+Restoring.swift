import Torch

extension CloudMeasurement {
    /// The measurement that ``state()`` kept.
    /// - Throws: for measures that are not known, for tensors that are missing, of another shape or not finite, and for
    ///   counts that contradict each other.
    public init(_ state: CloudState) throws {
        let header = state.header
        let measures = try MeasureCatalogue.measures(header.measures)
        let needs = MeasureCatalogue.needs(of: measures)
        guard needs.isDisjoint(with: Self.notSaved) else {
            throw StateError("has measures that take more than sums: \(header.measures)")
        }
        try header.check()
        self.init(
            dimensions: header.dimensions, measures: measures, intervals: header.intervals)
        var tensors = try StateTensors(state.tensors)
        let (count, size) = (header.blocks.count, header.dimensions)
        let means = try tensors.rows("means", count, [size])
        let rests = try tensors.rows("mean_rests", count, [size])
        let products = try tensors.rows("products", count, [size, size])
        let directions = try tensors.rows("direction_sums", count, [size])
        let cosines = try needs.contains(.cosineParts) ? tensors.cosines(count, size) : nil
        let powers =
            try needs.contains(.fourthPowers)
            ? (
                tensors.rows("fourth_powers", count, []), tensors.rows("cubes", count, [size])
            ) : nil
        if let sample = header.sample {
            self.sample = try tensors.sample(sample, size)
        }
        try tensors.checkAllRead()
        let blocks = header.blocks.enumerated().map { place, block in
            let moments = Moments(
                count: block.points, mean: means[place], rest: rests[place],
                products: products[place])
            return SentenceBlocks.Block(
                start: block.start, size: block.size, count: block.count,
                sums: CloudSums(
                    moments,
                    DirectionMoments(
                        count: block.directions, zeroCount: block.zeros, sum: directions[place]),
                    shrinkage: powers.map {
                        ShrinkageMoments(moments, fourth: $0.0[place][0], cubes: $0.1[place])
                    },
                    cosines: cosines.map { $0(place, block.directions) }))
        }
        self.blocks = SentenceBlocks(
            restoring: blocks, isGrouped: header.grouped, empty: CloudSums(form),
            intervals: header.intervals)
        scale.restore(largest: header.largest)
        pointCount = header.points
    }
}

/// What is wrong with sums that were kept.
public struct StateError: Error, CustomStringConvertible {
    public let description: String

    init(_ description: String) { self.description = description }
}

extension CloudState.Header {
    fileprivate func check() throws(StateError) {
        guard dimensions > 0, dimensions < 1 << 24 else {
            throw StateError("\(dimensions) dimensions")
        }
        guard largest.isFinite, largest >= 0 else {
            throw StateError("a largest number of \(largest)")
        }
        var (end, rows) = (0, 0)
        for block in blocks {
            guard block.start >= end, block.count > 0, block.count <= block.size,
                block.points >= block.count, block.directions >= 0, block.zeros >= 0,
                [0, block.points].contains(block.directions + block.zeros),
                block.size < 1 << 48, block.start < 1 << 48, block.points < 1 << 48
            else { throw StateError("blocks that contradict each other at row \(block.start)") }
            end = block.start + block.count
            rows += block.points
        }
        guard rows == points else { throw StateError("\(points) points in blocks of \(rows)") }
    }
}

/// Tensors by name, each of which must be read.
private struct StateTensors {
    private var left: [String: Tensor]

    init(_ tensors: [(name: String, tensor: Tensor)]) throws(StateError) {
        left = [:]
        for (name, tensor) in tensors where left.updateValue(tensor, forKey: name) != nil {
            throw StateError("two tensors named \(name)")
        }
    }

    private mutating func tensor(_ name: String, _ dtype: DType, _ shape: [Int]) throws -> Tensor {
        guard let tensor = left.removeValue(forKey: name) else {
            throw StateError("no tensor \(name)")
        }
        guard tensor.dtype == dtype, tensor.shape == shape else {
            throw StateError("\(name) is \(tensor), not \(dtype.rawValue) \(shape)")
        }
        return tensor
    }

    /// One array a block.
    mutating func rows(_ name: String, _ count: Int, _ shape: [Int]) throws -> [[Double]] {
        let numbers = try tensor(name, .float64, [count] + shape).elements(as: Double.self)
        guard numbers.allSatisfy(\.isFinite) else { throw StateError("\(name) is not finite") }
        let size = shape.reduce(1, *)
        return (0..<count).map { Array(numbers[$0 * size..<($0 + 1) * size]) }
    }

    mutating func cosines(_ count: Int, _ size: Int) throws -> (Int, Int) -> CosineParts {
        let sums = try rows("cosine_sums", count, [size])
        let squares = try rows("cosine_squares", count, [size])
        let weighted = try rows("cosine_weighted", count, [size])
        let inverses = try rows("cosine_inverses", count, [2])
        return { place, directions in
            CosineParts(
                count: directions, sum: sums[place], squares: squares[place],
                weighted: weighted[place], inverse: inverses[place][0],
                squaredInverse: inverses[place][1])
        }
    }

    mutating func sample(
        _ header: CloudState.Header.Sample, _ size: Int
    ) throws -> RowSample {
        let count = left["sample_places"]?.size(0) ?? 0
        guard count > 0 else { return RowSample(dimensions: size) }
        let places = try tensor("sample_places", .int64, [count]).elements(as: Int.self)
        let keys = try tensor("sample_keys", .int64, [count]).elements(as: Int.self)
        return RowSample(
            seen: header.seen, zeroCount: header.zeros,
            keys: keys.map { UInt64(UInt(bitPattern: $0)) }, places: places,
            rows: try rows("sample_rows", count, [size]), dimensions: size)
    }

    func checkAllRead() throws(StateError) {
        guard left.isEmpty else {
            throw StateError(
                "tensors that are not known: \(left.keys.sorted().joined(separator: ", "))")
        }
    }
}
