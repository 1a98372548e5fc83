import Checkpoints
import Files
import Formats
import Foundation
import Isotropy
import Options
import Torch

/// A file of points as a command reads it, in as many passes as it takes.
struct PointCloudSource {
    /// As it is named on the command line; `-` is standard input.
    let file: String
    var options: PointCloudOptions

    /// What messages call it.
    var name: String { pointSourceName(file) }

    /// Where its bytes are, of standard input a copy.
    func url() throws -> URL { try PointSource(file).url }

    /// All clouds, each from its first row on.
    /// - Parameter notes: whether what was decided by rule is told.
    func readers(notes: Bool = true) throws -> [any PointCloudReader] {
        let source = try PointSource(file)
        return try PointCloudFile.open(
            source.url, options, as: source.copyName, rowsPerBlock: CloudMeasurement.rowsPerBlock
        ) { if notes { Console.error("note: \(source.name): \($0)") } }
    }

    /// The one cloud of a file, or the one that `--tensor` names, from its first row on.
    func reader(notes: Bool = true) throws -> any PointCloudReader {
        let readers = try readers(notes: notes)
        guard readers.count == 1 else {
            let names = readers.prefix(5).map { printable($0.name) }.joined(separator: ", ")
            throw InputError(
                "\(name) holds \(readers.count) matrices (\(names)\(readers.count > 5 ? ", …" : "")): "
                    + "--tensor says which")
        }
        return readers[0]
    }

    /// A cloud again, from its first row, without notes.
    func reader(named cloud: String) throws -> any PointCloudReader {
        let readers = try readers(notes: false)
        guard let reader = readers.first(where: { $0.name == cloud }) else {
            throw InputError("\(name) changed while it was read: it has no \(cloud) any more")
        }
        return reader
    }

    /// Gives every block of a cloud that is left, with a line that says how far the work is where it takes long.
    /// - Parameter notes: whether rows that were left out are told of at the end.
    func forEachBlock(
        of reader: any PointCloudReader, notes: Bool = true, _ body: (Tensor) throws -> Void
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
                throw InputError("\(name): \(printable(reader.name)): \(error)")
            }
            progress?.advance(by: (reader.bytesRead >> 20) - shown)
            shown = reader.bytesRead >> 20
        }
        if notes { noteSkipped(of: reader) }
    }

    /// Tells how many rows were left out, and the first of them.
    private func noteSkipped(of reader: any PointCloudReader) {
        let skipped = reader.skipped
        guard skipped.count > 0 else { return }
        let rows = skipped.first.map(String.init).joined(separator: ", ")
        let more = skipped.count > skipped.first.count ? ", …" : ""
        let what =
            skipped.count == 1
            ? "1 row is left out, as it has a number that is not finite: row"
            : "\(skipped.count) rows are left out, as they have numbers that are not finite: rows"
        Console.error("note: \(name): \(printable(reader.name)): \(what) \(rows)\(more) (from 0)")
    }
}
