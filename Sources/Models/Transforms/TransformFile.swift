import Checkpoints
import Formats
import Foundation
import Isotropy

/// A fitted transform in a safetensors file: its numbers as tensors, and what it is as JSON in the metadata.
///
/// Documentation/files.md has the fields.
public struct TransformFile {
    public let transform: Transform
    /// The file that it was fitted to, by its name alone, and what was in it.
    public let source: InputFile
    /// The tensor of that file, or the file's name without its extension.
    public let cloud: String

    /// Under which name the metadata have the JSON.
    package static let key = "isotropy_transform"

    public init(_ transform: Transform, source: InputFile, cloud: String) {
        self.transform = transform
        self.source = source
        self.cloud = cloud
    }

    /// Reads a file that ``write(to:)`` made.
    /// - Throws: for another version, kind or option, for damage, and for tensors that are missing, not known, of
    ///   another shape or not finite, all by name.
    public init(contentsOf url: URL) throws(CheckpointError) {
        let record = try TensorRecord<TransformHeader>(
            contentsOf: url, key: Self.key,
            absence:
                "is no transform: its metadata have no \(Self.key), which `isotropy transform fit` writes"
        )
        let header = record.header
        let tensors = Dictionary(
            record.tensors.map { ($0.name, $0.tensor) }, uniquingKeysWith: { first, _ in first })
        do {
            transform = try Transform(
                header.options, dimensions: header.dimensions, pointCount: header.points,
                shrinkage: header.shrinkage, tensors: tensors)
        } catch {
            throw CheckpointError(file: url.path, "\(error)")
        }
        source = header.source
        cloud = header.cloud
    }

    public func write(to url: URL) throws {
        let header = TransformHeader(
            options: transform.options, dimensions: transform.dimensions,
            points: transform.pointCount, shrinkage: transform.shrinkage, source: source,
            cloud: cloud)
        let tensors = transform.tensors.sorted { $0.key < $1.key }.map {
            (name: $0.key, tensor: $0.value)
        }
        try TensorRecord(header, tensors: tensors).write(to: url, key: Self.key)
    }
}

/// What the metadata say of a transform.
private struct TransformHeader: Codable {
    let options: TransformOptions
    let dimensions: Int
    let points: Int
    let shrinkage: Double?
    let source: InputFile
    let cloud: String
}
