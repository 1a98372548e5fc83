import Checkpoints
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

    @Test func dataReplaceAFile() throws {
        try writeAtomically(Data("new".utf8), to: url)
        #expect(try Data(contentsOf: url) == Data("new".utf8))
        try writeAtomically(Data(), to: url)
        #expect(try Data(contentsOf: url) == Data())
        #expect(try folder.names() == ["model"])
    }

    @Test func fullDiskLeavesTheOldFile() throws {
        var left = 5000
        let error = try #require(throws: CheckpointError.self) {
            try AtomicFile.write(
                to: url,
                systemWrite: { descriptor, bytes, count in
                    guard left > 0 else {
                        errno = ENOSPC
                        return -1
                    }
                    let written = write(descriptor, bytes, min(count, left))
                    left -= written
                    return written
                }
            ) { file throws(CheckpointError) in
                for _ in 0..<10 { try file.append([UInt8](repeating: 1, count: 1000)) }
            }
        }
        #expect(
            error.description == "\(url.path): cannot be written: No space left on device")
        try expectOldFile()
    }

    @Test func interruptedAndPartialWritesGoOn() throws {
        var calls = 0
        let bytes = (0..<200).map { UInt8($0) }
        try AtomicFile.write(
            to: url,
            systemWrite: { descriptor, bytes, count in
                calls += 1
                guard !calls.isMultiple(of: 3) else {
                    errno = EINTR
                    return -1
                }
                return write(descriptor, bytes, min(count, 7))
            }
        ) { file throws(CheckpointError) in try file.append(bytes) }
        #expect(try [UInt8](Data(contentsOf: url)) == bytes)
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

    @Test func foldersAndDevicesAreNotReplaced() throws {
        for place in [folder.url.path, "/dev/null"] {
            #expect(
                throws: CheckpointError(
                    file: place, "cannot be written: it is not a regular file")
            ) { try writeAtomically(Data([1]), to: URL(fileURLWithPath: place)) }
        }
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
