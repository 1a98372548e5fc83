import Foundation
import Torch

/// A safetensors file, mapped into memory: its table of contents is checked, its tensors are read
/// when they are asked for.
///
/// A file may hold types that ``Torch/DType`` does not have (such as `I16` or `F8_E4M3`): they are
/// refused by name when their tensor is asked for, so that one among the ignorable does no harm. A
/// type that the format does not know is refused at once.
public final class SafetensorsFile {
    let mapping: MappedFile
    private let header: SafetensorsHeader
    private let indices: [[UInt8]: Int]

    /// Opens a file and checks every part of its header.
    public init(contentsOf url: URL) throws(CheckpointError) {
        mapping = try MappedFile(contentsOf: url)
        header = try SafetensorsHeader(mapping)
        var indices: [[UInt8]: Int] = [:]
        for (index, entry) in header.entries.enumerated() {
            indices[Array(entry.name.utf8)] = index
        }
        self.indices = indices
    }

    public var path: String { mapping.path }

    /// In the order of their bytes.
    public var names: [String] { header.entries.map(\.name) }

    public var metadata: [String: String] { header.metadata }

    /// What a tensor is; its type is `nil` when no tensor can hold it.
    public func entry(_ name: String) -> (dtype: DType?, shape: [Int])? {
        storedEntry(name).map { (StoredType.dtype($0.typeName), $0.shape) }
    }

    func storedEntry(_ name: String) -> Entry? {
        indices[Array(name.utf8)].map { header.entries[$0] }
    }

    /// A copy of a tensor, in its own type.
    public func tensor(named name: String) throws(CheckpointError) -> Tensor {
        let (entry, dtype) = try readable(name)
        do {
            let tensor = try Tensor.uninitialized(entry.shape, dtype)
            try mapping.copy(entry.bytes, of: dtype, to: tensor)
            return tensor
        } catch {
            throw CheckpointError(file: path, "\(name): \(error)")
        }
    }

    /// Overwrites the elements of `target` with those of a tensor of the same shape, converting them.
    public func copy(named name: String, to target: Tensor) throws(CheckpointError) {
        let (entry, dtype) = try readable(name)
        guard target.shape == entry.shape else {
            throw CheckpointError(
                file: path, "\(name): has the shape \(entry.shape), not \(target.shape)")
        }
        do {
            try mapping.copy(entry.bytes, of: dtype, to: target)
        } catch {
            throw CheckpointError(file: path, "\(name): \(error)")
        }
    }

    private func readable(_ name: String) throws(CheckpointError) -> (Entry, DType) {
        guard let entry = storedEntry(name) else {
            throw CheckpointError(file: path, "\(name): is not in the file")
        }
        guard let dtype = StoredType.dtype(entry.typeName) else {
            throw CheckpointError(
                file: path, "\(name): elements of type \(entry.typeName) cannot be read")
        }
        if dtype == .bool, mapping.withBytes(entry.bytes, { $0.contains { $0 > 1 } }) {
            throw CheckpointError(
                file: path, "\(name): holds bytes that are neither true nor false")
        }
        return (entry, dtype)
    }
}
