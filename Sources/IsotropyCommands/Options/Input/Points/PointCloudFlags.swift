import ArgumentParser
import Checkpoints

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

    /// A file that is read by these.
    /// - Parameter file: as it is named on the command line; `-` is standard input.
    func source(_ file: String) -> PointCloudSource {
        PointCloudSource(file: file, options: options)
    }

    /// What the library is told.
    private var options: PointCloudOptions {
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
}

extension PointCloudFormat: ExpressibleByArgument {}
