/// A value of a pickle of tensors. Tuples and dictionaries are numbers of those that the machine keeps,
/// so that no nesting, however deep, and no cycle reaches the process's own stack or memory.
enum PickleValue {
    case none
    case truth(Bool)
    case integer(Int)
    /// A floating-point number; a state dict has none that is read.
    case real
    case text(String)
    case tuple(Int)
    /// What is in it is not kept: a state dict has none that is read.
    case list
    case dictionary(Int)
    case global(PickleGlobal)
    case storage(PickleStorage)
    case tensor(PickleTensor)

    func isText(_ text: String) -> Bool {
        if case .text(text) = self { true } else { false }
    }

    /// What errors call it.
    var kind: String {
        switch self {
        case .none: "None"
        case .truth: "a truth value"
        case .integer: "a whole number"
        case .real: "a floating-point number"
        case .text: "a text"
        case .tuple: "a tuple"
        case .list: "a list"
        case .dictionary: "a dictionary"
        case .global: "a class or function"
        case .storage: "a storage"
        case .tensor: "a tensor"
        }
    }
}

/// Elements in a record of the archive.
struct PickleStorage {
    /// As safetensors files call the type.
    let typeName: String
    /// The record's name in the folder `data`.
    let key: String
    /// Elements.
    let count: Int
}

/// A view of a storage, all of whose elements lie in it.
struct PickleTensor {
    let storage: PickleStorage
    /// Elements before the first.
    let offset: Int
    let shape: [Int]
    /// Elements from one to the next along each axis.
    let strides: [Int]
}

extension PickleTensor {
    /// Refuses sizes that reach out of the storage, and views that repeat its elements: what they would
    /// take as an array has no bound in the file.
    static func checked(
        _ storage: PickleStorage, offset: Int, shape: [Int], strides: [Int]
    ) -> Result<PickleTensor, PickleProblem> {
        var extent: String { "\(shape) by \(strides) at \(offset) of \(storage.count) elements" }
        var outside: PickleProblem { PickleProblem("\(extent) reaches out of its storage") }
        guard shape.count == strides.count, (shape + strides + [offset]).allSatisfy({ $0 >= 0 })
        else { return .failure(PickleProblem("\(extent) is no view of a storage")) }
        let tensor = PickleTensor(storage: storage, offset: offset, shape: shape, strides: strides)
        // libtorch multiplies the sizes of empty tensors, too.
        guard let count = product(shape.filter { $0 > 0 }) else { return .failure(outside) }
        if shape.contains(0) { return .success(tensor) }
        var last = offset
        for (size, stride) in zip(shape, strides) {
            let (span, tooFar) = stride.multipliedReportingOverflow(by: size - 1)
            let (end, beyond) = last.addingReportingOverflow(span)
            guard !tooFar, !beyond else { return .failure(outside) }
            last = end
        }
        guard last < storage.count else { return .failure(outside) }
        guard count <= storage.count else {
            return .failure(PickleProblem("\(extent) repeats its elements; save its .clone()"))
        }
        return .success(tensor)
    }

    /// `nil` when it does not fit an `Int`.
    private static func product(_ sizes: [Int]) -> Int? {
        var result = 1
        for size in sizes {
            let (product, overflow) = result.multipliedReportingOverflow(by: size)
            guard !overflow else { return nil }
            result = product
        }
        return result
    }
}

/// What is wrong with a pickle.
struct PickleProblem: Error {
    let message: String

    init(_ message: String) { self.message = message }
}
