import Torch

/// Steps that were given to a GPU and not read yet.
struct WaitingSteps {
    private var steps: [(pending: PendingStep, epoch: Double)] = []
    private var began = ContinuousClock.now

    mutating func append(_ step: PendingStep, epoch: Double) {
        if steps.isEmpty { began = ContinuousClock.now - .seconds(step.seconds) }
        steps.append((step, epoch))
    }

    /// Whether it is time to read them: a few steps cost one wait, and a user wants to see something.
    var areDue: Bool { steps.count >= 16 || ContinuousClock.now - began > .milliseconds(500) }

    /// Their records, in order, up to one that fails, and its failure. On a GPU, which works on several
    /// at a time, each has its share of the seconds since the first was begun.
    mutating func read(on device: Device) -> (records: [StepRecord], failure: (any Error)?) {
        let waiting = steps
        steps = []
        var records: [StepRecord] = []
        var failure: (any Error)?
        do {
            for (pending, epoch) in waiting {
                var record = try pending.record()
                record.epoch = epoch
                records.append(record)
            }
        } catch { failure = error }
        guard !device.isCPU, !records.isEmpty else { return (records, failure) }
        let seconds = (ContinuousClock.now - began) / .seconds(1) / Double(records.count)
        for index in records.indices { records[index].seconds = seconds }
        return (records, failure)
    }
}
