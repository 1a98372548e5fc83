import Files
import Foundation
import Options
import TensorBoard
import Training

/// Writes what TensorBoard reads of a run while it goes on.
///
/// A run is worth more than its events: what cannot be written is told, and the run goes on without them.
final class EventWriter {
    private let folder: EventFolder
    private let directory: RunDirectory
    private let lock: OutputLock
    private let report: (TrainingEvent) -> Void
    private var file: EventFile?
    /// Of the last step, and when it had ended.
    private var (step, time) = (0, 0.0)
    private var hasFailed = false

    /// - Parameters:
    ///   - root: what is given to TensorBoard.
    ///   - report: told of what cannot be written.
    /// - Throws: where the run's place in it cannot be taken.
    init(
        in root: URL, _ directory: RunDirectory, _ job: RunConfiguration.Job,
        report: @escaping (TrainingEvent) -> Void
    ) throws {
        folder = EventFolder(root, job)
        self.directory = directory
        self.report = report
        lock = try folder.claim()
    }

    /// Takes what the run tells.
    func take(_ event: TrainingEvent) {
        attempt {
            switch event {
            // The logs have been opened, and say what was saved.
            case .started(_, let resumedAt):
                step = resumedAt
                if resumedAt > 0 { try writeAll() }
            case .step(let record):
                (step, time) = (record.step, record.time ?? 0)
                let events = file == nil ? try RunEvents.opening(directory, record) : []
                try add(events + [.values(time: time, step: step, record.values)])
            case .measured(let record): try add(record.values)
            case .evaluated(let record): try add(record.values)
            default: break
            }
        }
    }

    /// Takes what came of the run.
    func finish(_ job: RunConfiguration.Job, _ results: RunResults) {
        attempt {
            try add(RunEvents.closing(job, results, time: time))
            try file?.synchronize()
        }
    }

    /// Writes all that the run's files say, where it does not stand there already.
    private func writeAll() throws {
        let events = try RunEvents(directory)
        guard let last = events.lastTime else { return }
        time = last
        file = try folder.open(events.all, of: directory)
    }

    /// The same of a run that has ended.
    func writeFinished() { attempt { try writeAll() } }

    /// What follows from the last step.
    private func add(_ values: [Event.Value]) throws {
        guard !values.isEmpty else { return }
        try add([.values(time: time, step: step, values)])
    }

    private func add(_ events: [Event]) throws {
        guard let file else { return file = try folder.open(events, of: directory) }
        try file.append(events.flatMap { try $0.record() })
    }

    private func attempt(_ body: () throws -> Void) {
        guard !hasFailed else { return }
        do {
            try body()
        } catch {
            hasFailed = true
            let message = (error as? any MessageError)?.message ?? Message("\(error)")
            report(
                .notice(
                    "the events for TensorBoard are not whole, from step \(step) on: \(message). The run goes "
                        + "on without them; `resume` with the same `tensorboard` writes them, also when it has "
                        + "ended"))
        }
    }
}
