import Checkpoints
import Foundation
import Options
import TestSupport
import Testing
import Torch

/// An `.npy` file written by hand.
func npy(_ version: UInt8, _ dictionary: String, _ data: [UInt8]) -> [UInt8] {
    let text = Array((dictionary + "\n").utf8)
    let size =
        version == 1
        ? withUnsafeBytes(of: UInt16(text.count).littleEndian, Array.init)
        : withUnsafeBytes(of: UInt32(text.count).littleEndian, Array.init)
    return [0x93] + Array("NUMPY".utf8) + [version, 0] + size + text + data
}

func bytes<Bits>(_ values: [Bits]) -> [UInt8] {
    values.flatMap { withUnsafeBytes(of: $0, Array.init) }
}

struct NumPyTests {
    let folder: TemporaryFolder
    let numbers: [Float] = [1, 2, 3, 4, 5, -6.5]

    init() throws { folder = try TemporaryFolder() }

    private func read(_ bytes: [UInt8]) throws -> PointCloud {
        let clouds = try PointCloudFile.read(folder.write(bytes, to: "points.npy"))
        #expect(clouds.count == 1)
        return clouds[0]
    }

    private func message(_ bytes: [UInt8]) throws -> String {
        let error = try #require(throws: CheckpointError.self) { try read(bytes) }
        #expect(error.file == folder.file("points.npy").path)
        return error.problems.joined(separator: "\n")
    }

    private func dictionary(
        _ type: String = "<f4", _ shape: String = "(3, 2)", fortran: String = "False"
    ) -> String {
        "{'descr': '\(type)', 'fortran_order': \(fortran), 'shape': \(shape), }"
    }

    @Test(arguments: [1, 2, 3] as [UInt8])
    func everyVersionIsRead(_ version: UInt8) throws {
        let cloud = try read(npy(version, dictionary(), bytes(numbers)))
        #expect(cloud.name == "points")
        #expect(cloud.points.shape == [3, 2])
        #expect(try cloud.points.elements() == numbers)
    }

    @Test func everyFloatingTypeIsRead() throws {
        let double = try read(npy(1, dictionary("<f8"), bytes(numbers.map(Double.init)))).points
        #expect(double.dtype == .float64)
        #expect(try double.elements() == numbers)
        let half: [UInt16] = [0x3C00, 0x4000, 0x4200, 0x4400, 0x4500, 0xC680]
        let float = try read(npy(1, dictionary("<f2"), bytes(half))).points
        #expect(float.dtype == .float32)
        #expect(try float.elements() == numbers)
    }

    @Test func columnsThatComeFirstAreRead() throws {
        let columns: [Float] = [1, 3, 5, 2, 4, -6.5]
        let cloud = try read(npy(1, dictionary(fortran: "True"), bytes(columns)))
        #expect(cloud.points.shape == [3, 2])
        #expect(try cloud.points.elements() == numbers)
    }

    @Test func otherTypesAndRanksAreRefused() throws {
        let data = bytes(numbers)
        #expect(try message(npy(1, dictionary(">f4"), data)).contains("'>f4' (big-endian)"))
        #expect(try message(npy(1, dictionary("<i4"), data)).contains("type '<i4', not"))
        #expect(try message(npy(1, dictionary("<f4", "(6,)"), data)).contains("rank 1 [6]"))
        #expect(try message(npy(1, dictionary("<f4", "()"), data)).contains("rank 0"))
        #expect(try message(npy(1, dictionary("<f4", "(1, 3, 2)"), data)).contains("rank 3"))
        #expect(
            try message(
                npy(
                    1, "{'descr': [('a', '<f4', (2,))], 'fortran_order': False, 'shape': (3, 2)}",
                    data
                )
            ).contains("records of several"))
        #expect(try message(npy(1, "{'descr': [('a', '<f4')", data)).contains("without its end"))
    }

    @Test func brokenFilesAreRefused() throws {
        let data = bytes(numbers)
        #expect(try message(Array("NUMPY".utf8)).contains("does not begin with"))
        #expect(try message(npy(4, dictionary(), data)).contains("version 4.0"))
        #expect(
            try message(npy(1, dictionary("<f4", "(4, 2)"), data))
                == "<f4 [4, 2] needs 32 bytes after the header, the file has 24")
        #expect(
            try message(npy(1, dictionary("<f4", "(4294967296, 4294967296)"), data))
                .contains("more bytes than there are"))
        #expect(try message(npy(1, dictionary("<f4", "(-3, 2)"), data)).contains("a size"))
        #expect(try message(npy(1, "{'descr': '<f4'}", data)).contains("'fortran_order' is miss"))
        #expect(try message(npy(1, dictionary("<f4", "(0, 2)"), [])).contains("has no points"))
        let bad: [Float] = [1, 2, 3, .nan, 5, 6]
        #expect(
            try message(npy(1, dictionary(), bytes(bad)))
                == "points: row 1, column 1 (from 0) is nan, not a finite number")
    }

    @Test func filesCutOffOrEditedLoadOrThrow() throws {
        let whole = npy(2, dictionary(), bytes(numbers))
        for count in 0..<whole.count {
            #expect(try !message(Array(whole.prefix(count))).isEmpty)
        }
        var random = SplitMix(state: 3)
        for _ in 0..<2000 {
            var edited = whole
            for _ in 0...random.next(below: 2) {
                edited[random.next(below: whole.count)] = UInt8(random.next(below: 256))
            }
            do { _ = try read(edited) } catch is CheckpointError {}
        }
    }
}

