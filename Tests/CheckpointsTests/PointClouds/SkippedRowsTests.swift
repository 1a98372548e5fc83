import Checkpoints
import Foundation
import Options
import TestSupport
import Testing
import Torch

/// Rows with numbers that are not finite: named together, or left out and counted.
struct SkippedRowsTests {
    let folder: TemporaryFolder

    static let kinds = ["npy", "fortran", "float", "npz", "safetensors", "csv", "header", "jsonl"]

    init() throws { folder = try TemporaryFolder() }

    /// Sixty points of three numbers, of which these rows have one that is not finite.
    private func rows(bad: [Int]) -> [[Double]] {
        (0..<60).map { row in
            var numbers = (0..<3).map { Double(row * 3 + $0) * 0.25 - 2 }
            if let place = bad.firstIndex(of: row) {
                numbers[place % 3] = [Double.nan, .infinity, -.infinity][place % 3]
                if place % 2 == 1 { numbers[2] = .nan }
            }
            return numbers
        }
    }

    private func file(_ kind: String, _ rows: [[Double]]) throws -> URL {
        let flat = rows.flatMap { $0 }
        let columns = (0..<3).flatMap { column in rows.map { $0[column] } }
        func array(_ type: String, _ order: String, _ data: [UInt8]) -> [UInt8] {
            npy(
                1, "{'descr': '\(type)', 'fortran_order': \(order), 'shape': (\(rows.count), 3), }",
                data)
        }
        func lines(_ separator: String, _ around: (String, String)) -> String {
            rows.map { row in
                around.0
                    + row.map { $0.isNaN ? "NaN" : "\($0)" }.joined(separator: separator)
                    + around.1
            }.joined(separator: "\n")
        }
        switch kind {
        case "npy": return try folder.write(array("<f8", "False", bytes(flat)), to: "x.npy")
        case "fortran": return try folder.write(array("<f8", "True", bytes(columns)), to: "x.npy")
        case "float":
            return try folder.write(
                array("<f4", "False", bytes(flat.map(Float.init))), to: "x.npy")
        case "npz":
            let member = PackedArchive.Member(
                name: "x.npy", bytes: array("<f8", "True", bytes(columns)))
            return try folder.write(PackedArchive(members: [member]).bytes, to: "x.npz")
        case "safetensors":
            let url = folder.file("x.safetensors")
            try writeSafetensors([("x", Tensor.of(flat, shape: [rows.count, 3]))], to: url)
            return url
        case "csv": return try folder.write(lines(",", ("", "")), to: "x.csv")
        case "header":
            return try folder.write("id,a,b,c\n" + lines(",", ("nan,", "")), to: "x.csv")
        default:
            let text = lines(", ", ("[", "]")).replacing("inf", with: "Infinity")
            return try folder.write(text, to: "x.jsonl")
        }
    }

    private func open(_ url: URL, _ size: Int, skips: Bool) throws -> any PointCloudReader {
        var options = PointCloudOptions()
        options.skipsBadRows = skips
        let clouds = try PointCloudFile.open(url, options, rowsPerBlock: { _ in size })
        return try #require(clouds.first)
    }

    /// The first row is bad in the second place, and a whole block of two is.
    @Test(arguments: kinds, [1, 2, 7, 60, 1000])
    func rowsAreLeftOutAndCounted(_ kind: String, _ size: Int) throws {
        let bad = [0, 3, 4, 5, 17, 59]
        let rows = rows(bad: bad)
        let cloud = try open(file(kind, rows), size, skips: true)
        var (places, range): ([Int], Int) = ([], 0)
        while let block = try cloud.next() {
            let found = cloud.blockRows
            #expect(block.shape == [found.count, 3] && found.count > 0)
            #expect(block.dtype == (kind == "float" ? .float32 : .float64))
            #expect(found.range.count <= size && found.range.lowerBound >= range)
            #expect(found.skipped == bad.filter { found.range.contains($0) })
            #expect(try block.elements(as: Double.self) == found.indices.flatMap { rows[$0] })
            range = found.range.upperBound
            places += found.indices
        }
        #expect(places == (0..<60).filter { !bad.contains($0) })
        #expect(cloud.skipped.count == 6 && cloud.skipped.first == bad)
        #expect(cloud.bytesRead == cloud.byteCount)
        #expect(try cloud.next() == nil)
    }

