import ArgumentParser
import Checkpoints
import Foundation
import Torch

/// One cloud of points in a file.
struct PointCloudInput: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "The file: .npy, .npz, .csv, .tsv, .jsonl or .safetensors; - is standard input.",
            valueName: "file"))
    var file: String

    @OptionGroup var flags: PointCloudFlags

    /// What messages call the file.
    var name: String { pointSourceName(file) }

    /// Where its bytes are, of standard input a copy.
    func url() throws -> URL { try PointSource(file).url }

    /// The cloud, from its first row on, as often as asked.
    /// - Parameter notes: whether what was decided by rule is told.
    func reader(notes: Bool = true) throws -> any PointCloudReader {
        try flags.reader(of: file, notes: notes)
    }

    /// Gives every block of a cloud, with a line that says how far the work is where it takes long.
    /// - Parameter notes: whether rows that were left out are told of at the end.
    func forEachBlock(
        of reader: any PointCloudReader, notes: Bool = true, _ body: (Tensor) throws -> Void
    ) throws {
        try flags.forEachBlock(of: reader, in: file, notes: notes, body)
    }
}

/// Refuses to write over a file that is read.
func checkNotRead(_ output: String, _ inputs: [String]) throws {
    let place = URL(filePath: output).resolvingSymlinksInPath().path
    for input in inputs
    where input != "-" && URL(filePath: input).resolvingSymlinksInPath().path == place {
        throw ValidationError("--output is \(input), which is read and would be lost: give another")
    }
}
