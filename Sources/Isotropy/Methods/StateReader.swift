import Torch

/// Takes named values out of a saved state and says what does not fit.
public struct StateReader {
    let state: [String: Tensor]
    /// Whose state it is, for messages.
    let owner: String

    public init(state: [String: Tensor], owner: String) {
        self.state = state
        self.owner = owner
    }

    /// Finite values of a shape.
    public func values(_ name: String, shape: [Int]) throws(TorchError) -> [Double] {
        let tensor = try tensor(name)
        guard tensor.shape == shape else {
            throw failure("\(name) has the shape \(tensor.shape) instead of \(shape)")
        }
        let values = try tensor.elements(as: Double.self)
        guard values.allSatisfy(\.isFinite) else { throw failure("\(name) is not finite") }
        return values
    }

    /// A tensor of whatever shape.
    public func tensor(_ name: String) throws(TorchError) -> Tensor {
        guard let tensor = state[name] else {
            let names = state.keys.sorted().joined(separator: ", ")
            throw failure("\(name) is missing; there is: \(names.isEmpty ? "nothing" : names)")
        }
        return tensor
    }

    public func count(_ name: String) throws(TorchError) -> Int {
        guard let count = Int(exactly: try values(name, shape: [1])[0]), count >= 0 else {
            throw failure("\(name) is not a count")
        }
        return count
    }

    /// - Throws: for a state of another method.
    public func expectNothingBut(_ names: Set<String>) throws(TorchError) {
        let others = state.keys.filter { !names.contains($0) }.sorted()
        guard others.isEmpty else {
            throw failure("it has no \(others.joined(separator: ", "))")
        }
    }

    private func failure(_ message: String) -> TorchError {
        TorchError(.other, operation: "restoring \(owner)", message: message)
    }
}
