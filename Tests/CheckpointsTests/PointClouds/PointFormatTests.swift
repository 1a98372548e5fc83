import Checkpoints
import Foundation
import Options
import TestSupport
import Testing
import Torch

/// What a file holds, by its name, by an option, or by its first bytes; and arrays of other ranks.
struct PointFormatTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let numbers: [Double] = [1, 2, 3, 4, 5, -6.5]

    private static func array(_ shape: String, order: String = "False") -> [UInt8] {
        npy(
            1, "{'descr': '<f8', 'fortran_order': \(order), 'shape': \(shape), }",
            bytes(numbers))
    }

    /// The same points as bytes of every kind.
    private func contents(_ format: PointCloudFormat) throws -> [UInt8] {
        switch format {
        case .npy: return Self.array("(3, 2)")
        case .npz:
            let member = PackedArchive.Member(name: "stdin.npy", bytes: Self.array("(3, 2)"))
            return PackedArchive(members: [member]).bytes
        case .safetensors:
            let url = folder.file("made")
            try writeSafetensors(
                [("stdin", Tensor.of(Self.numbers, shape: [3, 2]))], to: url)
            return [UInt8](try Data(contentsOf: url))
        case .csv: return Array("1.0,2\n3,4\n5,-6.5\n".utf8)
        case .tsv: return Array("a\tb\n1\t2\n3\t4\n5\t-6.5\n".utf8)
        case .jsonl: return Array("\u{FEFF} [1, 2]\n[3, 4]\n[5, -6.5]".utf8)
        }
    }

    private func points(
        _ url: URL, _ options: PointCloudOptions = PointCloudOptions(), as name: String? = nil
    ) throws -> [Double] {
        let cloud = try #require(
            PointCloudFile.open(url, options, as: name, rowsPerBlock: { _ in 2 }).first)
        if name != nil { #expect(cloud.name == "stdin") }
        var found: [Double] = []
        while let block = try cloud.next() { found += try block.elements(as: Double.self) }
        return found
    }

    private func problem(
        _ bytes: [UInt8], _ name: String, _ options: PointCloudOptions = PointCloudOptions(),
        as shown: String? = nil
    ) throws -> String {
        let url = try folder.write(bytes, to: name)
        let error = try #require(throws: CheckpointError.self) {
            try points(url, options, as: shown)
        }
        #expect(error.file == shown ?? url.path)
        return error.problems.joined(separator: "\n")
    }

    @Test(arguments: PointCloudFormat.allCases)
    func nameOptionOrFirstBytesTellTheKind(_ format: PointCloudFormat) throws {
        let bytes = try contents(format)
        let named = try folder.write(bytes, to: "points.\(format.rawValue.uppercased())")
        #expect(try points(named) == Self.numbers)
        let other = try folder.write(bytes, to: format == .csv ? "points.npy" : "points.csv")
        var options = PointCloudOptions()
        options.format = format
        #expect(try points(other, options) == Self.numbers)
        #expect(try points(other, options, as: "stdin") == Self.numbers)
        let unnamed = try folder.write(bytes, to: "points")
        #expect(try points(unnamed, as: "stdin") == Self.numbers)
        #expect(try problem(bytes, "points.bin").contains("`input_format` tells it for any name"))
    }

    /// By its name or by the option: what begins as another kind does is not read as rubbish.
    @Test(arguments: [PointCloudFormat.npy, .npz, .safetensors], PointCloudFormat.allCases)
    func aFileThatBeginsAsAnotherKindIsRefused(
        _ format: PointCloudFormat, _ said: PointCloudFormat
    ) throws {
        guard format != said else { return }
        let bytes = try contents(format)
        let wanted = "begins as a .\(format) file does: `input_format` \(format) reads it"
        let named = try problem(bytes, "x.\(said)")
        #expect(named == "is named .\(said), and \(wanted)")
        var options = PointCloudOptions()
        options.format = said
        #expect(try problem(bytes, "x.bin", options) == "is no .\(said) file, and \(wanted)")
    }

    @Test func whatIsPackedIsToldByItsFirstBytes() throws {
        let gzip: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]
        let zstd: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x24, 0, 1]
        for format in PointCloudFormat.allCases {
            for bytes in [gzip, zstd] {
                #expect(try problem(bytes, "x.\(format)").hasPrefix("is compressed: unpack it"))
            }
            let parquet = Array("PAR1\u{15}\u{0}\u{0}\u{0}PAR1".utf8)
            #expect(try problem(parquet, "x.\(format)").hasPrefix("is a Parquet file"))
        }
        // Names of columns are none of these.
        for header in ["PAR1,PAR2", "PK,b", "BZh,c"] {
            let url = try folder.write("\(header)\n1,2\n3,4\n", to: "x.csv")
            #expect(try points(url) == [1, 2, 3, 4])
            #expect(try points(url, as: "stdin") == [1, 2, 3, 4])
        }
    }

    @Test func linesAreAlsoCalledNdjson() throws {
        let url = try folder.write(contents(.jsonl), to: "points.ndjson")
        #expect(try points(url) == Self.numbers)
    }

    @Test func parquetAndCompressedFilesAreRefusedByName() throws {
        for (name, shown) in [("x.parquet", nil), ("x", "stdin")] {
            let said = try problem(Array("PAR1....".utf8), name, as: shown)
            #expect(said.hasPrefix("is a Parquet file, which is not read; in Python"))
            #expect(said.contains("numpy.save(\"x.npy\", pandas.read_parquet(\"x.parquet\")"))
        }
        #expect(try problem([0x1F, 0x8B, 8], "x", as: "stdin").contains("gunzip"))
    }

    @Test func optionsAreForTheKindThatWasFound() throws {
        var options = PointCloudOptions()
        options.flattens = true
        options.tensor = "a"
        #expect(
            try problem(contents(.csv), "x", options, as: "stdin")
                == "`tensor` has no effect on csv: it is for .safetensors and .npz\n"
                + "`flatten` has no effect on csv: it is for .npy, .npz and .safetensors"
        )
    }

    @Test func arraysOfOtherRanksAreRefusedWithAdvice() throws {
        #expect(
            try problem(Self.array("(6,)"), "x.npy")
                == "holds one row of 6 numbers (an array of rank 1 [6]), no rows of points; save it with "
                + ".reshape(1, -1) if it is one point, with .reshape(-1, 1) if it is one column")
        #expect(
            try problem(Self.array("(3, 1, 2)"), "x.npy")
                == "holds an array of rank 3 [3, 1, 2], no rows of points; `flatten` takes all axes but the last "
                + "as rows")
        var options = PointCloudOptions()
        options.flattens = true
        #expect(try problem(Self.array("(6,)"), "x.npy", options).contains("holds one row of 6"))
        #expect(
            try problem(Self.array("(3, 1, 2)", order: "True"), "x.npy", options)
                .contains("in Fortran order, whose rows do not lie one behind the other"))
        #expect(
            try problem(Self.array("(4294967296, 4294967296, 2)"), "x.npy", options)
                .contains("has more rows than there are numbers"))
        #expect(try problem(Self.array("(3, 0, 2)"), "x.npy", options).contains("needs 0 bytes"))
    }

    @Test func allAxesButTheLastBecomeRows() throws {
        var options = PointCloudOptions()
        options.flattens = true
        let array = try folder.write(Self.array("(1, 3, 1, 2)"), to: "x.npy")
        #expect(try PointCloudFile.read(array, options)[0].points.shape == [3, 2])
        #expect(try points(array, options) == Self.numbers)
        let member = PackedArchive.Member(name: "x.npy", bytes: Self.array("(3, 1, 2)"))
        let archive = try folder.write(PackedArchive(members: [member]).bytes, to: "x.npz")
        #expect(try points(archive, options) == Self.numbers)
        let url = folder.file("x.safetensors")
        try writeSafetensors(
            [
                ("cube", Tensor.of(Self.numbers, shape: [1, 3, 2])), ("row", Tensor.of([1.0])),
                ("matrix", Tensor.of(Self.numbers, shape: [3, 2])),
            ], to: url)
        let clouds = try PointCloudFile.read(url, options)
        #expect(clouds.map(\.name) == ["cube", "matrix"])
        #expect(try clouds[0].points.elements(as: Double.self) == Self.numbers)
        #expect(try PointCloudFile.read(url).map(\.name) == ["matrix"])
        // Two axes are as they are, in either order.
        let columns = try folder.write(Self.array("(3, 2)", order: "True"), to: "y.npy")
        #expect(try points(columns, options) == [1, 4, 2, 5, 3, -6.5])
    }
}
