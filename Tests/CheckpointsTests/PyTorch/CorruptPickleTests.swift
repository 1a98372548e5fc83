import Checkpoints
import Foundation
import TestSupport
import Testing
import Torch

/// Pickles that no state dict is written as.
struct CorruptPickleTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func read(_ pickle: [UInt8], _ storage: [UInt8]) throws -> PyTorchFile {
        try PyTorchFile(contentsOf: folder.write(ArchiveBytes.torch(pickle, [storage]).bytes))
    }

    private func problem(_ pickle: [UInt8], storage: [UInt8] = []) throws -> String {
        let error = try #require(throws: CheckpointError.self) { try read(pickle, storage) }
        return error.problems.joined(separator: "\n")
    }

    private func problem(ofTensor tensor: [UInt8]) throws -> String {
        let pickle = PickleBytes.start + PickleBytes.dictionary([("w", tensor)]) + PickleBytes.stop
        return try problem(pickle, storage: [UInt8](repeating: 0, count: 24))
    }

    @Test func handWrittenStateIsRead() throws {
        let tensor = PickleBytes.tensor(count: 2, shape: [2], strides: [1])
        let pickle = PickleBytes.start + PickleBytes.dictionary([("w", tensor)]) + PickleBytes.stop
        let file = try read(pickle, little(Float(1.5).bitPattern) + little(Float(-2).bitPattern))
        #expect(try file.tensor(named: "w").elements() == [1.5, -2])
    }

    @Test func largeViewsAreReadInTheirOwnOrder() throws {
        let numbers = (0..<600 * 700).map { Float($0) }
        let tensor = PickleBytes.tensor(
            count: numbers.count, shape: [700, 600], strides: [1, 700])
        let pickle = PickleBytes.start + PickleBytes.dictionary([("w", tensor)]) + PickleBytes.stop
        let file = try read(pickle, numbers.flatMap { little($0.bitPattern) })
        #expect(
            try file.tensor(named: "w").elements()
                == Tensor.of(numbers, shape: [600, 700]).transposed().elements(as: Float.self))
    }

    @Test(arguments: [
        ("posix", "system"), ("builtins", "eval"), ("torch", "load"), ("torch", "FloatTensor"),
        ("collections", "defaultdict"), ("torch._utils", "_rebuild_tensor_v3"), ("", ""),
    ])
    func otherNamesAreRefusedWhereTheyStand(_ module: String, _ name: String) throws {
        let pickle =
            PickleBytes.start + PickleBytes.text("a") + PickleBytes.global(module, name)
            + PickleBytes.stop
        #expect(
            try problem(pickle)
                == "data.pkl: byte 8: \(module).\(name) is no part of a state dict; "
                + "nothing of it was run")
    }

    /// Opcodes of pickles that a state dict never has, among them all that make or call objects.
    @Test func everyOtherOpcodeIsRefused() throws {
        let known =
            Set("(.NKMJGXt)]ae}sucRbQqrhj".utf8) + [0x80, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8A]
        for opcode in UInt8.min...UInt8.max where !known.contains(opcode) {
            let text = try problem(PickleBytes.start + [opcode])
            let digits = String(opcode, radix: 16, uppercase: true)
            #expect(text.hasPrefix("data.pkl: byte 2: the opcode 0x\(digits) is no part of"))
        }
    }

    @Test(arguments: [
        ("", "is cut off at byte 2"), ("X", "is cut off at byte 2"), ("K", "is cut off at byte 2"),
        ("ctorch\nload", "is cut off at byte 2"), (".", "byte 2: takes a value that is not there"),
        ("(.", "byte 3: takes a value that is not there"), ("N(.", "byte 4: takes a value"),
        ("NN.", "byte 4: ends with values left over"), ("N.N", "byte 3: goes on after its end"),
        ("t", "byte 2: there is no mark"), ("(q\u{1}", "byte 3: takes a value"),
        ("h\u{1}", "byte 2: asks for what was never there"), ("Na", "byte 3: takes a value"),
        ("NNa", "byte 4: adds to None"), ("NNNs", "byte 5: sets members of None"),
        ("}(Nu", "byte 5: a key without a value"), ("NNR", "byte 4: calls None with None"),
        ("NNb", "byte 4: sets attributes of what is no dictionary"),
        ("}}NNsb", "byte 7: sets another attribute than _metadata"),
        ("NQ", "byte 3: a record that is no storage"),
        ("ccollections\nOrderedDict\n(NtR", "byte 30: an OrderedDict of something"),
        ("ctorch\nFloatStorage\n)R", "byte 23: a storage that is no record of the file"),
        ("ctorch._utils\n_rebuild_parameter\n)R", "byte 36: a parameter of something other than"),
        ("ctorch._utils\n_rebuild_tensor_v2\n(NNtR", "parts than a storage, an offset, sizes and"),
        ("\u{7F}", "byte 2: the opcode 0x7F is no part of a state dict"),
        ("}NNs.", "is no state dict: a key is None, not a text"),
        ("N.", "is no state dict: it is None, not a dictionary"),
    ])
    func brokenPicklesAreRefusedWhereTheyBreak(_ code: String, _ part: String) throws {
        let text = try problem(PickleBytes.start + Array(code.utf8))
        #expect(text.contains(part), "\(text)")
    }

    @Test func numbersAreReadWithTheirSign() throws {
        for (number, text) in [(-2, "-2"), (Int.min, "\(Int.min)"), (1 << 40, "1099511627776")] {
            let tensor = PickleBytes.tensor(count: 6, shape: [number], strides: [1])
            #expect(try problem(ofTensor: tensor).contains("[\(text)] by [1] at 0 of 6 elements"))
        }
        let long = PickleBytes.start + [0x8A, 9] + [UInt8](repeating: 1, count: 9)
        #expect(try problem(long).contains("byte 2: a number of 9 bytes"))
    }

    @Test(arguments: [
        ([7], [1], 0), ([6], [1], 1), ([2, 3], [3, 2], 0), ([3, 3], [2, 1], 0),
        ([Int.max], [1], 0), ([2], [Int.max], 0), ([2, 2], [Int.max, Int.max], 0),
        ([1 << 32, 1 << 32], [0, 0], 0), ([6], [0], 0), ([1], [1], Int.max), ([2], [-1], 3),
        ([-1], [1], 0), ([1], [1], -1), ([1], [1, 1], 0), ([0, Int.max, 2], [1, 1, 1], 0),
    ])
    func viewsOutsideTheirStorageAreRefused(
        _ shape: [Int], _ strides: [Int], _ offset: Int
    ) throws {
        let inside = shape == [6] && strides == [0]
        let count = inside ? 5 : 6
        let tensor = PickleBytes.tensor(
            count: count, offset: offset, shape: shape, strides: strides)
        #expect(try problem(ofTensor: tensor).contains("of \(count) elements"))
    }

    @Test func emptyViewsMayLieAnywhere() throws {
        let tensor = PickleBytes.tensor(
            count: 6, offset: Int.max, shape: [0, 5], strides: [Int.max, 7])
        let pickle = PickleBytes.start + PickleBytes.dictionary([("w", tensor)]) + PickleBytes.stop
        let file = try read(pickle, [UInt8](repeating: 0, count: 24))
        #expect(try file.tensor(named: "w").shape == [0, 5])
    }

    @Test func storagesOfAnotherSizeAreRefused() throws {
        let longer = PickleBytes.tensor(count: 7, shape: [2], strides: [1])
        #expect(
            try problem(ofTensor: longer)
                == "w: 7 elements F32 should be in data/0, which has 24 bytes")
        let missing = PickleBytes.tensor(key: "../0", count: 6, shape: [2], strides: [1])
        #expect(
            try problem(ofTensor: missing)
                == "w: its elements should be in data/../0, which is missing")
        let huge = PickleBytes.tensor(count: Int.max, shape: [Int.max], strides: [1])
        #expect(try problem(ofTensor: huge).contains("should be in data/0, which has 24 bytes"))
    }

    @Test func namesThatRepeatAreRefused() throws {
        let tensor = PickleBytes.tensor(count: 6, shape: [2], strides: [1])
        let pickle =
            PickleBytes.start + PickleBytes.dictionary([("w", tensor), ("w", tensor)])
            + PickleBytes.stop
        #expect(
            try problem(pickle, storage: [UInt8](repeating: 0, count: 24)) == "w: is there twice")
    }

    /// A million levels would end the process if values owned each other.
    @Test func nestingHasNoLimitThatHurts() throws {
        let tuples =
            PickleBytes.start + Array(")".utf8) + [UInt8](repeating: 0x85, count: 1_000_000)
        #expect(try problem(tuples + PickleBytes.stop).contains("it is a tuple, not a dictionary"))
        // A dictionary that is its own value.
        let cycle = PickleBytes.start + Array("}q\u{1}Xx\u{0}h\u{1}s.".utf8)
        _ = try problem(cycle)
        let stack = PickleBytes.start + [UInt8](repeating: UInt8(ascii: "N"), count: 200_000)
        #expect(try problem(stack).contains("byte 100002: too many open values"))
        let long = PickleBytes.start + [UInt8](repeating: 0, count: 4 << 20)
        #expect(try problem(long) == "data.pkl has 4194306 bytes, the limit is 4194304")
    }
}
