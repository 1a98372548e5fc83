import Layers
import TestSupport
import Testing
import Torch

struct ParameterTests {
    private func store(_ precision: Precision, _ names: [String]) throws -> ParameterStore {
        let store = ParameterStore(precision: precision)
        for name in names {
            _ = try store.scope("model")["layer"][2].parameter(
                name, [40, 50], .normal(standardDeviation: 0.5), decays: true, rounded: true)
        }
        return store
    }

    @Test func theStoreKeepsTheOrderOfCreationAndFindsByName() throws {
        let store = try store(.fp32, ["weight", "bias", "another"])
        #expect(
            store.parameters.map(\.name) == [
                "model.layer.2.weight", "model.layer.2.bias", "model.layer.2.another",
            ])
        #expect(store["model.layer.2.bias"] === store.parameters[1])
        #expect(store["bias"] == nil)
        let bare = try store.scope().parameter("bare", [1], .ones, decays: false, rounded: false)
        #expect(bare.name == "bare")
    }

    @Test func aNameTwiceEndsTheProgram() async {
        await #expect(processExitsWith: .failure) {
            let store = ParameterStore(precision: .fp32)
            for _ in 0..<2 {
                _ = try store.scope().parameter("w", [1], .zeros, decays: true, rounded: false)
            }
        }
    }

    @Test func aStartingValueDependsOnTheSeedAndTheNameOnly() throws {
        func start(_ names: [String], seed: UInt64, of name: String) throws -> [UInt8] {
            let store = try store(.fp32, names)
            for parameter in store.parameters.reversed() { try parameter.initialize(seed: seed) }
            return try #require(store["model.layer.2.\(name)"]).value.bits
        }
        let weight = try start(["weight", "bias"], seed: 1, of: "weight")
        #expect(try start(["other", "weight"], seed: 1, of: "weight") == weight)
        #expect(try start(["weight"], seed: 2, of: "weight") != weight)
        #expect(try start(["weight", "bias"], seed: 1, of: "bias") != weight)
    }

    @Test func startingValuesAreAsNamed() throws {
        let store = ParameterStore(precision: .fp32)
        let scope = store.scope()
        let zeros = try scope.parameter("zeros", [3], .zeros, decays: false, rounded: false)
        let ones = try scope.parameter("ones", [3], .ones, decays: false, rounded: false)
        let normal = try scope.parameter(
            "normal", [200, 100], .normal(standardDeviation: 0.02), decays: true, rounded: false)
        for parameter in store.parameters { try parameter.initialize(seed: 3) }
        #expect(try zeros.value.numbers == [0, 0, 0])
        #expect(try ones.value.numbers == [1, 1, 1])
        let numbers = try normal.value.numbers
        let deviation = (numbers.reduce(0) { $0 + $1 * $1 } / Double(numbers.count)).squareRoot()
        #expect((deviation - 0.02).magnitude < 0.0005)
        #expect(normal.decays && !ones.decays)
    }

    @Test func inBFloat16TheCopyThatProductsReadFollowsTheMaster() throws {
        let store = try store(.bf16, ["weight"])
        let parameter = store.parameters[0]
        try parameter.initialize(seed: 1)
        #expect(parameter.isRounded && parameter.compute.dtype == .bfloat16)
        #expect(parameter.value.dtype == .float32)
        #expect(parameter.compute.requiresGradient && !parameter.value.requiresGradient)
        #expect(try parameter.compute.bits == parameter.value.converted(to: .bfloat16).bits)
        try parameter.update { value throws(TorchError) in try value.fill(0.3) }
        #expect(try parameter.compute.bits == parameter.value.converted(to: .bfloat16).bits)
        let exact = try self.store(.fp32, ["weight"]).parameters[0]
        #expect(!exact.isRounded && exact.compute === exact.value && exact.roundedCopy == nil)
    }

    @Test func aClassifierStaysInFloat32() throws {
        let store = ParameterStore(precision: .bf16)
        let classifier = try Linear(
            store.scope("classifier"), inputs: 3, outputs: 2, initializerRange: 1, rounded: false)
        let projection = try Linear(
            store.scope("projection"), inputs: 3, outputs: 2, initializerRange: 1)
        #expect(!classifier.weight.isRounded && !classifier.bias.isRounded)
        #expect(projection.weight.isRounded && projection.bias.isRounded)
        #expect(projection.weight.decays && !projection.bias.decays)
        let norm = try LayerNorm(store.scope("norm"), size: 4, epsilon: 1e-5)
        #expect(!norm.weight.decays && !norm.bias.decays && !norm.weight.isRounded)
    }
}
