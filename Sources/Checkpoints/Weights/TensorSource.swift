import Torch

/// Tensors by name, in one file or in several.
public protocol TensorSource {
    /// What errors about the whole name: the file, or the index of several.
    var path: String { get }
    /// Every tensor; no name is there twice.
    var tensors: [StoredTensor] { get }
    /// The tensor of a name. Names are told apart by their bytes.
    func storedTensor(_ name: String) -> StoredTensor?
}

extension TensorSource {
    /// In the order of the files.
    public var names: [String] { tensors.map(\.name) }

    /// What a tensor is; its type is `nil` when no tensor can hold it.
    public func entry(_ name: String) -> (dtype: DType?, shape: [Int])? {
        storedTensor(name).map { ($0.dtype, $0.shape) }
    }

    /// A copy of a tensor, in its own type.
    public func tensor(named name: String) throws(CheckpointError) -> Tensor {
        try found(name).tensor()
    }

    /// Overwrites the elements of `target` with those of a tensor of the same shape, converting them.
    public func copy(named name: String, to target: Tensor) throws(CheckpointError) {
        try found(name).copy(to: target)
    }

    private func found(_ name: String) throws(CheckpointError) -> StoredTensor {
        guard let tensor = storedTensor(name) else {
            throw CheckpointError(file: path, "\(name): is not in the file")
        }
        return tensor
    }
}

/// Tensors in the order of their files, and by name.
struct TensorTable {
    private(set) var tensors: [StoredTensor] = []
    /// Swift's equality of strings takes two spellings of "é" for one name; bytes do not.
    private var indices: [[UInt8]: Int] = [:]

    init(_ tensors: [StoredTensor] = []) {
        for tensor in tensors { add(tensor) }
    }

    subscript(name: String) -> StoredTensor? {
        indices[Array(name.utf8)].map { tensors[$0] }
    }

    /// - Returns: whether the name was new; the tensor is not added where it was not.
    @discardableResult
    mutating func add(_ tensor: StoredTensor) -> Bool {
        let key = Array(tensor.name.utf8)
        guard indices[key] == nil else { return false }
        indices[key] = tensors.count
        tensors.append(tensor)
        return true
    }
}
