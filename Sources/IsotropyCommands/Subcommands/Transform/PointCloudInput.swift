import ArgumentParser
import Checkpoints
import Files
import Foundation
import Isotropy
import Models
import Options
import Torch

/// One cloud of points in a file.
struct PointCloudInput: ParsableArguments {
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
        help: ArgumentHelp(
            "The tensor of a safetensors file, where it holds several matrices.", valueName: "name")
    )
    var tensor: String?

    var url: URL { URL(filePath: file) }

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

    /// The cloud, from its first row on.
    /// - Parameter notes: whether what was decided by rule is told.
    func reader(notes: Bool = true) throws -> any PointCloudReader {
        let readers = try PointCloudFile.open(
            url, options, rowsPerBlock: CloudMeasurement.rowsPerBlock
        ) { if notes { Console.error("note: \(file): \($0)") } }
        guard readers.count == 1 else {
            let names = readers.prefix(5).map(\.name).joined(separator: ", ")
            throw InputError(
                "\(file) holds \(readers.count) matrices (\(names)\(readers.count > 5 ? ", …" : "")): --tensor says "
                    + "which")
        }
        return readers[0]
    }

    /// Gives every block of a cloud, with a line that says how far the work is where it takes long.
    func forEachBlock(
        of reader: any PointCloudReader, _ body: (Tensor) throws -> Void
    ) throws {
        let longWork = 1 << 25
        let progress =
            reader.byteCount < longWork
            ? nil : CountingProgress("\(reader.name):", total: reader.byteCount >> 20, unit: "MB")
        defer { progress?.finish() }
        var shown = 0
        while let block = try reader.next() {
            do {
                try body(block)
            } catch let error as TorchError {
                throw InputError("\(file): \(reader.name): \(error)")
            }
            progress?.advance(by: (reader.bytesRead >> 20) - shown)
            shown = reader.bytesRead >> 20
        }
    }
}

/// Refuses to write over a file that is read.
func checkNotRead(_ output: String, _ inputs: [String]) throws {
    let place = URL(filePath: output).resolvingSymlinksInPath().path
    for input in inputs where URL(filePath: input).resolvingSymlinksInPath().path == place {
        throw ValidationError("--output is \(input), which is read and would be lost: give another")
    }
}
