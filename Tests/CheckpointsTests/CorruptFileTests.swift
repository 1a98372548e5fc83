import Checkpoints
import Foundation
import TestSupport
import Testing
import Torch

struct CorruptFileTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Opens a file and reads all of it.
    private func read(_ bytes: [UInt8]) throws {
        let file = try SafetensorsFile(contentsOf: folder.write(bytes))
        for name in file.names { _ = try file.tensor(named: name) }
    }

    @Test func smallFileIsRead() throws {
        let file = try SafetensorsFile(contentsOf: folder.write(smallFile))
        #expect(file.names == ["a", "b", "c"])
        #expect(file.metadata == ["format": "pt"])
        #expect(try file.tensor(named: "a").elements() == [1, 2] as [Float])
        #expect(try file.tensor(named: "b").elements() == [1, 2, 3] as [Float])
        #expect(try file.tensor(named: "c").elements() == [1, 0] as [Float])
    }

    @Test func missingFilesAndFoldersAreNamed() throws {
        let missing = folder.file("none.safetensors")
        let error = #expect(throws: CheckpointError.self) {
            try SafetensorsFile(contentsOf: missing)
        }
        #expect(
            error?.description == "\(missing.path): cannot be opened: No such file or directory")
        #expect(throws: CheckpointError(file: folder.url.path, "is a folder, not a file")) {
            try SafetensorsFile(contentsOf: folder.url)
        }
        #expect(try folder.problems([]) == ["is empty"])
    }

    @Test func fileCutOffAtAnyByteIsRefused() throws {
        for count in 0..<smallFile.count {
            #expect(try !folder.problems(Array(smallFile.prefix(count))).isEmpty)
        }
        #expect(
            try folder.problems(smallFile + [0]) == [
                "the file goes on for 1 byte after the end of c"
            ])
    }

    @Test func headerLengthIsChecked() throws {
        #expect(
            try folder.problems([1, 0xE1, 0xF5, 5, 0, 0, 0, 0, 123]) == [
                "is no safetensors file: its header would have 100000001 bytes, the limit is "
                    + "100000000"
            ])
        var bytes = smallFile
        for index in 0..<8 { bytes[index] = 0xFF }
        #expect(try folder.problems(bytes)[0].contains("18446744073709551615"))
        #expect(
            try folder.problems([9, 0, 0, 0, 0, 0, 0, 0, 123]) == [
                "is cut off: the header has 9 bytes, the file only 1 for it"
            ])
    }

    @Test(
        arguments: [
            ("", "its header: is empty"),
            (
                "[]",
                "its header: line 1, column 1, at byte 0: an object expected, found an array"
            ),
            (" {}", "its header does not begin with its object"),
            ("{", "its header: line 1, column 2, at byte 1: broken JSON: it ends too early"),
            ("{}x", "at byte 2: broken JSON: text after the value, found x"),
            (#"{"a":nul}"#, "at byte 5: broken JSON: a value"),
            (#"{"a":01}"#, "at byte 5: broken JSON: a value expected, found 01"),
            (#"{"a":+1}"#, "at byte 5: broken JSON: a value"),
            (#"{"a":1,}"#, "at byte 7: broken JSON: a string expected"),
            (#"{"a" 1}"#, "':' expected"),
            (
                #"{"__metadata__":{"a":"b","a":"c"}}"#,
                "at byte 25: '__metadata__.a' is there more than once, first in column 18"
            ),
            (#"{"a":"\x"}"#, "an unknown escape"), (#"{"a":"\ud800"}"#, "half of a surrogate"),
            (#"{"a":"\u12"}"#, "four hexadecimal digits"),
            (#"{"a":"\u+12F"}"#, "four hexadecimal digits"),
            (
                #"{"a":"# + String(repeating: "[", count: 128),
                "line 1, column 133, at byte 132: broken JSON: more than 128 levels"
            ),
        ])
    func brokenJSONIsRefused(_ header: String, _ message: String) throws {
        let problems = try folder.problems(safetensors(header))
        #expect(problems.count == 1)
        #expect(problems[0].contains(message))
    }

    @Test func headersThatAreNotUTF8AreRefused() throws {
        var bytes = safetensors(#"{"x":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}"#)
        bytes[10] = 0xC0
        #expect(
            try folder.problems(bytes)[0].hasSuffix("a string that is not UTF-8: 0xC0 at byte 2"))
    }

    @Test(
        arguments: [
            (#"1"#, "x: is 1, not an object"),
            (#"{"dtype":"F32","shape":[1]}"#, "x: has dtype, shape instead of"),
            (#"{"dtype":1,"shape":[1],"data_offsets":[0,4]}"#, "x: dtype is 1, not a string"),
            (#"{"dtype":"F31","shape":[1],"data_offsets":[0,4]}"#, "x: dtype 'F31' is not known"),
            (#"{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}"#, "x: shape [-1] is no list"),
            (#"{"dtype":"F32","shape":[1.0],"data_offsets":[0,4]}"#, "x: shape [1.0] is no list"),
            (#"{"dtype":"F32","shape":1,"data_offsets":[0,4]}"#, "x: shape 1 is no list"),
            (#"{"dtype":"F32","shape":[1],"data_offsets":[4]}"#, "are not two offsets"),
            (
                #"{"dtype":"F32","shape":[1],"data_offsets":[0,18446744073709551616]}"#,
                "are not two offsets"
            ),
            (#"{"dtype":"F32","shape":[1],"data_offsets":[4,0]}"#, "[4, 0] end before they begin"),
            (
                #"{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,4]}"#,
                "has too many elements"
            ),
            (
                #"{"dtype":"F32","shape":[0,4294967296,4294967296],"data_offsets":[0,0]}"#,
                "has too many elements"
            ),
            (
                #"{"dtype":"F32","shape":[2],"data_offsets":[0,4]}"#,
                "x: F32 [2] needs 8 bytes, data_offsets [0, 4] hold 4"
            ),
            (
                #"{"dtype":"U8","shape":[9],"data_offsets":[9223372036854775798,"#
                    + "9223372036854775807]}", "reach past the end"
            ),
        ])
    func brokenEntriesAreNamed(_ entry: String, _ message: String) throws {
        let problems = try folder.problems(safetensors("{\"x\":\(entry)}", [0, 0, 0, 0]))
        #expect(problems.count == 1)
        #expect(problems[0].contains(message))
    }

    @Test func extentsMustFollowEachOther() throws {
        func file(_ first: String, _ second: String, _ byteCount: Int) throws -> [String] {
            try folder.problems(
                safetensors(
                    #"{"x":{"dtype":"U8","shape":[4],"data_offsets":\#(first)},"#
                        + #""y":{"dtype":"U8","shape":[4],"data_offsets":\#(second)}}"#,
                    [UInt8](repeating: 0, count: byteCount)))
        }
        #expect(try file("[0,4]", "[2,6]", 6) == ["y: overlaps x"])
        #expect(try file("[0,4]", "[0,4]", 4) == ["y: overlaps x"])
        #expect(try file("[6,10]", "[1,5]", 10).count == 2)
        #expect(try file("[0,4]", "[5,9]", 9) == ["y: begins 1 byte after the end of x"])
        #expect(try file("[0,4]", "[4,8]", 9) == ["the file goes on for 1 byte after the end of y"])
        let cut = try file("[0,4]", "[4,8]", 6)
        #expect(cut.count == 1 && cut[0].hasPrefix("is cut off, or its header is broken: it has "))
        #expect(cut[0].hasSuffix("; not whole: y"))
    }

    @Test func namesMayNotRepeatButMayDifferInBytesOnly() throws {
        func entry(_ name: String, _ start: Int) -> String {
            #""\#(name)":{"dtype":"U8","shape":[1],"data_offsets":[\#(start),\#(start + 1)]}"#
        }
        #expect(
            try folder.problems(safetensors("{\(entry("x", 0)),\(entry("x", 1))}", [0, 0]))
                .contains("x: is there twice, at the bytes 1 and 53 of the header"))
        let bytes = safetensors("{\(entry("\u{E9}", 0)),\(entry("e\u{301}", 1))}", [5, 6])
        let file = try SafetensorsFile(contentsOf: folder.write(bytes))
        #expect(try file.tensor(named: "\u{E9}").scalar() == 5)
        #expect(try file.tensor(named: "e\u{301}").scalar() == 6)
    }

    @Test func twentyProblemsAreToldAndTheOthersCounted() throws {
        let entries = (0..<25).map { #""x\#($0)":{}"# }.joined(separator: ",")
        let url = try folder.write(safetensors("{\(entries)}"))
        let error = try #require(throws: CheckpointError.self) {
            try SafetensorsFile(contentsOf: url)
        }
        #expect(error.problems.count == 20)
        #expect(error.omitted == 5)
        #expect(error.description.hasPrefix("\(url.path): 25 problems:\n  x0: has"))
        #expect(error.description.hasSuffix("\n  and 5 more"))
    }

    @Test func typesWithoutATensorAreRefusedWhenAskedFor() throws {
        let header =
            #"{"x":{"dtype":"I16","shape":[1],"data_offsets":[0,2]},"#
            + #""y":{"dtype":"U8","shape":[1],"data_offsets":[2,3]},"#
            + #""z":{"dtype":"BOOL","shape":[1],"data_offsets":[3,4]}}"#
        let file = try SafetensorsFile(contentsOf: folder.write(safetensors(header, [0, 0, 7, 2])))
        #expect(file.entry("x")?.dtype == nil && file.entry("x")?.shape == [1])
        #expect(try file.tensor(named: "y").scalar() == 7)
        #expect(throws: CheckpointError(file: file.path, "x: elements of type I16 cannot be read"))
        {
            try file.tensor(named: "x")
        }
        #expect(
            throws: CheckpointError(
                file: file.path, "z: holds bytes that are neither true nor false")
        ) { try file.tensor(named: "z") }
        #expect(throws: CheckpointError(file: file.path, "q: is not in the file")) {
            try file.tensor(named: "q")
        }
        #expect(throws: CheckpointError(file: file.path, "y: has the shape [1], not [2]")) {
            try file.copy(named: "y", to: Tensor.zeros([2]))
        }
    }

    @Test func editedHeadersLoadOrThrow() throws {
        var random = SplitMix(state: 20)
        var loaded = 0
        for _ in 0..<4000 {
            var bytes = smallFile
            for _ in 0...random.next(below: 3) {
                let index = random.next(below: bytes.count)
                switch random.next(below: 4) {
                case 0: bytes[index] ^= 1 << random.next(below: 8)
                case 1: bytes[index] = UInt8(random.next(below: 256))
                case 2: bytes.remove(at: index)
                default: bytes.insert(bytes[random.next(below: bytes.count)], at: index)
                }
            }
            do {
                try read(bytes)
                loaded += 1
            } catch is CheckpointError {}
        }
        // Edits of the numbers or the names do no harm; most others are found.
        #expect(loaded > 0 && loaded < 2000)
    }
}

/// A small generator for edits (Steele et al. 2014).
struct SplitMix {
    var state: UInt64

    mutating func next(below limit: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((bits ^ (bits >> 31)) % UInt64(limit))
    }
}
