import ArgumentParser
import Checkpoints
import Files
import Foundation
import Isotropy

/// A file of points that is read in as many passes as its measures take.
struct PointCloudSource {
    let name: String
    let url: URL
    let open: (_ notes: Bool) throws -> [any PointCloudReader]

    func readers() throws -> [any PointCloudReader] { try open(true) }

    /// The same cloud again, from its first row.
    func reader(named cloud: String) throws -> any PointCloudReader {
        guard let reader = try open(false).first(where: { $0.name == cloud }) else {
            throw InputError("\(name) changed while it was read: it has no \(cloud) any more")
        }
        return reader
    }
}