struct SeparatedNumbersTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func read(_ text: String) throws -> Tensor {
        try PointCloudFile.read(folder.write(Array(text.utf8), to: "cloud.csv"))[0].points
    }

    private func problems(_ text: String) throws -> [String] {
        try #require(throws: CheckpointError.self) { try read(text) }.problems
    }

    @Test(
        arguments: [
            "1,2.5\n-3e2,4\n", "1;2.5\n-3e2;4", "1\t2.5\r\n-3e2\t4\r\n", "x,y\n1, 2.5\n -3e2,4\n\n",
            "\u{FEFF}x;\"y\"\n1;2.5\n-3e2;4\n\n\n",
        ])
    func everySeparatorIsRead(_ text: String) throws {
        let points = try read(text)
        #expect(points.dtype == .float64)
        #expect(points.shape == [2, 2])
        #expect(try points.elements() == [1, 2.5, -300, 4])
    }

    @Test func aFileInUTF16IsNamed() throws {
        let wide: [UInt8] = [0xFF, 0xFE] + "1,2\n3,4\n".utf8.flatMap { [$0, 0] }
        let error = try #require(throws: CheckpointError.self) {
            try PointCloudFile.read(folder.write(wide, to: "cloud.csv"))
        }
        #expect(error.problems == ["is UTF-16; save it as UTF-8"])
    }

    @Test func oneColumnIsACloudOfNumbers() throws {
        #expect(try read("score\n1\n2\n3").shape == [3, 1])
    }

    @Test func everyProblemHasItsLineAndColumn() throws {
        #expect(
            try problems("a,b\n1,2\n3,x\n4\n5,nan\n0x1,7\n\n8,9,\n") == [
                "line 3, column 2: 'x' is not a number",
                "line 4: has 1 columns, the first row has 2",
                "line 5, column 2: 'nan' is not a finite number",
                "line 6, column 1: '0x1' is not a number", "line 7: is empty",
                "line 8: has 3 columns, the first row has 2",
                "line 8, column 3: '' is not a number",
            ])
        #expect(try problems("a,5\n2,3\n") == ["line 1, column 1: 'a' is not a number"])
        #expect(try problems("1,2\n1e999,3\n")[0].hasSuffix("'1e999' is not a finite number"))
        #expect(try problems("1,2,3\n1,2\n") == ["line 2: has 2 columns, the first row has 3"])
        #expect(try problems("x,y\n") == ["holds no numbers"])
        #expect(try problems("") == ["is empty"])
    }

    @Test(arguments: [
        ("0,5;1,5\n-2,5;1e3\n", "line 1, column 1: '0,5' (and 2 more) has a decimal comma; "),
        ("a;b\n1,5;2,5\n", "line 2, column 1: '1,5' (and 1 more) has a decimal comma; "),
        ("id\tx\n1,5\t2,5\n", "line 2, column 2: '2,5' has a decimal comma; "),
        ("\"0,5\",\"1,5\"\n", "line 1, column 1: '0,5' (and 1 more) has a decimal comma; "),
        ("0.5 1.5\n1 2\n3 4\n", "line 1, column 1: '0.5 1.5' (and 2 more) has spaces between "),
        ("x y\n1  2\n3 4\n", "line 2, column 1: '1  2' (and 1 more) has spaces between "),
        ("king 0.5 1\nqueen 2 3\n", "line 2, column 1: 'queen 2 3' has spaces between "),
    ])
    func numbersInForeignFormsAreToldOfOnce(_ text: String, _ start: String) throws {
        let found = try problems(text)
        #expect(found.count == 1 && found[0].hasPrefix(start), "\(found)")
    }
}

struct StoredCloudsTests {
    let folder: TemporaryFolder
    let url: URL

    init() throws {
        folder = try TemporaryFolder()
        url = folder.file("states.safetensors")
    }

