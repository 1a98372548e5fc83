import Torch

/// Takes named values out of a saved state and says what does not fit.
struct StateReader {
    let state: [String: Tensor]
    /// Whose state it is, for messages.
    let owner: String

    func values(_ name: String, shape: [Int]) throws(TorchError) -> [Double] {
        guard let tensor = state[name] else {
            let names = state.keys.sorted().joined(separator: ", ")
            throw failure("\(name) is missing; there is: \(names.isEmpty ? "nothing" : names)")
        }
        guard tensor.shape == shape else {
            throw failure("\(name) has the shape \(tensor.shape) instead of \(shape)")
        }
        let values = try tensor.elements(as: Double.self)
        guard values.allSatisfy(\.isFinite) else { throw failure("\(name) is not finite") }
        return values
    }

    func count(_ name: String) throws(TorchError) -> Int {
        guard let count = Int(exactly: try values(name, shape: [1])[0]), count >= 0 else {
            throw failure("\(name) is not a count")
        }
        return count
    }

    private func failure(_ message: String) -> TorchError {
        TorchError(.other, operation: "restoring \(owner)", message: message)
    }
}
