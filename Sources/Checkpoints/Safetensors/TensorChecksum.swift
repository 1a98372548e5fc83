import Formats
import Torch

/// A checksum that a file of tensors carries of itself, under `xxh64` in its metadata: XXH64 of the other
/// metadata and of every tensor's name, type, shape and elements.
package enum TensorChecksum {
    static let field = "xxh64"

    static func begin(_ metadata: [String: String]) -> XXH64 {
        var hash = XXH64()
        for (key, value) in metadata.sorted(by: { $0.key < $1.key }) where key != field {
            hash.update("\(key)\0\(value)\0")
        }
        return hash
    }

    static func add(_ name: String, _ type: String, _ shape: [Int], to hash: inout XXH64) {
        let sizes = shape.map(String.init).joined(separator: ",")
        hash.update("\(name)\0\(type)\0\(sizes)\0")
    }
}

extension SafetensorsFile {
    /// Compares the checksum that the file carries with what it holds.
    /// - Throws: for another, and for a file that carries none.
    package func verifyChecksum() throws(CheckpointError) {
        guard let stated = metadata[TensorChecksum.field] else {
            throw CheckpointError(file: path, "carries no checksum of itself")
        }
        var hash = TensorChecksum.begin(metadata)
        for tensor in tensors {
            TensorChecksum.add(tensor.name, tensor.typeName, tensor.shape, to: &hash)
            tensor.forEachPiece { _, bytes in hash.update(bytes) }
        }
        guard hash.hexadecimal == stated else {
            throw CheckpointError(
                file: path,
                "is damaged: its checksum is \(stated), that of its contents \(hash.hexadecimal)")
        }
    }
}
