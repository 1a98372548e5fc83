import Checkpoints
import Foundation
import Options
import TestSupport
import Testing
import Torch

/// Files of points in every form, read in blocks of any size.
struct PointBlockTests {
    let folder: TemporaryFolder

    static let sizes = [1, 2, 3, 5, 7, 100]
    /// Seven points whose numbers every type holds.
    static let rows: [[Double]] = (0..<7).map { row in
        (0..<3).map { column in Double(row * 3 + column) * 0.25 - 2 }
    }

    init() throws { folder = try TemporaryFolder() }

    private func blocks(
        _ url: URL, _ size: Int, note: (Message) -> Void = { _ in }
    ) throws -> [[[Double]]] {
        let clouds = try PointCloudFile.open(url, rowsPerBlock: { _ in size }, note: note)
        #expect(clouds.count == 1)
        let cloud = try #require(clouds.first)
        var blocks: [[[Double]]] = []
        while let block = try cloud.next() {
            #expect(block.shape[1] == cloud.dimensions)
            let numbers = try block.elements(as: Double.self)
            blocks.append(
                stride(from: 0, to: numbers.count, by: cloud.dimensions).map {
                    Array(numbers[$0..<$0 + cloud.dimensions])
                })
        }
        #expect(cloud.bytesRead == cloud.byteCount)
        #expect(cloud.pointCount ?? blocks.joined().count == blocks.joined().count)
        #expect(try cloud.next() == nil)
        return blocks
    }

    private func expectWhole(_ blocks: [[[Double]]], _ size: Int) {
        #expect(Array(blocks.joined()) == Self.rows)
        #expect(blocks.dropLast().allSatisfy { $0.count == size })
    }

    @Test(arguments: ["<f2", "<f4", "<f8"], [false, true])
    func arraysOfEveryTypeAndOrderComeInBlocks(_ type: String, _ fortran: Bool) throws {
        let columns = (0..<3).flatMap { column in Self.rows.map { $0[column] } }
        let numbers = fortran ? columns : Self.rows.flatMap { $0 }
        let data =
            switch type {
            case "<f2": try halves(numbers)
            case "<f4": bytes(numbers.map(Float.init))
            default: bytes(numbers)
            }
        let url = try folder.write(
            npy(
                1,
                "{'descr': '\(type)', 'fortran_order': \(fortran ? "True" : "False"), "
                    + "'shape': (7, 3), }", data), to: "points.npy")
        for size in Self.sizes { expectWhole(try blocks(url, size), size) }
    }

    private func halves(_ numbers: [Double]) throws -> [UInt8] {
        let tensor = try Tensor.of(numbers).converted(to: .float16)
        var data = [UInt8](repeating: 0, count: 2 * numbers.count)
        try data.withUnsafeMutableBytes { try tensor.write(to: $0, as: .float16) }
        return data
    }

    @Test(arguments: [DType.float64, .float32, .float16, .bfloat16])
    func matricesOfEveryTypeComeInBlocks(_ dtype: DType) throws {
        let points = try Tensor.of(Self.rows.flatMap { $0 }, shape: [7, 3]).converted(to: dtype)
        let url = folder.file("states.safetensors")
        try writeSafetensors([("before", Tensor.of([1, 2, 3])), ("points", points)], to: url)
        for size in Self.sizes { expectWhole(try blocks(url, size), size) }
    }

    @Test(arguments: [
        "", "x,y,z\n", ",x,y,z\n", "0,1,2,3\n", "id;x;y;z\n", "\u{FEFF}\"x\"\t\"y\"\t\"z\"\r\n",
    ])
    func tablesComeInBlocks(_ header: String) throws {
        let separator = header.contains(";") ? ";" : header.contains("\t") ? "\t" : ","
        let isNumbered = header.split(separator: separator).count > 3 || header.hasPrefix(",")
        let lines = Self.rows.enumerated().map { place, row in
            let cells = row.map { "\($0)" }
            return (isNumbered ? ["\(place)"] + cells : cells).joined(separator: separator)
        }
        for end in ["", "\n", "\r\n\n \n"] {
            let text = header + lines.joined(separator: "\n") + end
            let url = try folder.write(text, to: "points.csv")
            for size in Self.sizes { expectWhole(try blocks(url, size), size) }
        }
    }

    /// Lines that are longer than what is read at once, and lines that end where it does.
    @Test func linesOfAnyLengthAreRead() throws {
        let wide: [[Double]] = (0..<2).map { row in
            (0..<300_000).map { column in Double(column % 7 + row) }
        }
        let text = wide.map { $0.map { "\(Int($0))" }.joined(separator: ",") + ".5" }
        let url = try folder.write(text.joined(separator: "\n"), to: "points.csv")
        #expect(try byteCount(url) > 1 << 20)
        let found = Array(try blocks(url, 1).joined())
        #expect(found.map { $0.dropLast() } == wide.map { $0.dropLast() })
        for length in [1 << 20, 1 << 20 - 1, 1 << 20 + 1] {
            let first = "0." + String(repeating: "5", count: 10)
            let padded = first + String(repeating: " ", count: length - first.count - 1)
            let url = try folder.write("\(padded)\n1.5\n2.5\n", to: "points.csv")
            #expect(Array(try blocks(url, 1).joined()) == [[0.5555555555], [1.5], [2.5]])
        }
    }

