import Foundation
import Torch

/// A safetensors file, mapped into memory: its table of contents is checked, its tensors are read
/// when they are asked for.
///
/// A file may hold types that ``Torch/DType`` does not have (such as `I16` or `F8_E4M3`): they are
/// refused by name when their tensor is asked for, so that one among the ignorable does no harm. A
/// type that the format does not know is refused at once.
public final class SafetensorsFile: TensorSource {
    public let path: String
    public let metadata: [String: String]
    private let table: TensorTable

    /// Opens a file and checks every part of its header.
    public convenience init(contentsOf url: URL) throws(CheckpointError) {
        try self.init(MappedFile(contentsOf: url))
    }

    init(_ file: MappedFile) throws(CheckpointError) {
        let header = try SafetensorsHeader(file)
        path = file.path
        metadata = header.metadata
        table = TensorTable(header.tensors)
    }

    /// In the order of their bytes.
    public var tensors: [StoredTensor] { table.tensors }

    public func storedTensor(_ name: String) -> StoredTensor? { table[name] }
}