    @Test(arguments: kinds) func rowsThatAreAllFiniteHaveTheirPlaces(_ kind: String) throws {
        for skips in [true, false] {
            let cloud = try open(file(kind, rows(bad: [])), 25, skips: skips)
            var found: [Range<Int>] = []
            while try cloud.next() != nil {
                #expect(cloud.blockRows.skipped.isEmpty)
                found.append(cloud.blockRows.range)
            }
            #expect(found == [0..<25, 25..<50, 50..<60])
            #expect(cloud.skipped.count == 0 && cloud.skipped.first.isEmpty)
        }
    }

    @Test(arguments: kinds, [1, 7, 1000])
    func allAreNamedInOneError(_ kind: String, _ size: Int) throws {
        let bad = [1, 2, 58]
        let cloud = try open(file(kind, rows(bad: bad)), size, skips: false)
        let error = try #require(throws: CheckpointError.self) {
            while try cloud.next() != nil {}
        }
        let expected: [String]
        switch kind {
        case "csv", "header":
            let (line, column) = kind == "csv" ? (1, 1) : (2, 2)
            expected = [
                "line \(1 + line), column \(column): 'NaN' is not a finite number",
                "line \(2 + line), column \(1 + column): 'inf' is not a finite number",
                "line \(58 + line), column \(2 + column): '-inf' is not a finite number",
            ]
        case "jsonl":
            expected = [
                "line 2: number 1 is nan, not a finite number",
                "line 3: number 2 is inf, not a finite number",
                "line 59: number 3 is -inf, not a finite number",
            ]
        default:
            expected = [
                "x: row 1, column 0 (from 0) is nan, not a finite number",
                "x: row 2, column 1 (from 0) is inf, not a finite number",
                "x: row 58, column 2 (from 0) is -inf, not a finite number",
            ]
        }
        #expect(error.problems == expected)
        #expect(
            error.message.description.hasSuffix(
                "\n`skip_bad_rows` leaves such rows out and counts them"))
    }

    @Test(arguments: kinds) func twentyAreNamedAndTheOthersCounted(_ kind: String) throws {
        let bad = Array(5..<59)
        let url = try file(kind, rows(bad: bad))
        for size in [4, 1000] {
            let strict = try open(url, size, skips: false)
            let error = try #require(throws: CheckpointError.self) {
                while try strict.next() != nil {}
            }
            #expect(error.problems.count == 20 && error.omitted == 34)
            let cloud = try open(url, size, skips: true)
            while try cloud.next() != nil {}
            #expect(cloud.skipped.count == 54 && cloud.skipped.first == Array(5..<25))
        }
    }

    @Test(arguments: kinds) func aCloudOfWhichNothingIsLeftIsRefused(_ kind: String) throws {
        let url = try file(kind, rows(bad: Array(0..<60)))
        for size in [7, 1000] {
            let cloud = try open(url, size, skips: true)
            let error = #expect(throws: CheckpointError.self) { try cloud.next() }
            #expect(
                error?.problems
                    == ["x: none of its 60 rows is left: each has a number that is not finite"])
        }
    }

    /// Words for no number at all stay errors, and so do empty cells.
    @Test func onlyNumbersThatAreNotFiniteAreLeftOut() throws {
        var options = PointCloudOptions()
        options.skipsBadRows = true
        func read(_ text: String) throws -> [Double] {
            let url = try folder.write(text, to: "x.csv")
            return try PointCloudFile.read(url, options)[0].points.elements(as: Double.self)
        }
        #expect(
            try read("1.5,2\n+Infinity,3\n-INF,3\n1e999,1\n-1e999,1\n4,5\n6,nan\n") == [
                1.5, 2, 4, 5,
            ])
        for text in ["x", "", "NA", "null", "--inf", "infinit", "nan()"] {
            let error = #expect(throws: CheckpointError.self) { try read("1,2\n\(text),3\n") }
            #expect(error?.problems == ["line 2, column 1: '\(text)' is not a number"])
        }
        let lines = try folder.write("[1, 2]\n[null, 3]\n[NaN, 2]", to: "x.jsonl")
        let error = #expect(throws: CheckpointError.self) {
            try PointCloudFile.read(lines, options)
        }
        #expect(error?.problems.count == 1)
    }
}
