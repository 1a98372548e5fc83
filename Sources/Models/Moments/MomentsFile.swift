import Checkpoints
import Formats
import Foundation
import Isotropy
import Options
import Torch

/// The sums of a cloud, or of a part of one, in a safetensors file: numbers as tensors, and what they are of as JSON in
/// the metadata.
///
/// Documentation/files.md has the fields.
public struct MomentsFile {
    /// What the sums are of.
    public struct Origin: Codable, Sendable, Equatable {
        /// A file of points, by its name alone, and what was in it.
        public let source: InputFile
        /// The tensor of that file, or the file's name without its extension.
        public let cloud: String
        /// The part that was measured: the rows from `first` on, of `total`.
        public let first, total: Int

        public init(source: InputFile, cloud: String, first: Int, total: Int) {
            (self.source, self.cloud) = (source, cloud)
            (self.first, self.total) = (first, total)
        }
    }

    public let measurement: CloudMeasurement
    /// One for each part that was joined.
    public let origins: [Origin]

    /// Under which name the metadata have the JSON.
    package static let key = "isotropy_moments"

    public init(_ measurement: CloudMeasurement, origins: [Origin]) {
        self.measurement = measurement
        self.origins = origins
    }

    /// Reads a file that ``write(to:)`` made.
    /// - Throws: for another version, for measures that are not known, for damage, and for tensors that are missing, not
    ///   known, of another shape or not finite, all by name.
    public init(contentsOf url: URL) throws(CheckpointError) {
        let file = try SafetensorsFile(contentsOf: url)
        guard let text = file.metadata[Self.key] else {
            throw CheckpointError(
                file: url.path,
                "holds no sums: its metadata have no \(Self.key), which `isotropy score --save-moments` writes"
            )
        }
        let header: MomentsHeader
        do {
            header = try decodeJSON(Versioned<MomentsHeader>.self, from: Array(text.utf8)).value
        } catch {
            throw CheckpointError(file: url.path, "\(Self.key) in its metadata: \(error)")
        }
        try file.verifyChecksum()
        var tensors: [(name: String, tensor: Tensor)] = []
        for name in file.names { tensors.append((name, try file.tensor(named: name))) }
        do {
            measurement = try CloudMeasurement(CloudState(header: header.sums, tensors: tensors))
        } catch {
            throw CheckpointError(file: url.path, "\(error)")
        }
        origins = header.origins
    }

    public func write(to url: URL) throws {
        let state = try measurement.state()
        let header = MomentsHeader(sums: state.header, origins: origins)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let text = String(decoding: try encoder.encode(Versioned(header)), as: UTF8.self)
        try writeSafetensors(
            state.tensors.map { ($0.name, $0.tensor) }, metadata: [Self.key: text],
            carryingChecksum: true, to: url)
    }
}

/// What the metadata say of sums.
private struct MomentsHeader: Codable {
    let sums: CloudState.Header
    let origins: [MomentsFile.Origin]
}
