import Checkpoints
import Formats
import Foundation
import Torch

/// A safetensors file of ours: numbers as tensors, and what they are of as JSON in the metadata, with a checksum of both.
struct TensorRecord<Header: Codable> {
    let header: Header
    let tensors: [(name: String, tensor: Tensor)]

    init(_ header: Header, tensors: [(name: String, tensor: Tensor)]) {
        (self.header, self.tensors) = (header, tensors)
    }

    /// - Parameters:
    ///   - key: under which name the metadata have the JSON.
    ///   - absence: what is said of a file that has none.
    /// - Throws: for another version, for a header that is not one, and for damage.
    init(contentsOf url: URL, key: String, absence: String) throws(CheckpointError) {
        let file = try SafetensorsFile(contentsOf: url)
        guard let text = file.metadata[key] else {
            throw CheckpointError(file: url.path, "\(absence)")
        }
        do {
            header = try decodeJSON(Versioned<Header>.self, from: Array(text.utf8)).value
        } catch {
            throw CheckpointError(file: url.path, "\(key) in its metadata: \(error)")
        }
        try file.verifyChecksum()
        var tensors: [(name: String, tensor: Tensor)] = []
        for name in file.names { tensors.append((name, try file.tensor(named: name))) }
        self.tensors = tensors
    }

    func write(to url: URL, key: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let text = String(decoding: try encoder.encode(Versioned(header)), as: UTF8.self)
        try writeSafetensors(tensors, metadata: [key: text], carryingChecksum: true, to: url)
    }
}
