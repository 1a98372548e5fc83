import TestSupport
import Testing
import Torch

struct DeviceTests {
    @Test(arguments: [
        ("cpu", DeviceChoice.cpu), ("cuda", .cuda(nil)), ("cuda:0", .cuda(0)),
        ("cuda:12", .cuda(12)), ("auto", .auto),
    ])
    func namesAreReadAndWrittenAlike(_ text: String, _ choice: DeviceChoice) {
        #expect(DeviceChoice(text) == choice)
        #expect(choice.description == text)
    }

    @Test(arguments: [
        "", "CPU", "gpu", "cuda:", "cuda:-1", "cuda:+1", "cuda:01", "cuda: 1", "cuda:1 ",
    ])
    func otherNamesAreRefused(_ text: String) {
        #expect(DeviceChoice(text) == nil)
    }

    @Test func tensorsAreMadeWhereTheyAreAskedFor() throws {
        let tensor = try Tensor.full([2], 3, .int64, on: .cpu)
        #expect(tensor.device == .cpu)
        #expect(try tensor.moved(to: .cpu).bits == tensor.bits)
        #expect("\(Device.cuda(2))" == "cuda:2")
    }

    /// Without libtorch's CUDA half nothing can be made on a GPU, and the error says where it was tried.
    @Test(.enabled(if: (try? CUDA.driver()) == nil))
    func aGPUThatIsNotThereIsAnError() throws {
        let error = #expect(throws: TorchError.self) { try DeviceChoice.cuda(0).opened() }
        #expect(error?.description.contains("libcuda.so.1") == true)
        var notices: [String] = []
        #expect(try DeviceChoice.auto.opened { notices.append($0) } == .cpu)
        #expect(notices.count == 1 && notices[0].hasPrefix("computing on the processor"))
    }

    @Test func derivativesFollowLibtorchsRules() throws {
        let x = try Tensor.of([Float(1), 2, 3])
        let upstream = try Tensor.of([Float(1), 10, 100])
        let found = try withoutGradients {
            try squares(at: x, upstream: upstream)
        }
        #expect(try found.numbers == [2, 40, 600])
        #expect(!x.requiresGradient)
    }

    private func squares(at x: Tensor, upstream: Tensor) throws -> Tensor {
        let leaf = try x.detached().cloned()
        return try #require(
            try derivatives(at: [leaf], upstream: upstream) { leaves throws(TorchError) in
                try leaves[0].multiplied(by: leaves[0])
            }.first)
    }
}
