import Models
import Torch

/// A step that was given to the device, and what of it is still to be read.
///
/// Reading a number waits until a GPU has done all that it was given; so a step's numbers are read
/// some steps later. On a processor they are read at once, before a weight is changed.
package struct PendingStep {
    /// A loss of one batch.
    struct Term {
        let name: String
        /// The batch's share of the step's sequences.
        let share: Double
        let number: PendingNumber
    }

    let step: Int
    let tokens: Int
    let learningRate: Double
    let losses, penalties: [Term]
    let norm: PendingNumber
    let seconds: Double
    /// When it had ended, in seconds since 1970 began, UTC.
    let time: Double

    /// The step's line of the log but for its `epoch`.
    /// - Throws: `TrainingError.notFinite`, which on a GPU comes after the optimizer's step; where the
    ///   gradient's norm is not finite, that has changed nothing.
    package func record() throws -> StepRecord {
        let (taskLoss, penalty) = (try sum(losses), try sum(penalties))
        return StepRecord(
            step: step + 1, epoch: 0, loss: taskLoss + penalty, taskLoss: taskLoss,
            penalty: penalty, learningRate: learningRate,
            gradientNorm: try norm.finite("gradient's norm", step), tokens: tokens,
            seconds: seconds, time: (time * 1000).rounded() / 1000)
    }

    private func sum(_ terms: [Term]) throws -> Double {
        try terms.reduce(0) { $0 + $1.share * (try $1.number.finite($1.name, step)) }
    }
}

/// A scalar that a device computes.
struct PendingNumber {
    private let tensor: Tensor
    private let known: Double?

    /// - Parameter name: of the number, and `step`, counted from 0, for the error where it is read at
    ///   once.
    init(_ tensor: Tensor, _ name: String, _ step: Int) throws {
        self.tensor = try tensor.detached()
        known = tensor.device == .cpu ? try Self.finite(tensor, name, step) : nil
    }

    func finite(_ name: String, _ step: Int) throws -> Double {
        try known ?? Self.finite(tensor, name, step)
    }

    private static func finite(_ tensor: Tensor, _ name: String, _ step: Int) throws -> Double {
        let value = try tensor.scalar()
        guard value.isFinite else {
            throw TrainingError.notFinite(
                term: name, step: step + 1, value: value, lastGood: "")
        }
        return value
    }
}
