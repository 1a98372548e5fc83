import Foundation
import Isotropy
import Layers
import Models
import Testing
import Torch
import Training

/// A run whose device has too little memory stops, says what needs less, and keeps what it had.
struct MemoryTests {
    /// Runs out of memory in one pass of training.
    private final class Hungry: Normalizer {
        var passes = 0
        let last: Int

        init(last: Int) { self.last = last }

        func callAsFunction(_ features: Tensor, _ pass: ForwardPass) throws(TorchError) -> Tensor {
            passes += pass.isTraining ? 1 : 0
            guard passes < last else {
                throw TorchError(
                    .outOfMemory, operation: "product [9, 9] [9, 9]",
                    message: "Tried to allocate 2.00 GiB")
            }
            return features
        }

        func state() throws(TorchError) -> [(name: String, tensor: Tensor)] { [] }
        func restore(_ state: [String: Tensor]) throws(TorchError) {}
        func evaluationMap() throws(TorchError) -> AffineMap? { nil }
    }

    @Test func tooLittleMemoryNamesWhatNeedsLess() throws {
        let run = try TinyRun()
        run.wrapped = { _ in Hungry(last: 4) }
        let error = #expect(throws: TrainingError.self) { try run.run("run") }
        let text = try #require(error).description
        let parts = [
            "step 4 ", "2.00 GiB", "product [9, 9]", "`batch_size`", "`accumulate`", "`max_length`",
            "`checkpoint_activations`", "The best checkpoint, of step 2, is kept in ",
        ]
        for part in parts { #expect(text.contains(part), "\(text)") }
        let directory = run.directory("run")
        #expect(try TinyRun.lines(directory.log, of: StepRecord.self).map(\.step) == [1, 2, 3])
        #expect(FileManager.default.fileExists(atPath: directory.resumeState.path))
        #expect(!FileManager.default.fileExists(atPath: directory.results.path))
    }
}
