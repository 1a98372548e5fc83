import ArgumentParser
import Foundation
import Models
import Options
import Torch

/// `isotropy transform invert`.
struct InvertTransform: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invert",
        abstract: "Bring transformed vectors back.",
        discussion: """
            centre, standardise, batchnorm, isobn, pca and whitening without --components have an \
            exact inverse. What was scaled to length 1 after the transform stays without its length.
            """)

    @Argument(help: ArgumentHelp("What `transform fit` wrote.", valueName: "transform"))
    var transform: String

    @OptionGroup(title: "Input") var input: PointCloudInput

    @OptionGroup(title: "Output") var output: NumPyOutput

    @OptionGroup(title: "Computation") var processors: ThreadsOption

    func validate() throws {
        try checkNotRead(output.output, [transform, input.file])
    }

    func run() throws {
        try processors.apply()
        let fitted = try TransformFile(contentsOf: URL(filePath: transform)).transform
        if let objection = fitted.inverseObjection {
            throw InputError("\(transform) has no inverse: \(objection)")
        }
        try output.write(
            input.source, of: fitted.outputDimensions, as: fitted.dimensions, normalizing: false
        ) { try fitted.inverse($0) }
    }
}
