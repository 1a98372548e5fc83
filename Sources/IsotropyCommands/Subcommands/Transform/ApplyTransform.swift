import ArgumentParser
import Foundation
import Models
import Options
import Torch

/// `isotropy transform apply`.
struct ApplyTransform: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Apply a fitted transform to the vectors of a file.",
        discussion: """
            The file is read and written in blocks. Vectors of float64, and those of tables, give \
            float64, others float32; the arithmetic is float64.
            """)

    @Argument(help: ArgumentHelp("What `transform fit` wrote.", valueName: "transform"))
    var transform: String

    @OptionGroup(title: "Input") var input: PointCloudInput

    @Flag(help: "Scale every row to length 1 after the transform.")
    var normalize = false

    @OptionGroup(title: "Output") var output: NumPyOutput

    @OptionGroup(title: "Computation") var processors: ThreadsOption

    func validate() throws {
        try checkNotRead(output.output, [transform, input.file])
    }

    func run() throws {
        try processors.apply()
        let fitted = try TransformFile(contentsOf: URL(filePath: transform)).transform
        try output.write(
            input.source, of: fitted.dimensions, as: fitted.outputDimensions, normalizing: normalize
        ) { try fitted($0) }
    }
}
