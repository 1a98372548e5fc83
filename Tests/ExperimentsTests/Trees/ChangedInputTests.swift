import Experiments
import Files
import Foundation
import Models
import TestSupport
import Testing

struct ChangedInputTests {
    @Test(arguments: [
        ("train.tsv", "w5\tyes\n"), ("dev.tsv", "w5\tyes\n"), ("model/vocab.txt", "w80\n"),
        ("model/tokenizer_config.json", " "), ("model/config.json", "\n"),
        ("model/special_tokens_map.json", "{}"),
    ])
    func aFileThatChangedSinceTheRunBeganIsNamed(_ name: String, _ change: String) throws {
        let tiny = try TinyExperiment()
        try tiny.interrupted(after: 3)
        let isThere = FileManager.default.fileExists(atPath: tiny.folder.file(name).path)
        if !isThere { try tiny.folder.write("", to: name) }
        try tiny.append(change, to: name)
        let error = #expect(throws: (any Error).self) { try tiny.run(existing: .resume) }
        let text = "\(try #require(error))"
        // A tokenizer that outgrew the model is refused before.
        let said = text.contains("\(name) \(isThere ? "has changed" : "is new")")
        #expect(said || text.contains("embedding matrix"))
    }

    @Test func otherWeightsAreNamed() throws {
        let tiny = try TinyExperiment()
        try tiny.interrupted(after: 3)
        let weights = tiny.folder.file("model/model.safetensors")
        var data = try Data(contentsOf: weights)
        data[data.count - 1] ^= 1
        try data.write(to: weights)
        let error = #expect(throws: TrainingError.self) { try tiny.run(existing: .resume) }
        #expect(error?.description.contains("model.safetensors has changed") == true)
        try tiny.run(existing: .overwrite)
        #expect(throws: Never.self) { try tiny.run(existing: .resume) }
    }

    @Test func weightsThatChangeBetweenTwoSeedsAreNamed() throws {
        let tiny = try TinyExperiment()
        let weights = tiny.folder.file("model/model.safetensors")
        var data = try Data(contentsOf: weights)
        data[data.count - 1] ^= 1
        let changed = data
        let error = #expect(throws: TrainingError.self) {
            try tiny.run(
                seeds: [1, 2],
                afterStep: { step in
                    if step == 5 { try changed.write(to: weights) }
                })
        }
        #expect(error?.description.contains("model.safetensors has changed") == true)
    }

    @Test func aCheckpointHasTheTokenizerThatWasTrainedWith() throws {
        let tiny = try TinyExperiment()
        let vocabulary = tiny.folder.file("model/vocab.txt")
        let before = try Data(contentsOf: vocabulary)
        try tiny.run(afterStep: { step in
            if step == 1 { try Data("[PAD]\n".utf8).write(to: vocabulary) }
        })
        let saved = RunDirectory(tiny.out).checkpoint.appending(path: "vocab.txt")
        #expect(try Data(contentsOf: saved) == before)
    }

    @Test(arguments: ["vocab.txt", "model.safetensors", "../predictions.tsv", "../config.json"])
    func whatGoesWhileARunGoesOnEndsIt(_ name: String) throws {
        let tiny = try TinyExperiment()
        let error = #expect(throws: TrainingError.self) {
            try tiny.run(afterStep: { step in
                guard step == 5 else { return }
                try removeItem(RunDirectory(tiny.out).checkpoint.appending(path: name))
            })
        }
        #expect(error?.description.contains("lacks") == true)
    }

    @Test func aStateOfAnotherRunIsRefused() throws {
        let tiny = try TinyExperiment()
        try tiny.interrupted(after: 3)
        let state = try Data(contentsOf: RunDirectory(tiny.out).resumeState)
        let other = try TinyExperiment()
        #expect(throws: TrainingError.self) { try other.run(seeds: [7], stop: 3) }
        try state.write(to: RunDirectory(other.out).resumeState)
        let error = #expect(throws: TrainingError.self) {
            try other.run(seeds: [7], existing: .resume)
        }
        #expect(error?.description.contains("state of another run") == true)
    }

    @Test func theBestModelMustStillBeThere() throws {
        let tiny = try TinyExperiment()
        try tiny.interrupted(after: 3)
        let checkpoint = RunDirectory(tiny.out).checkpoint
        try removeItem(checkpoint.appending(path: "model.safetensors"))
        let error = #expect(throws: TrainingError.self) { try tiny.run(existing: .resume) }
        #expect(error?.description.contains("lacks checkpoint/model.safetensors") == true)
    }

    @Test func partsOfARunWithoutItsConfigurationAreNoRun() throws {
        let tiny = try TinyExperiment()
        try tiny.run()
        try removeItem(RunDirectory(tiny.out).configuration)
        let error = #expect(throws: TrainingError.self) { try tiny.run(existing: .resume) }
        #expect(error?.description.contains("no run to go on with") == true)
    }

    @Test func whatAKillAfterTheEndLeftIsRemoved() throws {
        let tiny = try TinyExperiment()
        try tiny.run()
        let directory = RunDirectory(tiny.out)
        try makeFolder(directory.resume)
        try Data("1".utf8).write(to: directory.resumeState)
        try tiny.run(existing: .resume)
        #expect(!FileManager.default.fileExists(atPath: directory.resume.path))
    }
}
