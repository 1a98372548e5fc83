import Files
import Formats
import Foundation
import Options
import Torch

/// Writes tensors to a safetensors file, all of them or nothing.
///
/// Tensors of wider elements come first, so that each is aligned for whoever maps the file; within a
/// width they keep the order given. The model is never in memory twice: elements pass in pieces of a
/// few megabytes. The file gets its name when it is complete; see ``writeAtomically(_:to:)``.
/// - Parameters:
///   - metadata: `["format": "pt"]` is what other programs expect of a model.
///   - carryingChecksum: whether the metadata get a checksum of the whole, which is read back by
///     `SafetensorsFile.verifyChecksum()`; it costs a pass over all elements.
public func writeSafetensors(
    _ tensors: [(String, Tensor)], metadata: [String: String] = [:],
    carryingChecksum: Bool = false, to url: URL
) throws(CheckpointError) {
    let writer = try SafetensorsWriter(
        tensors, metadata: metadata, carryingChecksum: carryingChecksum, path: url.path)
    try AtomicFile.write(to: url, failing: CheckpointError.init) {
        file throws(CheckpointError) in
        try writer.write(to: file)
    }
}

/// The header of a file to be written, and its tensors in their order.
struct SafetensorsWriter {
    private let path: String
    private var tensors: [(name: String, tensor: Tensor, dtype: DType)] = []
    private var header: [UInt8] = []

    init(
        _ tensors: [(String, Tensor)], metadata: [String: String], carryingChecksum: Bool,
        path: String
    ) throws(CheckpointError) {
        self.path = path
        var problems = CheckpointError(file: path)
        var names: Set<[UInt8]> = [Array("__metadata__".utf8)]
        for (name, tensor) in tensors {
            guard let dtype = tensor.dtype else {
                problems.add("\(name): \(tensor) cannot be written")
                continue
            }
            if names.insert(Array(name.utf8)).inserted {
                self.tensors.append((name, tensor, dtype))
            } else {
                problems.add("\(name): the name is taken")
            }
        }
        try problems.throwIfAny()
        // The standard library's sort is stable.
        self.tensors.sort { $0.dtype.byteCount > $1.dtype.byteCount }
        var metadata = metadata
        if carryingChecksum { metadata[TensorChecksum.field] = try checksum(metadata) }
        header = makeHeader(metadata)
        guard header.count <= SafetensorsHeader.byteLimit else {
            throw CheckpointError(file: path, "cannot be written: the header is over the limit")
        }
    }

    private func makeHeader(_ metadata: [String: String]) -> [UInt8] {
        var members: [String] = []
        if !metadata.isEmpty {
            let texts = metadata.sorted { $0.key < $1.key }.map { key, value in
                "\(jsonString(key)):\(jsonString(value))"
            }
            members.append("\"__metadata__\":{\(texts.joined(separator: ","))}")
        }
        var position = 0
        for (name, tensor, dtype) in tensors {
            let end = position + tensor.count * dtype.byteCount
            let shape = tensor.shape.map(String.init).joined(separator: ",")
            members.append(
                "\(jsonString(name)):{\"dtype\":\"\(dtype.storedName)\",\"shape\":[\(shape)],"
                    + "\"data_offsets\":[\(position),\(end)]}")
            position = end
        }
        var header = Array("{\(members.joined(separator: ","))}".utf8)
        while !header.count.isMultiple(of: 8) { header.append(UInt8(ascii: " ")) }
        return header
    }

    func write(to file: AtomicFile) throws(CheckpointError) {
        do throws(FileFailure) {
            try file.append(withUnsafeBytes(of: UInt64(header.count).littleEndian, Array.init))
            try file.append(header)
        } catch {
            throw CheckpointError(error)
        }
        for (name, tensor, dtype) in tensors {
            try forEachPiece(of: tensor, named: name, as: dtype, path: path) {
                piece throws(CheckpointError) in
                do throws(FileFailure) {
                    try file.append(piece)
                } catch {
                    throw CheckpointError(error)
                }
            }
        }
    }

    private func checksum(_ metadata: [String: String]) throws(CheckpointError) -> String {
        var hash = TensorChecksum.begin(metadata)
        for (name, tensor, dtype) in tensors {
            TensorChecksum.add(name, dtype.storedName, tensor.shape, to: &hash)
            try forEachPiece(of: tensor, named: name, as: dtype, path: path) { hash.update($0) }
        }
        return hash.hexadecimal
    }
}
