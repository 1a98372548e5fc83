import Checkpoints
import Foundation
import Options
import TestSupport
import Testing
import Torch

/// Points in lines of JSON.
struct JSONLinesTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func blocks(
        _ text: String, _ size: Int = 100, _ options: PointCloudOptions = PointCloudOptions(),
        note: (Message) -> Void = { _ in }
    ) throws -> [[Double]] {
        let url = try folder.write(text, to: "points.jsonl")
        let cloud = try #require(
            try PointCloudFile.open(url, options, rowsPerBlock: { _ in size }, note: note).first)
        #expect(cloud.name == "points")
        var blocks: [[Double]] = []
        while let block = try cloud.next() {
            #expect(block.dtype == .float64 && block.shape[1] == cloud.dimensions)
            blocks.append(try block.elements(as: Double.self))
        }
        #expect(cloud.bytesRead == cloud.byteCount)
        #expect(try cloud.next() == nil)
        return blocks
    }

    private func problems(
        _ text: String, _ size: Int = 100, _ options: PointCloudOptions = PointCloudOptions()
    ) throws -> [String] {
        try #require(throws: CheckpointError.self) { try blocks(text, size, options) }.problems
            .map { $0.components(separatedBy: "; each line is")[0] }
    }

    @Test(arguments: [1, 2, 3, 4, 7])
    func arraysAndObjectsComeInBlocks(_ size: Int) throws {
        let rows: [[Double]] = (0..<7).map { [Double($0), -0.1 * Double($0), 1e-300, 6.02e23] }
        for (before, after) in [("", ""), ("{\"embedding\": ", "}"), (" {\"é\":", " } ")] {
            for end in ["", "\n", "\r\n\n \n"] {
                let text = rows.map { "\(before)\($0)\(after)" }.joined(separator: "\n") + end
                let found = try blocks("\u{FEFF}" + text, size)
                #expect(found.flatMap { $0 } == rows.flatMap { $0 })
                #expect(found.dropLast().allSatisfy { $0.count == 4 * size })
            }
        }
    }

    @Test func theOnlyFieldOfNumbersIsTakenWithANote() throws {
        var notes: [String] = []
        let text = """
            {"id": 3, "text": "a", "vector": [1, 2], "tags": ["x"], "none": []}
            {"vector": [3, 4], "other": [1, 2, 3]}
            """
        #expect(try blocks(text) { notes.append("\($0)") } == [[1, 2, 3, 4]])
        #expect(
            notes == [
                "the points are the field 'vector'; the others of the objects are passed over"
            ])
        #expect(try blocks("{\"v\": [1]}") { _ in Issue.record("a note") } == [[1]])
    }

    @Test func aFieldIsNamedWhereThereAreSeveral() throws {
        let text = "{\"a\": [1, 2], \"b\": [3, NaN]}\n{\"b\": [4, 5], \"a\": [7, 8]}"
        #expect(
            try problems(text) == [
                "line 1: has several fields that are arrays of numbers (a, b)"
            ])
        var options = PointCloudOptions()
        options.columns = [.named("a")]
        #expect(
            try blocks("{\"a\": [1, 2], \"b\": [3]}\n{\"a\": [7, 8]}", 9, options) == [
                [1, 2, 7, 8]
            ])
        #expect(try problems("{\"b\": [1]}", 9, options) == ["line 1: has no field 'a'"])
        #expect(
            try problems("[1]", 9, options)
                == ["line 1, column 1: an object with the field 'a' expected"])
        for wrong in [[PointCloudOptions.Columns.places(1...2)], [.named("a"), .named("b")]] {
            options.columns = wrong
            #expect(
                try problems("[1]", 9, options)
                    == ["`columns` is the name of one field for .jsonl"])
        }
    }

    @Test(arguments: [1, 3, 100]) func everyProblemHasItsLine(_ size: Int) throws {
        let text = """
            [1, 2]
            [3]
            {"v": [1, 2]}
              [5, "x"]
            [7, +8]
            [5, NaN]

            [-Infinity, 1e999]
            [null, 1]
            [1, 2] [3, 4]
            """
        #expect(
            try problems(text, size) == [
                "line 2: has 1 numbers, the first line has 2",
                "line 3, column 1: an array expected, found an object",
                "line 4, column 7: a number expected, found a string",
                "line 5, column 5: a number expected, found +8",
                "line 6: number 2 is nan, not a finite number", "line 7: is empty",
                "line 8: number 1 is -inf, not a finite number",
                "line 9, column 2: a number expected, found null",
                "line 10, column 8: text after the value, found [",
            ])
    }

    @Test(arguments: [
        ("", "is empty"), ("\n \n", "holds no numbers"), ("[]", "line 1: has no numbers"),
        ("[\n1,\n2]", "line 1, column 2: it ends too early"),
        ("[[1, 2], [3, 4]]", "line 1, column 2: a number expected, found an array"),
        (
            "{\"a\": 1, \"b\": \"x\"}",
            "line 1: has no field that is an array of numbers; it has a, b"
        ),
        ("{}", "line 1: has no field that is an array of numbers"),
        ("1,2", "line 1, column 1: an array expected, found 1"),
    ])
    func whatIsNoPointsIsNamed(_ text: String, _ problem: String) throws {
        #expect(try problems(text) == [problem])
    }

    @Test func hostileLinesAreRefused() throws {
        let deep = String(repeating: "[", count: 100_000)
        #expect(try problems("{\"a\": \(deep)}")[0].contains("more than 128 levels"))
        #expect(try problems(deep)[0].contains("a number expected, found an array"))
        let long = try folder.write([UInt8](repeating: 0x5B, count: 70_000_000), to: "long.jsonl")
        let tooLong = #expect(throws: CheckpointError.self) { try PointCloudFile.read(long) }
        #expect(tooLong?.problems == ["line 1: has more than 67108864 bytes"])
        let wide = Array("[1, 2]\n".utf8).flatMap { [$0, 0] as [UInt8] }
        let url = try folder.write([0xFF, 0xFE] + wide, to: "wide.jsonl")
        let error = #expect(throws: CheckpointError.self) { try PointCloudFile.read(url) }
        #expect(error?.problems == ["is UTF-16; save it as UTF-8"])
        let whole = Array("{\"v\": [1, -2.5e3], \"w\": {}}\n{\"v\": [3, 4]}\n".utf8)
        var random = SplitMix(state: 4)
        for _ in 0..<2000 {
            var edited = whole
            for _ in 0...random.next(below: 2) {
                edited[random.next(below: whole.count)] = UInt8(random.next(below: 256))
            }
            let url = try folder.write(edited, to: "points.jsonl")
            do { _ = try PointCloudFile.read(url) } catch {}
        }
    }
}
