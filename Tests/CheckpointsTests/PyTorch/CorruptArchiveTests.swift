import Checkpoints
import Foundation
import TestSupport
import Testing
import Torch

extension ArchiveBytes {
    /// A file of `torch.save`: a pickle, and storages named 0, 1, …
    static func torch(_ pickle: [UInt8], _ storages: [[UInt8]] = []) -> ArchiveBytes {
        let data = storages.enumerated().map { ("x/data/\($0.offset)", $0.element) }
        return ArchiveBytes([("x/data.pkl", pickle)] + data)
    }
}

/// Archives that PyTorch does not write, and files with random edits.
struct CorruptArchiveTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// One float32 vector of six.
    private static let state: ArchiveBytes = {
        let tensor = PickleBytes.tensor(count: 6, shape: [6], strides: [1])
        let pickle = PickleBytes.start + PickleBytes.dictionary([("w", tensor)]) + PickleBytes.stop
        return ArchiveBytes.torch(pickle, [(1...6).flatMap { little(Float($0).bitPattern) }])
    }()

    private func read(_ bytes: [UInt8]) throws {
        let file = try PyTorchFile(contentsOf: folder.write(bytes))
        for name in file.names where file.entry(name)?.dtype != nil {
            _ = try? file.tensor(named: name)
        }
    }

    private func problem(_ bytes: [UInt8]) throws -> String {
        let error = try #require(throws: CheckpointError.self) { try read(bytes) }
        return error.problems.joined(separator: "\n")
    }

    @Test(arguments: [false, true])
    func bothFormsOfArchivesAreRead(_ isWide: Bool) throws {
        var archive = Self.state
        archive.isWide = isWide
        archive.comment = Array("a comment with PK\u{5}\u{6} inside".utf8).filter { $0 > 8 }
        let file = try PyTorchFile(contentsOf: folder.write(archive.bytes))
        #expect(try file.tensor(named: "w").elements() == [1.0, 2, 3, 4, 5, 6])
    }

    @Test func fileThatIsCutOffIsRefused() throws {
        let bytes = Self.state.bytes
        for count in 1..<bytes.count {
            _ = try problem(Array(bytes.prefix(count)))
        }
    }

    @Test func recordsOfOtherFormsAreRefusedByName() throws {
        var archive = Self.state
        archive.method = 12
        #expect(try problem(archive.bytes).hasPrefix("x/data.pkl: is compressed (method 12); save"))
        archive = Self.state
        archive.flags = 1
        #expect(try problem(archive.bytes) == "x/data.pkl: is encrypted")
        archive = Self.state
        archive.headerName = "y/data.pkl"
        #expect(try problem(archive.bytes) == "x/data.pkl: has another name in its own header")
        archive = Self.state
        archive.records.append(archive.records[1])
        #expect(try problem(archive.bytes) == "x/data/0: is there twice")
        archive = Self.state
        archive.checksum = 5
        #expect(try problem(archive.bytes) == "data.pkl: is damaged: it has another checksum")
        archive = Self.state
        archive.records[0].name = "data.pkl"
        #expect(try problem(archive.bytes).hasSuffix("it has 0 records data.pkl"))
        archive = Self.state
        archive.records.append(("y/data.pkl", []))
        #expect(try problem(archive.bytes).hasSuffix("it has 2 records data.pkl"))
        archive = Self.state
        archive.records.remove(at: 1)
        #expect(
            try problem(archive.bytes)
                == "w: its elements should be in data/0, which is missing")
    }

    @Test(arguments: [false, true])
    func editedArchivesLoadOrThrow(_ isWide: Bool) throws {
        var archive = Self.state
        archive.isWide = isWide
        try edit(archive.bytes, times: 1500, seed: 7)
    }

    @Test(arguments: ["types", "views", "module", "wrapped"])
    func editedFilesOfPyTorchLoadOrThrow(_ name: String) throws {
        try edit(Array(Data(contentsOf: fixture("\(name).bin"))), times: 1000, seed: 11)
    }

    /// Edits the pickle alone, in a file without checksums, so that edits reach its opcodes.
    @Test(arguments: ["types", "views", "module"])
    func editedPicklesLoadOrThrow(_ name: String) throws {
        var bytes = try Array(Data(contentsOf: fixture("\(name).bin")))
        for index in 0..<bytes.count - 20 where bytes[index..<index + 4] == [0x50, 0x4B, 1, 2] {
            bytes.replaceSubrange(index + 16..<index + 20, with: [0, 0, 0, 0])
        }
        // The pickle is the first record; the second begins after it.
        let start = try #require(bytes.firstIndex(of: 0x80))
        let second = try #require(
            (4..<bytes.count - 4).first { bytes[$0..<$0 + 4] == [0x50, 0x4B, 3, 4] })
        try edit(bytes, times: 2000, seed: 13, range: start..<second)
    }

    private func edit(
        _ original: [UInt8], times: Int, seed: UInt64, range: Range<Int>? = nil
    ) throws {
        var random = SplitMix(state: seed)
        var loaded = 0
        let range = range ?? original.indices
        for _ in 0..<times {
            var bytes = original
            for _ in 0...random.next(below: 3) {
                let index = min(
                    range.lowerBound + random.next(below: range.count), bytes.count - 1)
                switch random.next(below: range == original.indices ? 5 : 3) {
                case 0: bytes[index] ^= 1 << random.next(below: 8)
                case 1: bytes[index] = UInt8(random.next(below: 256))
                case 2: bytes[index] = original[range.lowerBound + random.next(below: range.count)]
                case 3: bytes.remove(at: index)
                default: bytes.insert(0xFF, at: index)
                }
            }
            do {
                try read(bytes)
                loaded += 1
            } catch is CheckpointError {}
        }
        // Edits of the numbers, the names or what nobody reads do no harm.
        #expect(loaded < times)
    }
}
