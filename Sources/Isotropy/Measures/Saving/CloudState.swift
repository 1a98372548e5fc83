import Torch

/// The sums of a measurement as numbers that a file can hold: what they are of, and tensors.
public struct CloudState {
    /// What tensors do not say.
    public struct Header: Codable, Sendable, Equatable {
        public let dimensions: Int
        /// Names of measures, in their order.
        public let measures: [String]
        /// Whether blocks are small enough for intervals.
        public let intervals: Bool
        public let points: Int
        /// The largest magnitude of a number, which decides what points were divided by.
        public let largest: Double
        /// Whether a sentence has several rows.
        public let grouped: Bool
        public let blocks: [Block]
        public let sample: Sample?

        public struct Block: Codable, Sendable, Equatable {
            /// Sentences: where the block begins, how many it has room for, and how many it has.
            public let start, size, count: Int
            /// Rows, and those with and without a direction.
            public let points, directions, zeros: Int
        }

        public struct Sample: Codable, Sendable, Equatable {
            public let seen, zeros: Int
        }
    }

    public let header: Header
    /// Float64, the blocks along the first axis; a sample's keys and places int64.
    public let tensors: [(name: String, tensor: Tensor)]

    public init(header: Header, tensors: [(name: String, tensor: Tensor)]) {
        (self.header, self.tensors) = (header, tensors)
    }
}

extension CloudMeasurement {
    /// What the measures need and no file keeps: points themselves, or what is known beside them.
    public static let notSaved: Set<Measure.Need> = [
        .secondPass, .pairs, .neighbours, .labels, .secondCloud,
    ]

    /// The sums so far.
    /// - Precondition: the measures need none of ``notSaved``.
    public func state() throws(TorchError) -> CloudState {
        precondition(form.needs.isDisjoint(with: Self.notSaved), "sums of \(form.needs)")
        let all = blocks.blocks
        let header = CloudState.Header(
            dimensions: dimensions, measures: measures.map(\.name), intervals: wantsIntervals,
            points: pointCount, largest: scale.largest, grouped: blocks.isGrouped,
            blocks: all.map { block in
                CloudState.Header.Block(
                    start: block.start, size: block.size, count: block.count,
                    points: block.sums.moments.count, directions: block.sums.directions.count,
                    zeros: block.sums.directions.zeroCount)
            },
            sample: sample.map { .init(seen: $0.seen, zeros: $0.zeroCount) })
        var tensors: [(name: String, tensor: Tensor)] = []
        func keep(_ name: String, _ shape: [Int], _ numbers: [Double]) throws(TorchError) {
            tensors.append((name, try Tensor.of(numbers, shape: shape)))
        }
        let (count, size) = (all.count, dimensions)
        let moments = all.map(\.sums.moments)
        try keep("means", [count, size], moments.flatMap(\.mean))
        try keep("mean_rests", [count, size], moments.flatMap(\.meanRest))
        try keep("products", [count, size, size], moments.flatMap(\.products))
        try keep("direction_sums", [count, size], all.flatMap(\.sums.directions.sum))
        if form.needs.contains(.cosineParts) {
            let parts = all.compactMap(\.sums.cosines)
            try keep("cosine_sums", [count, size], parts.flatMap(\.sum))
            try keep("cosine_squares", [count, size], parts.flatMap(\.squares))
            try keep("cosine_weighted", [count, size], parts.flatMap(\.weighted))
            try keep(
                "cosine_inverses", [count, 2], parts.flatMap { [$0.inverse, $0.squaredInverse] })
        }
        if form.needs.contains(.fourthPowers) {
            let parts = all.compactMap(\.sums.shrinkage)
            try keep("fourth_powers", [count], parts.map(\.fourth))
            try keep("cubes", [count, size], parts.flatMap(\.cubes))
        }
        if let sample, sample.count > 0 {
            try keep("sample_rows", [sample.count, size], sample.rows.flatMap { $0 })
            tensors.append(("sample_places", try Tensor.of(sample.places)))
            tensors.append(
                ("sample_keys", try Tensor.of(sample.keys.map { Int(bitPattern: UInt($0)) })))
        }
        return CloudState(header: header, tensors: tensors)
    }
}
