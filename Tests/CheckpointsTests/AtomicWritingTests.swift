import Checkpoints
import Formats
import Foundation
import TestSupport
import Testing
import Torch

struct AtomicWritingTests {
    let folder: TemporaryFolder
    let url: URL

    init() throws {
        folder = try TemporaryFolder()
        url = try folder.write(Array("old".utf8), to: "model")
    }

    private func expectOldFile() throws {
        #expect(try folder.names() == ["model"])
        #expect(try Data(contentsOf: url) == Data("old".utf8))
    }

    /// The limit is far above what any other test writes, for it holds for the whole process.
    @Test func limitOfTheSystemLeavesTheOldFile() throws {
        let ignoredBefore = signal(SIGXFSZ, SIG_IGN)
        let kind = __rlimit_resource_t(RLIMIT_FSIZE.rawValue)
        var before = rlimit()
        try #require(getrlimit(kind, &before) == 0)
        var limited = before
        limited.rlim_cur = 32 << 20
        try #require(setrlimit(kind, &limited) == 0)
        defer {
            setrlimit(kind, &before)
            signal(SIGXFSZ, ignoredBefore)
        }
        let tensor = try Tensor.zeros([33 << 20], .uint8)
        let error = try #require(throws: CheckpointError.self) {
            try writeSafetensors([("x", tensor)], to: url)
        }
        #expect(error.description == "\(url.path): cannot be written: File too large")
        try expectOldFile()
    }

    @Test(
        arguments: [
            ("model/inner", "Not a directory"), ("none/inner", "No such file or directory"),
        ])
    func placesThatCannotBeWrittenAreNamed(_ place: String, _ reason: String) throws {
        let inner = folder.file(place)
        #expect(throws: CheckpointError(file: inner.path, "cannot be written: \(reason)")) {
            try writeSafetensors([("x", Tensor.zeros([1]))], to: inner)
        }
        try expectOldFile()
    }

    @Test func repeatedAndReservedNamesAreRefused() throws {
        let one = try Tensor.zeros([1])
        let error = try #require(throws: CheckpointError.self) {
            try writeSafetensors([("x", one), ("x", one), ("__metadata__", one)], to: url)
        }
        #expect(error.problems == ["x: the name is taken", "__metadata__: the name is taken"])
        try expectOldFile()
    }

    @Test func aWriterMayReplaceTheFileThatItReads() throws {
        let model = folder.file("model.safetensors")
        try writeSafetensors([("x", Tensor.of([1.0, 2]))], to: model)
        let file = try SafetensorsFile(contentsOf: model)
        try writeSafetensors([("y", Tensor.of([3.0]))], to: model)
        #expect(try file.tensor(named: "x").elements() == [1.0, 2])
        #expect(try SafetensorsFile(contentsOf: model).names == ["y"])
    }
}
