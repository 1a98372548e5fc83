import Checkpoints
import Foundation
import TestSupport
import Testing
import Torch

/// Folders whose tensors lie in one file or in several.
struct ModelWeightsTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func write(_ tensors: [(String, Tensor)], to name: String) throws {
        try writeSafetensors(tensors, to: folder.file(name))
    }

    /// Two files of three tensors, and an index.
    private func writeShards(_ map: [(String, String)]) throws {
        try write([("a", Tensor.of([1.0, 2])), ("b", Tensor.of([3.0]))], to: "first.safetensors")
        try write([("c", Tensor.of([4.0, 5]))], to: "second.safetensors")
        let entries = map.map { "\"\($0.0)\":\"\($0.1)\"" }.joined(separator: ",")
        try writeIndex(#"{"metadata":{"total_size":40.5e1},"weight_map":{\#(entries)}}"#)
    }

    private func writeIndex(_ json: String) throws {
        try folder.write(Array(json.utf8), to: "model.safetensors.index.json")
    }

    private func problems() throws -> [String] {
        let error = try #require(throws: CheckpointError.self) { try ModelWeights(in: folder.url) }
        #expect(error.file == folder.file("model.safetensors.index.json").path)
        return error.problems
    }

    private static let right = [
        ("a", "first.safetensors"), ("b", "first.safetensors"), ("c", "second.safetensors"),
    ]

    @Test func tensorsOfSeveralFilesAreOneSource() throws {
        try writeShards(Self.right)
        let weights = try ModelWeights(in: folder.url)
        #expect(weights.names == ["a", "b", "c"])
        #expect(weights.path == folder.file("model.safetensors.index.json").path)
        #expect(weights.entry("c")?.shape == [2])
        #expect(weights.entry("d") == nil)
        #expect(try weights.tensor(named: "b").elements() == [3.0])
        let target = try Tensor.zeros([2])
        try weights.copy(named: "c", to: target)
        #expect(try target.elements() == [4.0, 5])
        #expect(throws: CheckpointError(file: weights.path, "d: is not in the file")) {
            try weights.tensor(named: "d")
        }
    }

    @Test func anIndexMayStartWithAByteOrderMark() throws {
        try writeShards(Self.right)
        let index = folder.file("model.safetensors.index.json")
        try writeIndex("\u{FEFF}" + String(contentsOf: index, encoding: .utf8))
        #expect(try ModelWeights(in: folder.url).names == ["a", "b", "c"])
    }

    @Test func oneFileWinsOverAnIndex() throws {
        try writeIndex("broken")
        try write([("x", Tensor.of([7.0]))], to: "model.safetensors")
        let weights = try ModelWeights(in: folder.url)
        #expect(weights.path == folder.file("model.safetensors").path)
        #expect(weights.names == ["x"])
    }

    @Test func folderWithoutWeightsNamesWhatItCouldHold() throws {
        let error = try #require(throws: CheckpointError.self) { try ModelWeights(in: folder.url) }
        #expect(error.file == folder.url.path)
        #expect(error.problems[0].hasPrefix("holds no weights: none of model.safetensors, model."))
        let missing = folder.file("missing")
        #expect(throws: CheckpointError(file: missing.path, "is no folder that can be read")) {
            try ModelWeights(in: missing)
        }
    }

    @Test func danglingLinkIsNotPassedOver() throws {
        try writeShards(Self.right)
        try FileManager.default.createSymbolicLink(
            at: folder.file("model.safetensors"), withDestinationURL: folder.file("gone"))
        let error = try #require(throws: CheckpointError.self) { try ModelWeights(in: folder.url) }
        #expect(error.description.hasSuffix("cannot be opened: No such file or directory"))
    }

    @Test func missingFilesAreNamedWithTheirTensors() throws {
        try writeShards(Self.right + [("d", "third.safetensors"), ("e", "third.safetensors")])
        #expect(try problems() == ["third.safetensors is missing, the file of 2 of the tensors"])
    }

    @Test func indexThatDisagreesWithItsFilesIsRefusedTensorByTensor() throws {
        try writeShards([
            ("a", "second.safetensors"), ("c", "second.safetensors"), ("d", "first.safetensors"),
        ])
        #expect(
            try problems() == [
                "a: is in first.safetensors, not in second.safetensors",
                "d: is not in first.safetensors, and in no other file",
                "b: is in first.safetensors, but not in the index",
            ])
    }

    @Test func tensorInTwoFilesIsRefused() throws {
        try writeShards(Self.right)
        try write([("c", Tensor.of([4.0])), ("a", Tensor.of([0.0]))], to: "second.safetensors")
        #expect(
            try problems().first == "a: is in first.safetensors and in second.safetensors")
    }

    @Test(arguments: [
        "../first.safetensors", "/first.safetensors", "x/y", "..", ".", "", "a\\u0000",
    ])
    func namesThatLeaveTheFolderAreRefused(_ name: String) throws {
        try writeIndex(#"{"weight_map":{"a":"\#(name)","b":"\#(name)"}}"#)
        let problems = try problems()
        #expect(problems.count == 2)
        #expect(problems.allSatisfy { $0.hasSuffix("' is no name of a file in the same folder") })
    }

    @Test(arguments: [
        (#"{"weight_map":{"a":"#, "line 1, column 20: broken JSON: it ends too early"),
        (#"{"metadata":{}}"#, "has no object weight_map"),
        (#"{"weight_map":["a"]}"#, "has no object weight_map"),
        (#"{"weight_map":{}}"#, "weight_map names no tensor"),
        (#"{"weight_map":{"a":1}}"#, "a: weight_map has 1, not the name of a file"),
        (
            #"{"weight_map":{"a":"x","a":"y"}}"#,
            "line 1, column 24: 'weight_map.a' is there more than once, first in column 16"
        ),
        ("[{}]", "line 1, column 1: an object expected, found an array"), ("", "is empty"),
    ])
    func brokenIndexIsRefused(_ json: String, _ problem: String) throws {
        try writeIndex(json)
        #expect(try problems() == [problem])
    }

    @Test func brokenFileOfSeveralIsNamed() throws {
        try writeShards(Self.right)
        let file = try folder.write([1, 2, 3], to: "second.safetensors")
        let error = try #require(throws: CheckpointError.self) { try ModelWeights(in: folder.url) }
        #expect(error.file == file.path)
    }
}
