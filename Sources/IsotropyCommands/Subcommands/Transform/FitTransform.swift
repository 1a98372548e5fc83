import ArgumentParser
import Checkpoints
import Files
import Formats
import Foundation
import Isotropy
import Models
import Options
import Torch

/// `isotropy transform fit`.
struct FitTransform: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fit",
        abstract: "Fit a transform to the vectors of a file.",
        discussion: """
            The file is read in blocks: once, and by clusters once more for each round of k-means. \
            Give it a sample that is like what the transform will be applied to: some ten vectors \
            for each dimension, or a shrinkage.
            """)

    @OptionGroup(title: "Input") var input: PointCloudInput

    @Option(
        help: ArgumentHelp(
            "What it does to vectors, as Documentation/transforms.md says.",
            valueName: "kind"))
    var kind: TransformKind

    @OptionGroup(title: "The kind's options") var options: OptionFlags<TransformOptions>

    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            "The file to write, which ends in .safetensors.", valueName: "file"))
    var output: String

    private var resolved: TransformOptions {
        var resolved = TransformOptions(kind)
        options.apply(to: &resolved)
        return resolved
    }

    @OptionGroup(title: "Computation") var processors: ThreadsOption

    func validate() throws {
        guard URL(filePath: output).pathExtension.lowercased() == "safetensors" else {
            throw ValidationError("--output is a file whose name ends in .safetensors")
        }
        try checkNotRead(output, [input.file])
        let options = resolved
        try self.options.flags.filter(\.isGiven).compactMap { options.idleness(of: $0.option) }
            .check()
    }

    func run() throws {
        try processors.apply()
        let points = input.source
        let reader = try points.reader()
        try checkMemory(
            for: reader, in: points.name,
            matrices: 5 + (kind == .clusters ? Double(resolved.clusters) : 0))
        let target = URL(filePath: output).resolvingSymlinksInPath()
        let lock = try AtomicFile.claim(target)
        defer { lock.release() }
        let url = try points.url()
        let source = try InputFile(
            url, as: input.file == "-" ? points.name : URL(filePath: input.file).lastPathComponent)
        let fit = try fitted(reader, points)
        guard try InputFile(url, as: source.path) == source else {
            throw InputError("\(points.name) changed while it was read")
        }
        for note in fit.notes { Console.error("note: \(note)") }
        try TransformFile(fit.transform, source: source, cloud: reader.name).write(to: target)
        Console.error("\(output): \(Message(Self.words(for: fit.transform)))")
    }

    private func fitted(
        _ first: any PointCloudReader, _ source: PointCloudSource
    ) throws -> TransformFit {
        var isFirst = true
        do {
            return try TransformFit(resolved, dimensions: first.dimensions) { body in
                let reader = isFirst ? first : try source.reader(notes: false)
                try source.forEachBlock(of: reader, notes: isFirst, body)
                isFirst = false
            }
        } catch let error as TransformError {
            throw InputError("\(source.name): \(first.name): \(error)")
        } catch let error as TorchError {
            throw InputError("\(source.name): \(first.name): \(error)")
        }
    }

    /// `zca of 384 dimensions, from 1000 points, shrinkage 0.0123`.
    static func words(for transform: Transform) -> String {
        let outputs =
            transform.outputDimensions == transform.dimensions
            ? "" : " to \(transform.outputDimensions)"
        var parts = [
            "\(transform.kind.rawValue) of \(transform.dimensions)\(outputs) dimensions",
            "from \(transform.pointCount) points",
        ]
        if let shrinkage = transform.shrinkage, shrinkage > 0 {
            parts.append("shrinkage \(readable(shrinkage, 4))")
        }
        return parts.joined(separator: ", ")
    }
}

extension TransformKind: ExpressibleByArgument {}
