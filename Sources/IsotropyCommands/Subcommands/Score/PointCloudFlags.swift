import ArgumentParser
import Checkpoints
import Foundation
import Isotropy

struct PointCloudFlags: ParsableArguments {
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

    func validate() throws {
        if let columns, PointCloudOptions.Columns.list(columns) == nil {
            throw ValidationError("--columns is a list such as 2-4,7 or x,y, not '\(columns)'")
        }
    }

    var areGiven: Bool { columns != nil || header != nil || tensor != nil }
    var names: String { "--columns, --header and --tensor" }

    func source(_ file: String, isSecond: Bool = false) throws -> PointCloudSource {
        var options = PointCloudOptions()
        options.columns = columns.flatMap(PointCloudOptions.Columns.list)
        options.hasHeader = header
        options.tensor = tensor
        let url = try inputURL(file)
        return PointCloudSource(name: file, url: url) { [options] notes in
            try PointCloudFile.open(
                url, options, rowsPerBlock: CloudMeasurement.rowsPerBlock
            ) { if notes { Console.error("note: \(file): \($0)") } }
        }
    }
}
