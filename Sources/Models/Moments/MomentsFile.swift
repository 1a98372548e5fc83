import Checkpoints
import Formats
import Foundation
import Isotropy

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
        /// In what products of float32 vectors were added up, `fp64` or `fp32`; `nil` where that was not written.
        public let precision: String?

        public init(
            source: InputFile, cloud: String, first: Int, total: Int, precision: String? = nil
        ) {
            (self.source, self.cloud) = (source, cloud)
            (self.first, self.total, self.precision) = (first, total, precision)
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
        let record = try TensorRecord<MomentsHeader>(
            contentsOf: url, key: Self.key,
            absence:
                "holds no sums: its metadata have no \(Self.key), which `isotropy score --save-moments` writes"
        )
        do {
            measurement = try CloudMeasurement(
                CloudState(header: record.header.sums, tensors: record.tensors))
        } catch {
            throw CheckpointError(file: url.path, "\(error)")
        }
        origins = record.header.origins
    }

    public func write(to url: URL) throws {
        let state = try measurement.state()
        try TensorRecord(
            MomentsHeader(sums: state.header, origins: origins), tensors: state.tensors
        ).write(to: url, key: Self.key)
    }
}

/// What the metadata say of sums.
private struct MomentsHeader: Codable {
    let sums: CloudState.Header
    let origins: [MomentsFile.Origin]
}
