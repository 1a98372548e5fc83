import Files
import Foundation
import Models
import TensorBoard
import Training

/// What TensorBoard is told of a run: it follows from the files in the run's folder alone, so that it can be written
/// again at any time, and has no step twice whatever was killed and resumed.
package struct RunEvents {
    /// In the order in which a run that goes on tells them.
    package let all: [Event]
    /// When the last step had ended; `nil` before there is one.
    package let lastTime: Double?

    /// - Throws: for a configuration or a log that cannot be read.
    package init(_ directory: RunDirectory) throws {
        let steps = try Self.timed(directory)
        lastTime = steps.last?.time
        guard let first = steps.first else {
            all = []
            return
        }
        let measures = try Self.records(MeasureRecord.self, directory.measures)
        let evaluations = try Self.records(EvaluationRecord.self, directory.evaluations)
        let measured = Dictionary(measures.map { ($0.step, $0) }) { $1 }
        let evaluated = Dictionary(evaluations.map { ($0.step, $0) }) { $1 }
        var events = try Self.opening(directory, first)
        for step in steps {
            let time = step.time ?? 0
            events.append(.values(time: time, step: step.step, step.values))
            for values in [measured[step.step]?.values, evaluated[step.step]?.values] {
                if let values, !values.isEmpty {
                    events.append(.values(time: time, step: step.step, values))
                }
            }
        }
        if let run = try FinishedRun(directory), let time = lastTime {
            events += try Self.closing(run.job, run.results, time: time)
        }
        all = events
    }

    /// What a file begins with.
    /// - Parameter first: has its time.
    static func opening(_ directory: RunDirectory, _ first: StepRecord) throws -> [Event] {
        let began = (first.time ?? 0) - first.seconds
        let text = String(decoding: try fileData(directory.configuration), as: UTF8.self)
        let job = try directory.recordedConfiguration().job
        return [
            Event(time: began, step: 0, .fileVersion),
            Event(time: began, step: 0, .sessionStart),
            .values(
                time: began, step: 0,
                [
                    Event.Value(
                        directory.configuration.lastPathComponent, .text("```json\n\(text)```\n")),
                    Event.Value(try JobParameters(job).start(time: began)),
                ]),
        ]
    }

    /// What a file of a finished run ends with.
    /// - Parameter time: of the last step.
    static func closing(
        _ job: RunConfiguration.Job, _ results: RunResults, time: Double
    ) throws -> [Event] {
        let parameters = try JobParameters(job)
        return [
            .values(
                time: time, step: results.bestStep,
                results.values + [
                    Event.Value(parameters.experiment(results)), Event.Value(.end(time: time)),
                ])
        ]
    }

    private static func records<Record: Decodable & Sendable>(
        _ type: Record.Type, _ file: URL
    ) throws -> [Record] {
        guard FileManager.default.fileExists(atPath: file.path) else { return [] }
        let lines = RecordLines<Record>(try fileData(file))
        if let damaged = lines.damaged.first {
            throw TrainingError.run("\(file.path): \(damaged.position): \(damaged.reason)")
        }
        return lines.records.map(\.record)
    }

    /// The steps with their times. Older versions wrote none: theirs are counted back, by the seconds that steps took,
    /// from the next that is known or from the log's last change.
    private static func timed(_ directory: RunDirectory) throws -> [StepRecord] {
        var steps = try records(StepRecord.self, directory.log)
        guard steps.contains(where: { $0.time == nil }) else { return steps }
        let attributes = try? FileManager.default.attributesOfItem(atPath: directory.log.path)
        let changed = attributes?[.modificationDate] as? Date ?? .now
        var time = changed.timeIntervalSince1970
        for index in steps.indices.reversed() {
            time = steps[index].time ?? time
            steps[index].time = time
            time -= steps[index].seconds
        }
        return steps
    }
}

extension Event.Value {
    fileprivate init(_ parameters: HyperParameters) {
        self.init(parameters.tag, .hyperParameters(parameters))
    }
}
