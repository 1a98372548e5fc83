import Checkpoints
import Layers
import TestSupport
import Testing
import Training
import Torch

/// Within 1e-5 of the largest gradient of the same weight, or 1e-7 absolute: a key's bias has
/// gradient 0 in exact arithmetic, so that both sides hold rounding there.
func expectGradients(of name: String, _ parameters: [Parameter]) throws {
    let file = try SafetensorsFile(contentsOf: SharedFixtures.url("gradients/\(name).safetensors"))
    #expect(Set(file.names) == Set(parameters.map(\.name)))
    for parameter in parameters {
        let gradient = try #require(try parameter.wholeGradient(), "\(parameter.name)")
        let expected = try file.tensor(named: parameter.name)
        #expect(gradient.shape == expected.shape)
        let closeness = Closeness(try gradient.numbers, to: try expected.numbers)
        note("\(name) gradient of \(parameter.name)", closeness)
        #expect(
            closeness.isWithin(relative: 1e-5) || closeness.isWithin(1e-7),
            "\(parameter.name): \(closeness)")
    }
}

extension Parameter {
    /// The gradient with the zeros of the rows that have none.
    func wholeGradient() throws -> Tensor? {
        if let rowGradient { return try rowGradient.dense(count: shape[0]) }
        return try gradient()
    }
}

extension ParameterGradient {
    func whole(rows count: Int) throws -> Tensor {
        switch self {
        case .dense(let tensor): tensor
        case .rows(let rows): try rows.dense(count: count)
        }
    }
}
