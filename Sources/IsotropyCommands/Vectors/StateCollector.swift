import Layers
import Torch

/// Puts rows that were computed in another order back into that of the lines.
struct StateCollector {
    private let lengths: [Int]
    private let width: Int
    private let perToken: Bool
    /// The first row of each sentence, and the number of rows.
    private let starts: [Int]
    private var values: [Int: Tensor] = [:]
    private let layers: [Int]

    /// - Parameter perToken: whether a sentence has a row for each of its tokens.
    init(lengths: [Int], layers: [Int], width: Int, perToken: Bool) {
        self.lengths = lengths
        self.layers = layers
        self.width = width
        self.perToken = perToken
        var starts = [0]
        for length in lengths { starts.append(starts[starts.count - 1] + (perToken ? length : 1)) }
        self.starts = starts
    }

    /// Takes the rows of the sentences `rows`, one after the other.
    mutating func add(_ states: Tensor, layer: Int, rows: [Int]) throws(TorchError) {
        let states = try states.moved(to: .cpu)
        let all: Tensor
        if let known = values[layer] {
            all = known
        } else {
            all = try Tensor.uninitialized([starts[lengths.count], width])
            values[layer] = all
        }
        var next = 0
        for row in rows {
            let count = perToken ? lengths[row] : 1
            let place = try all.slice(starts[row]..<starts[row] + count)
            try place.copy(try states.slice(next..<next + count))
            next += count
        }
    }

    func states(ofLayer layer: Int) -> Tensor? { values[layer] }

    /// Where each sentence begins in the rows, and their number.
    var offsets: [Int] { starts }

    /// `layer_00` …, and `offsets` where a sentence has several rows.
    func tensors() throws(TorchError) -> [(String, Tensor)] {
        var tensors: [(String, Tensor)] = []
        for layer in layers {
            guard let states = values[layer] else { continue }
            tensors.append(("layer_" + (layer < 10 ? "0" : "") + String(layer), states))
        }
        if perToken { tensors.append(("offsets", try Tensor.of(starts))) }
        return tensors
    }
}
