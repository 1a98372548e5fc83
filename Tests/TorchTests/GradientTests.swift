import TestSupport
import Testing
import Torch

struct GradientTests {
    /// Captured by a backward function; knows when it is freed.
    private final class Witness {
        let onRelease: () -> Void
        init(_ onRelease: @escaping () -> Void) { self.onRelease = onRelease }
        deinit { onRelease() }
        func seen() {}
    }

    private func leaf(_ numbers: [Float]) throws -> Tensor {
        let tensor = try Tensor.of(numbers)
        try tensor.requireGradient()
        return tensor
    }

    @Test func everyInputGetsTheGradientThatIsGivenForIt() throws {
        let (x, y, z) = (try leaf([1, 2]), try leaf([3, 4]), try leaf([5, 6]))
        let plain = try Tensor.of([7 as Float, 8])
        let value = try withoutGradients { try x.multiplied(by: y) }
        let product = try withGradient(of: value, inputs: [x, plain, y, z]) {
            gradient throws(TorchError) in
            [
                try gradient.multiplied(by: y.detached()), nil,
                try gradient.multiplied(by: x.detached()), nil,
            ]
        }
        try product.multiplied(by: 10).sum().backward()
        #expect(try x.gradient()?.numbers == [30, 40])
        #expect(try y.gradient()?.numbers == [10, 20])
        #expect(try z.gradient() == nil)
        #expect(try plain.gradient() == nil)
    }

    @Test func gradientsAddUpUntilTheyAreCleared() throws {
        let x = try leaf([1, 2])
        for _ in 0..<3 { try x.multiplied(by: 2).sum().backward() }
        #expect(try x.gradient()?.numbers == [6, 6])
        try x.clearGradient()
        #expect(try x.gradient() == nil)
    }

    @Test func anErrorInABackwardFunctionArrivesWithItsMessage() throws {
        let x = try leaf([1, 2])
        let y = try withGradient(of: x.detached(), inputs: [x]) { gradient throws(TorchError) in
            throw TorchError(.other, operation: "my gradient", message: "is too steep")
        }
        let error = #expect(throws: TorchError.self) { try y.sum().backward() }
        #expect(error?.kind == .customGradient)
        #expect(error?.message.contains("my gradient: is too steep") == true, "\(error as Any)")
        try x.sum().backward()
        #expect(try x.gradient()?.numbers == [1, 1])
    }

    @Test func aGradientOfAnotherShapeIsAnError() throws {
        let x = try leaf([1, 2])
        let y = try withGradient(of: x.detached(), inputs: [x]) { _ throws(TorchError) in
            [try Tensor.zeros([3])]
        }
        #expect(throws: TorchError.self) { try y.sum().backward() }
    }

    @Test func whatABackwardFunctionHoldsIsFreedAfterItRan() throws {
        var released = false
        let x = try leaf([1, 2])
        var y: Tensor?
        do {
            let witness = Witness { released = true }
            y = try withGradient(of: x.detached(), inputs: [x]) { gradient throws(TorchError) in
                witness.seen()
                return [gradient]
            }
        }
        #expect(!released)
        let sum = try #require(y).sum()
        try sum.backward()
        #expect(released)
        #expect(throws: TorchError.self, "a second pass") { try sum.backward() }
    }

    @Test func whatABackwardFunctionHoldsIsFreedWithAGraphThatNeverRan() throws {
        var released = false
        let x = try leaf([1, 2])
        do {
            let witness = Witness { released = true }
            let y = try withGradient(of: x.detached(), inputs: [x]) { gradient throws(TorchError) in
                witness.seen()
                return [gradient]
            }
            _ = try y.multiplied(by: 2)
        }
        #expect(released)
    }

    @Test func whatABackwardFunctionHoldsIsFreedAfterItFailed() throws {
        var released = false
        let x = try leaf([1, 2])
        do {
            let witness = Witness { released = true }
            let y = try withGradient(of: x.detached(), inputs: [x]) { _ throws(TorchError) in
                witness.seen()
                throw TorchError(.other, operation: "gradient", message: "failed")
            }
            #expect(throws: TorchError.self) { try y.sum().backward() }
        }
        #expect(released)
    }

    @Test func nothingIsRecordedWithoutGradients() throws {
        let x = try leaf([1, 2])
        let inside = try withoutGradients { try x.multiplied(by: 2) }
        #expect(!inside.requiresGradient)
        #expect(try x.multiplied(by: 2).requiresGradient)
        let value = try x.detached()
        let same = try withoutGradients {
            try withGradient(of: value, inputs: [x]) { gradient throws(TorchError) in [gradient] }
        }
        #expect(same === value)
        struct Stop: Error {}
        #expect(throws: Stop.self) { try withoutGradients { throw Stop() } }
        #expect(try x.multiplied(by: 2).requiresGradient)
    }
}