    private func byteCount(_ url: URL) throws -> Int {
        try #require(url.resourceValues(forKeys: [.fileSizeKey]).fileSize)
    }

    /// What only the last line tells: nothing of a first column that seems to count the rows, or all of it.
    @Test(arguments: sizes) func theLastLineDecidesAsTheFirstDoes(_ size: Int) throws {
        func read(_ text: String) throws -> (rows: [[Double]], notes: Int) {
            var notes = 0
            let url = try folder.write(text, to: "points.csv")
            let rows = Array(try blocks(url, size) { _ in notes += 1 }.joined())
            return (rows, notes)
        }
        let counted = (0..<9).map { "\($0),\(Double($0) / 4 + 0.25)" }.joined(separator: "\n")
        #expect(try read(counted).rows.map(\.count) == Array(repeating: 1, count: 9))
        let denied = try read(counted + "\n9.5,3")
        #expect(denied.rows.count == 10 && denied.rows[1] == [1, 0.5] && denied.notes == 0)
        // All whole but for the last line: a header that counts, and no dimension that does.
        let whole = (0..<9).map { "\($0),\(7 * $0 % 5)" }.joined(separator: "\n")
        #expect(try read(whole).rows[3] == [3, 1])
        #expect(try read(whole + "\n9,0.5").rows.map(\.count) == Array(repeating: 1, count: 10))
        // R's header of one cell less needs names, or numbers that count.
        let named = "x\n" + (0..<9).map { "p\($0),\($0)" }.joined(separator: "\n")
        #expect(try read(named).rows.map { $0[0] } == (0..<9).map(Double.init))
        let error = try #require(throws: CheckpointError.self) { try read(named + "\n4,5\n") }
        #expect(error.problems == ["line 1: the header has 1 columns, the first row has 2"])
        // A column that repeats the numbers of the rows up to the last.
        let twice = "\"\",X,a\n" + (1..<9).map { "\($0),\($0),0.5" }.joined(separator: "\n")
        #expect(try read(twice).rows.map(\.count) == Array(repeating: 1, count: 8))
        #expect(try read(twice + "\n9,8,0.5").rows.map(\.count) == Array(repeating: 2, count: 9))
    }

    @Test(arguments: sizes) func everyProblemHasItsPlaceInAnyBlock(_ size: Int) throws {
        let url = try folder.write(
            "a,b\n1,2\n3,x\n4\n5,nan\n0x1,7\n\n8,9,\n", to: "points.csv")
        let error = try #require(throws: CheckpointError.self) { try blocks(url, size) }
        #expect(
            error.problems == [
                "line 3, column 2: 'x' is not a number",
                "line 4: has 1 columns, the first row has 2",
                "line 5, column 2: 'nan' is not a finite number",
                "line 6, column 1: '0x1' is not a number", "line 7: is empty",
                "line 8: has 3 columns, the first row has 2",
                "line 8, column 3: '' is not a number",
            ])
        for (order, fortran) in [("False", false), ("True", true)] {
            var rows = Self.rows
            rows[5][2] = -.infinity
            rows[6][0] = .nan
            let columns = (0..<3).flatMap { column in rows.map { $0[column] } }
            let url = try folder.write(
                npy(
                    1, "{'descr': '<f8', 'fortran_order': \(order), 'shape': (7, 3), }",
                    bytes(fortran ? columns : rows.flatMap { $0 })), to: "points.npy")
            let error = try #require(throws: CheckpointError.self) { try blocks(url, size) }
            #expect(
                error.problems == [
                    "points: row 5, column 2 (from 0) is -inf, not a finite number",
                    "points: row 6, column 0 (from 0) is nan, not a finite number",
                ])
        }
    }

    @Test func problemsOfAllCloudsAreToldTogether() throws {
        let url = folder.file("states.safetensors")
        let bad = try Tensor.of([1, 2, 3, Double.nan], shape: [4, 1])
        try writeSafetensors([("b", bad), ("a", Tensor.full([2, 2], 1)), ("c", bad)], to: url)
        let clouds = try PointCloudFile.open(url, rowsPerBlock: { _ in 2 })
        var measured: [String] = []
        let error = #expect(throws: CheckpointError.self) {
            try PointCloudFile.map(clouds) { cloud in
                measured.append(cloud.name)
                while try cloud.next() != nil {}
            }
        }
        #expect(measured == ["a", "b"])
        #expect(
            error?.problems
                == ["b", "c"].map { "\($0): row 3, column 0 (from 0) is nan, not a finite number" })
    }
}
