import Formats
import Isotropy
import Models
import Options
import Tokenization
import Torch
import Training

/// What is computed of a model's layers on sentences.
struct AnalysisRun {
    let model: ModelFolder
    let sentences: SentenceSet
    let embedder: SentenceEmbedder
    let places: [StatePass.Place]
    let transforms: [TransformOptions]
    /// The most tokens of a sequence.
    let limit: Int

    /// A cloud of points: of a place, as it is or transformed.
    struct Key: Hashable {
        let place: StatePass.Place
        /// `nil` for the points as they are.
        let transform: String?

        /// In the file of what figures take.
        var name: String {
            KeptClouds.name(
                layer: place.layer, pooling: place.pooling.rawValue, transform: transform)
        }
    }

    /// The sequences of sentences, with a word where some are cut.
    func sequences(_ inputs: [TokenizerInput]) throws -> [(ids: [Int32], typeIDs: [Int32])] {
        let tokenizer = model.tokenizer
        try tokenizer.check(
            maximumLength: limit, pairs: inputs.contains { $0.other != nil })
        let sequences = try tokenizer.ids(
            ofBatch: inputs, maximumLength: limit, threads: Runtime.threadCount)
        let cut = try tokenizer.truncated(
            inputs, sequences, maximumLength: limit, threads: Runtime.threadCount)
        var truncation = TruncatedRows(limit)
        truncation.add("rows", cut: cut.count { $0 }, of: inputs.count)
        if let notice = truncation.notice { Console.error(notice) }
        return sequences
    }

    // MARK: - Measures

    /// - Returns: what was found, and what its figures take.
    func measured(_ flags: MeasureFlags) throws -> (Analysis, KeptClouds) {
        let labels = sentences.labels
        let chosen = try flags.chosen(available: labels == nil ? [] : [.labels], thorough: true)
        let needs = MeasureCatalogue.needs(of: chosen)
        let inputs = sentences.examples.map { TokenizerInput($0.first, pairedWith: $0.second) }
        let pass = StatePass(
            embedder: embedder, sequences: try sequences(inputs), clouds: places)
        var clouds: [Key: CloudMeasurement] = [:]
        // What transforms are fitted to, whatever is measured.
        var fitted: [StatePass.Place: ShrinkageMoments] = [:]
        let lengths = pass.sequences.map(\.ids.count)
        var neighbors = NeighborRows(places, lengths, embedder)
        // The figures of one layer are of the last.
        let shown = Set(
            places.filter { place in
                place.layer == places.filter { $0.pooling == place.pooling }.map(\.layer).max()
            })
        var sampled = SampledRows(shown, lengths)
        func ofRows(_ rows: StatePass.Rows, _ window: Range<Int>) -> [Int]? {
            labels.map { labels in
                zip(labels[window], zip(rows.offsets, rows.offsets.dropFirst())).flatMap {
                    label, ends in
                    Array(repeating: label, count: ends.1 - ends.0)
                }
            }
        }
        func measure(_ key: Key, _ rows: StatePass.Rows, _ window: Range<Int>, _ points: Tensor)
            throws
        {
            // In its place: a copy would be one of all matrices.
            try clouds[
                key,
                default: CloudMeasurement(
                    dimensions: points.size(1), measures: chosen,
                    intervals: !flags.noIntervals, classCount: sentences.classes?.count,
                    precision: flags.momentPrecision?.dtype ?? .float64, keepsFewRows: true)
            ].add(points, sentences: rows.offsets, labels: ofRows(rows, window))
            try sampled.add(points, ofRows(rows, window), of: key)
            if needs.contains(.neighbours) {
                try neighbors.add(points, rows.offsets, window, of: key)
            }
        }
        let isReadTwice = needsSecondPass(needs, intervals: !flags.noIntervals)
        let progress = CountingProgress(
            "measuring", total: pass.sequences.count * (isReadTwice ? 2 : 1),
            unit: "sentences")
        try pass.run(advance: progress.advance) { place, window, rows in
            try measure(Key(place: place, transform: nil), rows, window, rows.points)
            if !transforms.isEmpty {
                try fitted[place, default: ShrinkageMoments(dimensions: rows.points.size(1))]
                    .add(rows.points)
            }
        }
        var seconds: [StatePass.Place: SecondPass] = [:]
        let fits = try transformsByPlace(fitted)
        if isReadTwice {
            for place in places {
                let key = Key(place: place, transform: nil)
                seconds[place] = try clouds[key]?.measured().secondPass(for: chosen)
            }
            try pass.run(advance: progress.advance) { place, window, rows in
                try seconds[place]?.add(
                    rows.points, sentences: rows.offsets, labels: ofRows(rows, window))
                for (name, transform) in fits[place] ?? [] {
                    let points = try transform(rows.points)
                    try measure(Key(place: place, transform: name), rows, window, points)
                }
            }
        }
        progress.finish()
        let keys = places.flatMap { place in
            [Key(place: place, transform: nil)]
                + transforms.map { Key(place: place, transform: $0.text) }
        }
        let scoring = CountingProgress("intervals", total: keys.count, unit: "clouds")
        defer { scoring.finish() }
        var kept = KeptClouds(
            facts: .init(outlierLimit: flags.outlierLimit ?? 3, classes: sentences.classes))
        let scores = try keys.compactMap { key -> Analysis.Cloud? in
            guard let measurement = clouds[key] else { return nil }
            let cloud = try measurement.measured()
            cloud.outlierLimit = flags.outlierLimit ?? cloud.outlierLimit
            if key.transform == nil, let second = seconds[key.place] { try cloud.take(second) }
            try neighbors.give(
                key, to: cloud, scans: chosen.contains(.twoNNScan),
                intervals: !flags.noIntervals)
            let possible = chosen.filter(cloud.canCompute)
            let score = try CloudScore(
                title(key), sentences.name, cloud, possible, labels: sentences.classes)
            var own = try KeptCloud(
                cloud, isShown: shown.contains(key.place), intervals: !flags.noIntervals)
            own?.sample = try sampled.sample(
                of: key, classCount: sentences.classes?.count ?? 0, cloud)
            kept.clouds[key.name] = own
            scoring.advance(by: 1)
            return Analysis.Cloud(
                layer: key.place.layer, pooling: key.place.pooling.rawValue,
                transform: key.transform, score: score)
        }
        let analysis = Analysis(
            model: model.url.path, run: try Analysis.Run(ofModel: model.url),
            sentences: sentences.name, rows: sentences.examples.count, clouds: scores,
            similarities: nil)
        return (analysis, kept)
    }

