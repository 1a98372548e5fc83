import Layers
import TestSupport
import Testing
import Torch

struct ForwardPassTests {
    @Test func everyPlaceOfAPassHasItsOwnKey() {
        let pass = ForwardPass.training(seed: 5, step: 9)
        let keys = (0..<4).map { _ in pass.nextKey() }
        #expect(keys == (0..<4).map { RandomKey(seed: 5, step: 9, site: $0) })
        #expect(ForwardPass.training(seed: 5, step: 9).nextKey() == keys[0])
        #expect(ForwardPass.training(seed: 5, step: 10).nextKey() != keys[0])
    }

    @Test func onlyTrainingDropsAnything() throws {
        let x = try Tensor.full([1000], 1)
        let evaluated = try ForwardPass.evaluation().dropout(x, probability: 0.5)
        #expect(evaluated === x)
        let pass = ForwardPass.training(seed: 1, step: 1)
        #expect(try pass.dropout(x, probability: 0) === x)
        let first = try pass.dropout(x, probability: 0.5).numbers
        let second = try pass.dropout(x, probability: 0.5).numbers
        #expect(first.contains(0) && second.contains(0) && first != second)
    }
}
