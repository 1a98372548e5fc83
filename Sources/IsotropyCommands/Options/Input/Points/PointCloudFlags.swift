import ArgumentParser
import Checkpoints
import Files
import Formats
import Foundation
import Isotropy
import Options
import Torch

/// How files of points are read, whatever files they are: every command that reads any takes these.
struct PointCloudFlags: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The columns of a table that are dimensions: places from 1 or names, as 2-4,7 or x,y; of .jsonl the one "
                + "field that has the numbers. Else all columns but those that name the rows, and the only field "
                + "that is an array of numbers.", valueName: "list"))
    var columns: String?

    @Flag(
        inversion: .prefixedNo,
        help: "Whether a table's first line is a header; else a rule tells, with a note.")
    var header: Bool?

    @Option(
        help: ArgumentHelp(
            "The one array of a .safetensors or .npz file to read, of several.", valueName: "name"))
    var tensor: String?

    @Option(
        name: .customLong("input-format"),
        help: ArgumentHelp(
            "The file's kind. (default: by its name; of standard input and pipes by the first bytes)",
            valueName: "kind"))
    var format: PointCloudFormat?

    @Flag(help: "Take arrays of rank 3 and more too: all axes but the last become rows.")
    var flatten = false

    @Flag(help: "Leave rows out that have a number that is not finite, and count them.")
    var skipBadRows = false

    /// Which were given.
    var given: [(flag: String, isGiven: Bool)] {
        [
            ("--columns", columns != nil), ("--header", header == true),
            ("--no-header", header == false), ("--tensor", tensor != nil),
            ("--input-format", format != nil), ("--flatten", flatten),
            ("--skip-bad-rows", skipBadRows),
        ]
    }

    /// What the library is told.
    var options: PointCloudOptions {
        var options = PointCloudOptions()
        options.columns = columns.flatMap(PointCloudOptions.Columns.list)
        options.hasHeader = header
        options.tensor = tensor
        options.format = format
        options.flattens = flatten
        options.skipsBadRows = skipBadRows
        return options
    }

    func validate() throws {
        if let columns, options.columns == nil {
            throw ValidationError("--columns is a list such as 2-4,7 or x,y, not '\(columns)'")
        }
    }

    /// All clouds of a file, each from its first row on.
    /// - Parameters:
    ///   - file: as it is named on the command line; `-` is standard input.
    ///   - notes: whether what was decided by rule is told.
    func readers(of file: String, notes: Bool = true) throws -> [any PointCloudReader] {
        let source = try PointSource(file)
        return try PointCloudFile.open(
            source.url, options, as: source.copyName, rowsPerBlock: CloudMeasurement.rowsPerBlock
        ) { if notes { Console.error("note: \(source.name): \($0)") } }
    }

    /// The one cloud of a file, or the one that `--tensor` names.
    func reader(of file: String, notes: Bool = true) throws -> any PointCloudReader {
        let readers = try readers(of: file, notes: notes)
        guard readers.count == 1 else {
            let names = readers.prefix(5).map { printable($0.name) }.joined(separator: ", ")
            throw InputError(
                "\(pointSourceName(file)) holds \(readers.count) matrices (\(names)\(readers.count > 5 ? ", …" : "")): "
                    + "--tensor says which")
        }
        return readers[0]
    }

    /// Gives every block of a cloud that is left, with a line that says how far the work is where it takes long.
    /// - Parameter notes: whether rows that were left out are told of at the end.
    func forEachBlock(
        of reader: any PointCloudReader, in file: String, notes: Bool = true,
        _ body: (Tensor) throws -> Void
    ) throws {
        let longWork = 1 << 25
        let progress =
            reader.byteCount < longWork
            ? nil
            : CountingProgress(
                "\(printable(reader.name)):", total: reader.byteCount >> 20, unit: "MB")
        defer { progress?.finish() }
        var shown = 0
        while let block = try reader.next() {
            do {
                try body(block)
            } catch let error as TorchError {
                throw InputError("\(pointSourceName(file)): \(printable(reader.name)): \(error)")
            }
            progress?.advance(by: (reader.bytesRead >> 20) - shown)
            shown = reader.bytesRead >> 20
        }
        if notes { noteSkipped(of: reader, in: file) }
    }

    /// Tells how many rows were left out, and the first of them.
    func noteSkipped(of reader: any PointCloudReader, in file: String) {
        let skipped = reader.skipped
        guard skipped.count > 0 else { return }
        let rows = skipped.first.map(String.init).joined(separator: ", ")
        let more = skipped.count > skipped.first.count ? ", …" : ""
        let what =
            skipped.count == 1
            ? "1 row is left out, as it has a number that is not finite: row"
            : "\(skipped.count) rows are left out, as they have numbers that are not finite: rows"
        Console.error(
            "note: \(pointSourceName(file)): \(printable(reader.name)): \(what) \(rows)\(more) (from 0)"
        )
    }
}

extension PointCloudFormat: ExpressibleByArgument {}
