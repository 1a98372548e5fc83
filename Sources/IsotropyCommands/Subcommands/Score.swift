import ArgumentParser
import Checkpoints
import Files
import Formats
import Foundation
import Isotropy
import Options
import Torch
import Training

/// `isotropy score`.
struct Score: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure how isotropic point clouds are.",
        discussion: """
            Reads NumPy arrays, CSV, and safetensors (each matrix in one is a cloud); rows are \
            points. Headers and columns that name the rows are taken out of a table by rule, with a \
            note. Says whether cosines near 1 come from a shifted mean or a collapsed spectrum.
            """)

    @Argument(help: ArgumentHelp("The file: .npy, .csv, .tsv or .safetensors.", valueName: "file"))
    var file: String

    @Option(
        help: ArgumentHelp(
            "The columns of a table that are dimensions: places from 1 or names, as 2-4,7 or x,y. "
                + "Else all but those that name the rows.", valueName: "list"))
    var columns: String?

    @Flag(
        inversion: .prefixedNo,
        help: "Whether a table's first line is a header; else a rule tells, with a note.")
    var header: Bool?

    @Option(
        help: ArgumentHelp("The one tensor of a safetensors file to measure.", valueName: "name"))
    var tensor: String?

    @Flag(help: "Print JSON instead of a table.")
    var json = false

    private var options: PointCloudOptions {
        var options = PointCloudOptions()
        options.columns = columns.flatMap(PointCloudOptions.Columns.list)
        options.hasHeader = header
        options.tensor = tensor
        return options
    }

    func validate() throws {
        if let columns, options.columns == nil {
            throw ValidationError("--columns is a list such as 2-4,7 or x,y, not '\(columns)'")
        }
    }

    private struct Cloud: Encodable {
        let name: String
        let summary: CloudSummary
    }

    func run() throws {
        try Runtime.useThreads(0)
        let url = URL(filePath: file)
        let readers = try PointCloudFile.open(
            url, options, rowsPerBlock: CloudMeasurement.rowsPerBlock
        ) { Console.error("note: \(file): \($0)") }
        let clouds = try PointCloudFile.map(readers) { reader in
            Cloud(name: reader.name, summary: try summary(of: reader))
        }
        try Console.output(
            json
                ? try jsonText(["clouds": clouds])
                : clouds.map { text($0.name, $0.summary) }.joined(separator: "\n\n"))
    }

    private func summary(of reader: any PointCloudReader) throws -> CloudSummary {
        try checkMemory(for: reader)
        var measurement = CloudMeasurement(dimensions: reader.dimensions)
        let progress =
            reader.byteCount < Self.longWork
            ? nil
            : CountingProgress(
                "\(reader.name):", total: megabytes(reader.byteCount), unit: "MB")
        defer { progress?.finish() }
        var shown = 0
        while let block = try reader.next() {
            do {
                try measurement.add(block)
            } catch {
                throw InputError("\(file): \(reader.name): \(error)")
            }
            let read = megabytes(reader.bytesRead)
            progress?.advance(by: read - shown)
            shown = read
        }
        do {
            return try measurement.summary()
        } catch {
            throw InputError("\(file): \(reader.name): \(error)")
        }
    }

    /// Refuses dimensions whose products this machine has no memory for.
    private func checkMemory(for reader: any PointCloudReader) throws {
        let size = Double(reader.dimensions)
        let needed = Self.matrices * size * size * 8
        let present = Double(ProcessInfo.processInfo.physicalMemory)
        guard needed > present else { return }
        throw InputError(
            "\(file): \(printable(reader.name)) has points of \(reader.dimensions) dimensions, whose products take "
                + "\(Int(needed / 1e9)) GB, of \(Int(present / 1e9)) GB that there are; is it one vector, or the "
                + "transpose of what was meant?")
    }

    /// Of dimensions x dimensions, in float64, that measuring holds at once.
    private static let matrices = 5.0

    /// Bytes of a cloud from which on it is shown how far the work is.
    private static let longWork = 1 << 25

    private func text(_ name: String, _ summary: CloudSummary) -> String {
        func number(_ value: Double?, _ digits: Int = 4) -> String {
            value.map { readable($0, digits) } ?? "undefined"
        }
        let spread = summary.deviations.map { deviations in
            "\(number(deviations.smallest)) to \(number(deviations.largest)), "
                + "median \(number(deviations.median))"
        }
        let variance = summary.explainedVariance?.map { fixed($0, 4) }.joined(separator: "  ")
        let rows = [
            ("points", "\(summary.points) of \(summary.dimensions) dimensions"),
            ("deviations", spread ?? "undefined"),
            ("EV_1, EV_2, EV_3", variance ?? "undefined"),
            ("IsoScore", number(summary.isoScore)),
            (
                "IsoScore, unbiased",
                summary.points < Diagnosis.leastPoints
                    ? "too few points" : number(summary.smallSampleIsoScore)
            ),
            ("participation ratio", number(summary.participationRatio, 2)),
            ("effective rank", number(summary.effectiveRank, 2)),
            ("mean cosine", number(summary.meanCosine)),
        ]
        let width = rows.map(\.0.count).max() ?? 0
        let table = rows.map { label, value in
            "  " + label.padding(toLength: width + 2, withPad: " ", startingAt: 0) + value
        }
        return ([printable(name)] + table + ["  " + summary.diagnosis.text]).joined(separator: "\n")
    }
}
