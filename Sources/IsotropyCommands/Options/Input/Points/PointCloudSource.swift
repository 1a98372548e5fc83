import Checkpoints
import Files
import Foundation
import Torch

/// A file of points that is read in as many passes as its measures take.
struct PointCloudSource {
    let file: String
    let flags: PointCloudFlags

    var name: String { pointSourceName(file) }

    /// Where its bytes are, of standard input a copy.
    func url() throws -> URL { try PointSource(file).url }

    /// All clouds, for the first pass.
    func readers() throws -> [any PointCloudReader] { try flags.readers(of: file) }

    /// The same cloud again, from its first row, without notes.
    func reader(named cloud: String) throws -> any PointCloudReader {
        let readers = try flags.readers(of: file, notes: false)
        guard let reader = readers.first(where: { $0.name == cloud }) else {
            throw InputError("\(name) changed while it was read: it has no \(cloud) any more")
        }
        return reader
    }

    func forEachBlock(
        of reader: any PointCloudReader, notes: Bool = true, _ body: (Tensor) throws -> Void
    ) throws {
        try flags.forEachBlock(of: reader, in: file, notes: notes, body)
    }
}
