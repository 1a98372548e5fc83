import ArgumentParser
import Checkpoints
import Files
import Formats
import Foundation
import Isotropy
import Models
import Options
import Torch

/// `isotropy merge`.
struct Merge: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure clouds whose parts were measured apart.",
        discussion: """
            Takes what score --save-moments wrote, in any order. Parts of one cloud that score --shard made \
            give the bits of one pass; where rows are missing or stand in two parts it is said. Files of \
            points that have nothing to do with each other are added up with --append, right to 1e-12.
            """)

    @Argument(help: ArgumentHelp("Files of sums.", valueName: "file"))
    var files: [String]

    @Flag(help: "Add up clouds whose rows have no numbers in common, in the order of their names.")
    var append = false

    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            "Write the sums of all to a .safetensors file.", valueName: "file"))
    var output: String?

    @OptionGroup var writing: WritingFlags

    @OptionGroup(title: "Computation") var processors: ThreadsOption

    func validate() throws {
        let places = files.map { URL(filePath: $0).resolvingSymlinksInPath().path }
        for (index, place) in places.enumerated() where places[..<index].contains(place) {
            throw ValidationError("\(files[index]) is named twice")
        }
        guard let output else { return }
        guard URL(filePath: output).pathExtension.lowercased() == "safetensors" else {
            throw ValidationError("--output is a file whose name ends in .safetensors")
        }
        try checkNotRead(output, files)
    }

    func run() throws {
        try processors.apply()
        let merged = try joined()
        if !append { try checkWhole(merged) }
        try checkOnce(merged)
        notePrecisions(of: merged)
        let cloud: MeasuredCloud
        do {
            cloud = try merged.measurement.measured()
        } catch {
            throw InputError("\(files.joined(separator: ", ")): \(error)")
        }
        if let output {
            let url = URL(filePath: output).resolvingSymlinksInPath()
            let lock = try AtomicFile.claim(url)
            defer { lock.release() }
            try merged.write(to: url)
            Console.error("\(output): the sums of \(cloud.pointCount) points")
        }
        let names = merged.origins.map(\.cloud).distinct()
        let score = try CloudScore(
            names.joined(separator: " and "), files.joined(separator: ", "), cloud,
            merged.measurement.measures)
        try Console.output(ScoreText([score]).written(as: writing.form))
    }

    /// Parts by the numbers of their rows; clouds without common numbers by what they are of, so that the order of the
    /// files does not matter.
    private func joined() throws -> MomentsFile {
        var parts = try files.map {
            (name: $0, sums: try MomentsFile(contentsOf: URL(filePath: $0)))
        }
        parts.sort { $0.sums.key < $1.sums.key }
        let first = parts.removeFirst()
        var (measurement, origins) = (first.sums.measurement, first.sums.origins)
        for part in parts {
            do {
                if append {
                    try measurement.append(part.sums.measurement)
                } else {
                    try measurement.join(part.sums.measurement)
                }
            } catch {
                throw InputError("\(part.name) \(Self.words(for: error, first.name))")
            }
            origins += part.sums.origins
        }
        return MomentsFile(measurement, origins: origins)
    }

    private static func words(for problem: CloudMeasurement.JoinProblem, _ first: String) -> String
    {
        switch problem {
        case .dimensions(let one, let other):
            "has points of \(other) dimensions, and \(first) of \(one)"
        case .measures: "was measured with other --measures, or other intervals, than \(first)"
        case .overlap:
            "has rows that another file has too: the same part twice, or clouds that --append adds up"
        case .sample: "has a sample of rows for uniformity, which --append cannot join"
        }
    }

    private func checkWhole(_ merged: MomentsFile) throws {
        let sources = merged.origins.map { "\($0.source.xxh64) \($0.cloud)" }.distinct()
        guard sources.count == 1, let origin = merged.origins.first else {
            throw InputError(
                "the files are parts of \(sources.count) clouds, not of one: --append adds clouds up"
            )
        }
        var missing = merged.measurement.missingRows
        let end = merged.measurement.pointCount + missing.reduce(0) { $0 + $1.count }
        if end < origin.total { missing.append(end..<origin.total) }
        guard !missing.isEmpty else { return }
        let rows = missing.map { "\($0.lowerBound) to \($0.upperBound - 1)" }
            .joined(separator: ", ")
        guard output != nil else {
            throw InputError("of \(origin.cloud) the rows \(rows) are in none of the files")
        }
        Console.error("note: of \(origin.cloud) the rows \(rows) are in none of the files yet")
    }

    /// Tells where parts were not added up alike: the whole then has the bits of no pass.
    private func notePrecisions(of merged: MomentsFile) {
        var parts: [String: [String]] = [:]
        for origin in merged.origins {
            guard let precision = origin.precision else { continue }
            let rows = "\(origin.source.path) from row \(origin.first) on"
            parts[precision, default: []].append(rows)
        }
        guard parts.count > 1 else { return }
        let list = parts.sorted { $0.key < $1.key }
            .map { precision, rows in "\(precision) (\(rows.joined(separator: ", ")))" }
            .joined(separator: " and in ")
        Console.error(
            "note: the parts were added up in \(list): the measures are right to about 1e-6, and have not the bits of "
                + "one pass. --moment-precision of score says in which")
    }

    /// Refuses to count rows twice that --append cannot tell apart by their numbers.
    private func checkOnce(_ merged: MomentsFile) throws {
        var seen: Set<String> = []
        for origin in merged.origins {
            let key = "\(origin.source.xxh64) \(origin.cloud) \(origin.first)"
            guard seen.insert(key).inserted else {
                throw InputError(
                    "the rows of \(origin.source.path), \(origin.cloud), from \(origin.first) on are in two of the files: "
                        + "they would count twice")
            }
        }
    }
}

extension MomentsFile {
    /// For an order that depends on what was measured, not on names of files.
    fileprivate var key: String {
        origins.map { origin in
            let first = String(format: "%020d", origin.first)
            return "\(origin.source.xxh64) \(origin.cloud) \(first)"
        }.joined(separator: "\n")
    }
}
