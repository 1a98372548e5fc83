import Checkpoints
import Foundation
import Options
import TestSupport
import Testing
import Torch

/// NumPy's files of several arrays.
struct NumPyArchiveTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// NumPy 2.4: `savez(file, points=float32([[1.5, -2], [3, 4], [0.25, 8]]),
    /// columns=asfortranarray(arange(6).reshape(3, 2) / 4), labels=array([1, 0, 1]))`, and `savez_compressed`.
    private static let written = [
        "stored":
            "UEsDBC0AAAAAAAAAIQCQ6zO4//////////8KABQAcG9pbnRzLm5weQEAEACYAAAAAAAAAJgAAAAAAAAA"
            + "k05VTVBZAQB2AHsnZGVzY3InOiAnPGY0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzog"
            + "KDMsIDIpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAg"
            + "ICAgICAgIAoAAMA/AAAAwAAAQEAAAIBAAACAPgAAAEFQSwMELQAAAAAAAAAhADmsPqz//////////wsA"
            + "FABjb2x1bW5zLm5weQEAEACwAAAAAAAAALAAAAAAAAAAk05VTVBZAQB2AHsnZGVzY3InOiAnPGY4Jywg"
            + "J2ZvcnRyYW5fb3JkZXInOiBUcnVlLCAnc2hhcGUnOiAoMywgMiksIH0gICAgICAgICAgICAgICAgICAg"
            + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAAAAAAAAAAAAAOA/AAAA"
            + "AAAA8D8AAAAAAADQPwAAAAAAAOg/AAAAAAAA9D9QSwMELQAAAAAAAAAhAKKz0Ev//////////woAFABs"
            + "YWJlbHMubnB5AQAQAJgAAAAAAAAAmAAAAAAAAACTTlVNUFkBAHYAeydkZXNjcic6ICc8aTgnLCAnZm9y"
            + "dHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoMywpLCB9ICAgICAgICAgICAgICAgICAgICAgICAg"
            + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgCgEAAAAAAAAAAAAAAAAAAAABAAAAAAAA"
            + "AFBLAQItAy0AAAAAAAAAIQCQ6zO4mAAAAJgAAAAKAAAAAAAAAAAAAACAAQAAAABwb2ludHMubnB5UEsB"
            + "Ai0DLQAAAAAAAAAhADmsPqywAAAAsAAAAAsAAAAAAAAAAAAAAIAB1AAAAGNvbHVtbnMubnB5UEsBAi0D"
            + "LQAAAAAAAAAhAKKz0EuYAAAAmAAAAAoAAAAAAAAAAAAAAIABwQEAAGxhYmVscy5ucHlQSwUGAAAAAAMA"
            + "AwCpAAAAlQIAAAAA",
        "packed":
            "UEsDBC0AAAAIAAAAIQCQ6zO4//////////8KABQAcG9pbnRzLm5weQEAEACYAAAAAAAAAFkAAAAAAAAA"
            + "m+wX6hsQychQxlCtnpJanFykbqWgbpNmoq6joJ6WX1RSlJgXn1+UkgoSd0vMKU4FihdnJBakAvkaxjoK"
            + "Rpo6CrUKZAMuBoYD9gxAgoHBwYGBoQGE7YB8RwBQSwMELQAAAAgAAAAhADmsPqz//////////wsAFABj"
            + "b2x1bW5zLm5weQEAEACwAAAAAAAAAFYAAAAAAAAAm+wX6hsQychQxlCtnpJanFykbqWgbpNmoa6joJ6W"
            + "X1RSlJgXn1+UkgoSDykqTQUKF2ckFqQCuRrGOgpGmjoKtQrkAy4GFPDAHkJ/gNIXoPQLKP3FHgBQSwME"
            + "LQAAAAgAAAAhAKKz0Ev//////////woAFABsYWJlbHMubnB5AQAQAJgAAAAAAAAASgAAAAAAAACb7Bfq"
            + "GxDJyFDGUK2eklqcXKRupaBuk2mhrqOgnpZfVFKUmBefX5SSChJ3S8wpTgWKF2ckFqQC+RrGOpo6CrUK"
            + "FAAuRgZUAOMDAFBLAQItAy0AAAAIAAAAIQCQ6zO4WQAAAJgAAAAKAAAAAAAAAAAAAACAAQAAAABwb2lu"
            + "dHMubnB5UEsBAi0DLQAAAAgAAAAhADmsPqxWAAAAsAAAAAsAAAAAAAAAAAAAAIABlQAAAGNvbHVtbnMu"
            + "bnB5UEsBAi0DLQAAAAgAAAAhAKKz0EtKAAAAmAAAAAoAAAAAAAAAAAAAAIABKAEAAGxhYmVscy5ucHlQ"
            + "SwUGAAAAAAMAAwCpAAAArgEAAAAA",
    ]

    private static let rows: [[Double]] = (0..<500).map { row in
        (0..<3).map { column in Double(row * 3 + column) * 0.25 - 2 }
    }

    /// An array of float64, as `.npy` holds it.
    private static func array(
        _ rows: [[Double]] = rows, fortran: Bool = false, shape: String? = nil,
        type: String = "<f8"
    ) -> [UInt8] {
        let columns = (rows.first ?? []).indices.flatMap { column in rows.map { $0[column] } }
        let shape = shape ?? "(\(rows.count), \(rows.first?.count ?? 0))"
        return npy(
            1,
            "{'descr': '\(type)', 'fortran_order': \(fortran ? "True" : "False"), 'shape': \(shape), }",
            bytes(fortran ? columns : rows.flatMap { $0 }))
    }

    private func archive(_ members: [PackedArchive.Member]) throws -> URL {
        try folder.write(PackedArchive(members: members).bytes, to: "points.npz")
    }

    private func numbers(_ url: URL, _ size: Int, tensor: String? = nil) throws -> [[Double]] {
        var options = PointCloudOptions()
        options.tensor = tensor
        return try PointCloudFile.open(url, options, rowsPerBlock: { _ in size }).map { cloud in
            var found: [Double] = []
            while let block = try cloud.next() { found += try block.elements(as: Double.self) }
            #expect(cloud.bytesRead == cloud.byteCount)
            #expect(try cloud.next() == nil)
            return found
        }
    }

    private func problems(
        _ members: [PackedArchive.Member], _ options: PointCloudOptions = PointCloudOptions()
    ) throws -> [String] {
        let url = try archive(members)
        let error = try #require(throws: CheckpointError.self) {
            try PointCloudFile.read(url, options)
        }
        #expect(error.file == url.path)
        return error.problems
    }

    @Test(arguments: ["stored", "packed"]) func filesOfNumPyAreRead(_ kind: String) throws {
        let data = try #require(Data(base64Encoded: Self.written[kind] ?? ""))
        let url = try folder.write([UInt8](data), to: "points.npz")
        var notes: [String] = []
        let clouds = try PointCloudFile.read(url) { notes.append("\($0)") }
        #expect(clouds.map(\.name) == ["columns", "points"])
        #expect(clouds.map(\.points.dtype) == [.float64, .float32])
        #expect(try clouds[0].points.elements(as: Double.self) == [0, 0.25, 0.5, 0.75, 1, 1.25])
        #expect(try clouds[1].points.elements(as: Double.self) == [1.5, -2, 3, 4, 0.25, 8])
        #expect(
            notes == [
                "passed over, as they are no matrices of floating-point numbers: labels (<i8 [3])"
            ])
        #expect(try numbers(url, 2, tensor: "points") == [[1.5, -2, 3, 4, 0.25, 8]])
    }

    @Test(arguments: [1, 2, 7, 499, 500, 1000])
    func membersOfEveryOrderComeInBlocks(_ size: Int) throws {
        for isPacked in [true, false] {
            let url = try archive([
                .init(name: "b.npy", bytes: Self.array(fortran: true), isPacked: isPacked),
                .init(name: "a.npy", bytes: Self.array(), isPacked: isPacked),
            ])
            let flat = Self.rows.flatMap { $0 }
            #expect(try numbers(url, size) == [flat, flat])
        }
    }

    /// More than the rooms of the stream.
    @Test func aLargePackedMatrixIsRead() throws {
        let rows: [[Double]] = (0..<30_000).map { [Double($0 % 977), Double($0 * 7 % 1009), 0.5] }
        for fortran in [true, false] {
            let url = try archive([
                .init(name: "x.npy", bytes: Self.array(rows, fortran: fortran))
            ])
            #expect(try numbers(url, 4001) == [rows.flatMap { $0 }])
        }
    }

    @Test func whatIsNoCloudIsNamed() throws {
        let ints = Self.array([[1, 2]], type: "<i8")
        #expect(
            try problems([
                .init(name: "ids.npy", bytes: ints), .init(name: "readme.txt", bytes: [65]),
            ]) == [
                "holds no array that is a matrix of floating-point numbers; it has ids (<i8 [1, 2]), readme.txt "
                    + "(no .npy file); save numbers of other types with .astype(\"float32\")"
            ])
        var options = PointCloudOptions()
        options.tensor = "row"
        let row = Self.array([[1, 2]], shape: "(2,)")
        #expect(
            try problems(
                [.init(name: "row.npy", bytes: row), .init(name: "x.npy", bytes: Self.array())],
                options) == [
                    "holds no array 'row' that is a matrix of floating-point numbers; it has row (<f8 [2]), x; save "
                        + "a row with .reshape(1, -1), a column with .reshape(-1, 1)"
                ])
        #expect(
            try problems([.init(name: "cube.npy", bytes: Self.array([[1, 2]], shape: "(1, 1, 2)"))])
                == [
                    "holds no array that is a matrix of floating-point numbers; it has cube (<f8 [1, 1, 2]); "
                        + "`flatten` takes all axes but the last as rows"
                ])
    }

    @Test func whatIsDamagedIsNamed() throws {
        let array = Self.array()
        #expect(
            try problems([.init(name: "a.npy", bytes: array, checksum: 1)])
                == ["a.npy: is damaged: it has another checksum"])
        for fortran in [true, false] {
            #expect(
                try problems([
                    .init(
                        name: "a.npy", bytes: Self.array(fortran: fortran), isPacked: false,
                        checksum: 1)
                ]) == ["a.npy: is damaged: it has another checksum"])
        }
        #expect(
            try problems([
                .init(
                    name: "a.npy", bytes: array, packed: Array(deflated(array).dropLast(40)))
            ]) == ["a.npy: is damaged, or cut off"])
        #expect(
            try problems([.init(name: "a.npy", bytes: array, packed: deflated(array + [0]))])
                == ["a.npy: is damaged: it has more than \(array.count) bytes"])
        #expect(
            try problems([.init(name: "a.npy", bytes: Array("no array".utf8))])
                == ["a.npy: is no .npy file: it does not begin with \\x93NUMPY"])
        #expect(
            try problems([
                .init(name: "a.npy", bytes: Self.array(shape: "(501, 3)")),
                .init(name: "b.npy", bytes: Self.array(shape: "(-1, 3)")),
                .init(name: "c.npy", bytes: Self.array(shape: "(9223372036854775807, 3)")),
            ]).map { $0.prefix(30) } == [
                "a.npy: <f8 [501, 3] needs 1202", "b.npy: its header is broken at",
                "c.npy: <f8 [922337203685477580",
            ])
    }

    @Test func archivesThatUnpackToMoreThanIsAllowedAreRefused() throws {
        var options = PointCloudOptions()
        options.unpackedByteLimit = 1000
        let size = Self.array().count
        #expect(
            try problems([.init(name: "a.npy", bytes: Self.array())], options)
                == ["a.npy: would unpack to \(size) bytes, of at most 1000"])
        #expect(
            try problems([
                .init(name: "a.npy", bytes: Self.array(), byteCount: 4_000_000_000)
            ]) == ["a.npy: would unpack to more than 1032 times its size"])
        // An array that lies in another one's bytes, header and all.
        let inner = PackedArchive.Member(
            name: "b.npy", bytes: Self.array([[1, 2]]), isPacked: false)
        var twice = inner
        twice.offset = 30 + 5
        let outer = PackedArchive(members: [inner]).bytes
        #expect(
            try problems([.init(name: "a.npy", bytes: outer, isPacked: false), twice])
                == ["b.npy: shares bytes with a.npy"])
    }

    @Test func archivesCutOffOrEditedLoadOrThrow() throws {
        let whole = PackedArchive(members: [
            .init(name: "a.npy", bytes: Self.array([[1, 2], [3, 4]], fortran: true)),
            .init(name: "b.npy", bytes: Self.array([[1, 2], [3, 4]]), isPacked: false),
        ]).bytes
        for count in 0..<whole.count {
            let url = try folder.write(Array(whole.prefix(count)), to: "points.npz")
            #expect(throws: CheckpointError.self) { try PointCloudFile.read(url) }
        }
        var random = SplitMix(state: 9)
        for _ in 0..<2000 {
            var edited = whole
            for _ in 0...random.next(below: 2) {
                edited[random.next(below: whole.count)] = UInt8(random.next(below: 256))
            }
            let url = try folder.write(edited, to: "points.npz")
            do { _ = try PointCloudFile.read(url) } catch {}
        }
    }
}