    @Test func everyMatrixIsACloudInTheOrderOfNames() throws {
        let matrix = try Tensor.of([1.0, 2, 3, 4], shape: [2, 2])
        try writeSafetensors(
            [
                ("layer_01", matrix), ("layer_00", matrix.converted(to: .bfloat16)),
                ("offsets", Tensor.of([0, 2])), ("mean", Tensor.of([1.0])),
            ], to: url)
        let clouds = try PointCloudFile.read(url)
        #expect(clouds.map(\.name) == ["layer_00", "layer_01"])
        #expect(clouds.map(\.points.dtype) == [.float32, .float64])
        for cloud in clouds { #expect(try cloud.points.elements() == [1.0, 2, 3, 4]) }
    }

    @Test func tensorsThatAreNoMatricesOfNumbersArePassedOverWithANote() throws {
        let matrix = try Tensor.of([1.0, 2, 3, 4], shape: [2, 2])
        try writeSafetensors(
            [
                ("cube", Tensor.zeros([2, 2, 2])), ("ids", Tensor.zeros([2, 2], .int64)),
                ("offsets", Tensor.of([0, 2])), ("points", matrix), ("more", matrix),
            ], to: url)
        var notes: [String] = []
        let clouds = try PointCloudFile.read(url) { notes.append($0.description) }
        #expect(clouds.map(\.name) == ["more", "points"])
        #expect(
            notes == [
                "passed over, as they are no matrices of floating-point numbers: cube (F32 [2, 2, 2]), "
                    + "ids (I64 [2, 2]), offsets (I64 [2])"
            ])
        var options = PointCloudOptions()
        options.tensor = "points"
        notes = []
        #expect(
            try PointCloudFile.read(url, options, note: { notes.append($0.description) }).map(
                \.name) == [
                    "points"
                ])
        #expect(notes.isEmpty)
    }

    @Test(arguments: [
        (
            "ids",
            "no tensor 'ids' that is a matrix of floating-point numbers; it has ids (I64 [2, 2]), "
                + "points (F32 [2, 2]); save numbers of other types with .float()"
        ),
        (
            "other",
            "no tensor 'other' that is a matrix of floating-point numbers; it has ids (I64 [2, 2]), "
                + "points (F32 [2, 2])"
        ),
    ])
    func aTensorThatIsAskedForIsThereOrNamed(_ name: String, _ message: String) throws {
        try writeSafetensors(
            [("ids", Tensor.zeros([2, 2], .int64)), ("points", Tensor.zeros([2, 2]))], to: url)
        var options = PointCloudOptions()
        options.tensor = name
        #expect(throws: CheckpointError(file: url.path, "holds \(message)")) {
            try PointCloudFile.read(url, options)
        }
    }

    @Test func matricesThatAreNoCloudsAreNamed() throws {
        try writeSafetensors(
            [
                ("none", Tensor.zeros([0, 2])),
                ("bad", Tensor.of([1, Double.infinity], shape: [1, 2])),
            ], to: url)
        let empty = #expect(throws: CheckpointError.self) { try PointCloudFile.read(url) }
        #expect(empty?.problems == ["none: has no points, its shape is [0, 2]"])
        try writeSafetensors([("bad", Tensor.of([1, Double.infinity], shape: [1, 2]))], to: url)
        let bad = #expect(throws: CheckpointError.self) { try PointCloudFile.read(url) }
        #expect(bad?.problems == ["bad: row 0, column 1 (from 0) is inf, not a finite number"])
        try writeSafetensors([("offsets", Tensor.of([0, 2]))], to: url)
        let none: Message =
            "holds no tensor that is a matrix of floating-point numbers; it has offsets (I64 [2]); "
            + "save numbers of other types with .float()"
        #expect(throws: CheckpointError(file: url.path, none)) { try PointCloudFile.read(url) }
    }

    @Test func optionsOfAnotherKindOfFileAreRefused() throws {
        var options = PointCloudOptions()
        options.columns = [.places(1...1)]
        options.hasHeader = false
        #expect(
            throws: CheckpointError(
                file: url.path,
                "`columns` has no effect on safetensors: it is for .csv, .tsv and .jsonl",
                "`no_header` has no effect on safetensors: it is for .csv and .tsv"
            )
        ) { try PointCloudFile.read(url, options) }
        options = PointCloudOptions()
        options.tensor = "a"
        let table = folder.file("a.csv")
        #expect(
            throws: CheckpointError(
                file: table.path, "`tensor` has no effect on csv: it is for .safetensors and .npz")
        ) { try PointCloudFile.read(table, options) }
    }

    @Test func otherExtensionsAreRefused() throws {
        let text = try folder.write([1], to: "points.txt")
        #expect(throws: CheckpointError.self) { try PointCloudFile.read(text) }
    }
}
