import Checkpoints
import Foundation
import TestSupport
import Testing
import Torch

/// Files that somebody writes to while they are read.
struct ChangedFileTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let names = [
        "points.npy", "points.csv", "points.safetensors", "points.npz", "packed.npz",
        "points.jsonl",
    ]

    /// Forty thousand points, which no reader holds at once, last written to a minute ago.
    private func file(_ name: String) throws -> URL {
        let points = try Tensor.of((0..<80_000).map { Double($0 % 9973) / 8 }, shape: [40_000, 2])
        let url = folder.file(name)
        switch url.pathExtension {
        case "npy": try writeNumPy(points, to: url)
        case "safetensors": try writeSafetensors([("points", points)], to: url)
        case "npz":
            try writeNumPy(points, to: folder.file("x.npy"))
            let data = [UInt8](try Data(contentsOf: folder.file("x.npy")))
            let member = PackedArchive.Member(
                name: "x.npy", bytes: data, isPacked: name == "packed.npz")
            try folder.write(PackedArchive(members: [member]).bytes, to: name)
        case "jsonl":
            let numbers = try points.elements(as: Double.self)
            let spaces = String(repeating: " ", count: 40)
            let lines = (0..<40_000).map { "[\(numbers[2 * $0]),\(spaces)\(numbers[2 * $0 + 1])]" }
            try folder.write(lines.joined(separator: "\n"), to: name)
        default:
            let numbers = try points.elements(as: Double.self)
            let zeros = String(repeating: "0", count: 40)
            let lines = (0..<40_000).map { "\(numbers[2 * $0])000,\(numbers[2 * $0 + 1])\(zeros)" }
            try folder.write(lines.joined(separator: "\n"), to: name)
        }
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -60)], ofItemAtPath: url.path)
        return url
    }

    /// What reading on says after the first block, when something was done to the file.
    private func problems(_ name: String, _ change: (URL) throws -> Void) throws -> [String]? {
        let url = try file(name)
        let cloud = try #require(try PointCloudFile.open(url, rowsPerBlock: { _ in 1000 }).first)
        #expect(try cloud.next()?.shape == [1000, 2])
        try change(url)
        do {
            while try cloud.next() != nil {}
            return nil
        } catch {
            #expect(error.file == url.path)
            return error.problems
        }
    }

    private func write(_ url: URL, _ body: (FileHandle) throws -> Void) throws {
        let handle = try FileHandle(forUpdating: url)
        try body(handle)
        try handle.close()
    }

    @Test(arguments: names) func aFileThatIsLeftAloneIsRead(_ name: String) throws {
        let found = try problems(name) { _ in }
        #expect(found == nil)
    }

    @Test(arguments: names) func aFileThatBecomesShorterIsRefused(_ name: String) throws {
        let found = try problems(name) { url in
            try write(url) { try $0.truncate(atOffset: 100_000) }
        }
        #expect(found?.count == 1 && found?[0].contains("became shorter while it was read") == true)
    }

    @Test(arguments: names) func aFileThatIsWrittenToIsRefused(_ name: String) throws {
        for isLonger in [true, false] {
            let found = try problems(name) { url in
                try write(url) { handle in
                    if isLonger { try handle.seekToEnd() }
                    try handle.write(contentsOf: Data("\n".utf8))
                }
            }
            #expect(found == ["changed while it was read"])
        }
    }

    /// Whoever replaces a file by a rename leaves the one that was opened as it is.
    @Test(arguments: names) func aFileThatIsReplacedIsReadToItsEnd(_ name: String) throws {
        let other = try folder.write("other", to: "other")
        let found = try problems(name) { url in
            let status = rename(other.path, url.path)
            #expect(status == 0)
        }
        #expect(found == nil)
    }
}