    private func needsSecondPass(_ needs: Set<Measure.Need>, intervals: Bool) -> Bool {
        let size = embedder.encoder.hiddenSize
        return needs.contains(.secondPass) || !transforms.isEmpty
            || (intervals && CloudMeasurement.needsSecondPass(dimensions: size))
    }

    /// The transforms of each place, by their words.
    func transformsByPlace(
        _ moments: [StatePass.Place: ShrinkageMoments]
    ) throws -> [StatePass.Place: [(String, Transform)]] {
        try moments.mapValues { sums in
            try transforms.map { options in
                let fit = try TransformFit(options, sums.moments, ledoitWolf: sums.ledoitWolf)
                return (options.text, fit.transform)
            }
        }
    }

    func title(_ key: Key) -> String {
        "layer \(key.place.layer), \(key.place.pooling.rawValue)"
            + (key.transform.map { ", \($0)" } ?? "")
    }
}

/// The rows of clouds that are compared with each other: a random choice that fits into memory.
private struct NeighborRows {
    private var chosen: [AnalysisRun.Key: [Tensor]] = [:]
    private var offsets: [AnalysisRun.Key: [Int]] = [:]
    private let sentences: RowChoice
    private let tokens: RowChoice
    /// The first token of each sentence.
    private let starts: [Int]

    /// Of all clouds together.
    private static let budget = 1 << 29

    init(_ places: [StatePass.Place], _ lengths: [Int], _ embedder: SentenceEmbedder) {
        let size = embedder.encoder.hiddenSize
        let most = max(
            1000,
            min(RowChoice.limit(dimensions: size), Self.budget / (4 * size * max(1, places.count))))
        sentences = RowChoice(of: lengths.count, limit: most)
        tokens = RowChoice(of: lengths.reduce(0, +), limit: most)
        var start = 0
        starts = lengths.map { length in
            defer { start += length }
            return start
        }
    }

    mutating func add(
        _ points: Tensor, _ rows: [Int], _ window: Range<Int>, of key: AnalysisRun.Key
    ) throws {
        let perToken = key.place.pooling == .tokens
        let (choice, first) =
            perToken ? (tokens, starts[window.lowerBound]) : (sentences, window.lowerBound)
        var kept: [Int] = []
        for (start, end) in zip(rows, rows.dropFirst()) {
            let own = (start..<end).filter { choice.contains(first + $0) }
            guard !own.isEmpty else { continue }
            kept += own
            offsets[key, default: [0]].append((offsets[key]?.last ?? 0) + own.count)
        }
        guard !kept.isEmpty else { return }
        chosen[key, default: []].append(
            kept.count == points.size(0) ? points : try points.gathered(Tensor.of(kept)))
    }

    mutating func give(
        _ key: AnalysisRun.Key, to cloud: MeasuredCloud, scans: Bool, intervals: Bool
    ) throws {
        guard let blocks = chosen.removeValue(forKey: key) else { return }
        try cloud.seekNeighbors(
            of: Tensor.concatenated(blocks), scans: scans, intervals: intervals,
            sentences: offsets[key])
    }
}
