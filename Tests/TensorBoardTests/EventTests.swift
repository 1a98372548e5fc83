import Foundation
import TensorBoard
import Testing

/// Events beside the bytes that TensorBoard's own messages and framing give (Tools/fixtures/tensorboard/make.py).
struct EventTests {
    private static let experiment = HyperParameters.experiment(
        parameters: [
            HyperParameters.Parameter("epochs", .number),
            HyperParameters.Parameter("normalizer", .text),
            HyperParameters.Parameter("shuffle", .flag),
        ], metrics: [HyperParameters.Metric(tag: "final/accuracy", title: "accuracy")])

    private static let start = HyperParameters.start(
        [
            "penalty.lambda": .number(-1), "normalizer": .text("isobn"), "shuffle": .flag(true),
            "epochs": .number(3),
        ], group: "isobn 0a1b", time: 1_732_791_234.125)

    static let events = [
        Event(time: 1_732_791_234.125, step: 0, .fileVersion),
        Event(time: 1_732_791_234.125, step: 0, .sessionStart),
        Event.values(
            time: 1_732_791_235.5, step: 300,
            [
                Event.Value("train/loss", .scalar(0.1)), Event.Value("größe/ψ", .scalar(-3e-39)),
            ]),
        Event.values(
            time: 1_732_791_236, step: 1 << 40,
            [
                Event.Value(
                    "deviations/layer_00",
                    .histogram([
                        Event.Bucket(left: -2.5, right: 0.125, count: 3),
                        Event.Bucket(left: 0.125, right: 1e300, count: 0),
                    ]))
            ]),
        Event.values(
            time: 1_732_791_236, step: 0,
            [Event.Value("config.json", .text("```\n{\"λ\": 1}\n```"))]),
        Event.values(
            time: 1_732_791_239.75, step: 7,
            [start, experiment, .end(time: 1_732_791_239.75)].map {
                Event.Value($0.tag, .hyperParameters($0))
            }),
    ]

    @Test(arguments: events.indices) func recordsHaveTensorBoardsBytes(_ index: Int) throws {
        let fixture = try #require(
            Bundle.module.url(
                forResource: "events", withExtension: "tfevents", subdirectory: "Fixtures"))
        let wanted = try records(Array(Data(contentsOf: fixture)))
        #expect(wanted.count == Self.events.count)
        #expect(try Self.events[index].record() == wanted[index])
    }

    /// The records of a file by their lengths alone.
    private func records(_ bytes: [UInt8]) throws -> [[UInt8]] {
        var (records, start) = ([[UInt8]](), 0)
        while start < bytes.count {
            let length = bytes[start..<start + 8].reversed().reduce(0) { $0 << 8 | Int($1) }
            records.append(Array(bytes[start..<start + 16 + length]))
            start += 16 + length
        }
        return records
    }
}
