import Checkpoints
import Foundation
import TestSupport
import Testing
import Torch

struct RoundTripTests {
    let folder: TemporaryFolder
    let url: URL

    init() throws {
        folder = try TemporaryFolder()
        url = folder.file("model.safetensors")
    }

    private func roundTrip(_ tensor: Tensor, _ name: String = "x") throws -> Tensor {
        try writeSafetensors([(name, tensor)], to: url)
        return try SafetensorsFile(contentsOf: url).tensor(named: name)
    }

    @Test(arguments: DType.allCases)
    func everyTypeComesBack(_ dtype: DType) throws {
        let numbers = [0.0, 1, 2, 3, 100, 255]
        let tensor = try Tensor.of(numbers, shape: [2, 3]).converted(to: dtype)
        let back = try roundTrip(tensor)
        #expect(back.dtype == dtype)
        #expect(back.shape == [2, 3])
        #expect(try back.elements(as: Double.self) == tensor.elements(as: Double.self))
        #expect(try folder.names() == ["model.safetensors"])
    }

    @Test func everyBitPatternOfAFloatComesBack() throws {
        let numbers: [Float] = [
            .nan, .infinity, -.infinity, -0.0, .leastNonzeroMagnitude, .greatestFiniteMagnitude,
        ]
        let back: [Float] = try roundTrip(Tensor.of(numbers)).elements()
        #expect(back.map(\.bitPattern) == numbers.map(\.bitPattern))
    }

    @Test(arguments: [[], [0], [2, 0, 3], [1, 1, 1, 1]])
    func scalarsAndEmptyTensorsComeBack(_ shape: [Int]) throws {
        let back = try roundTrip(Tensor.full(shape, 7))
        #expect(back.shape == shape)
        #expect(try back.elements() == [Float](repeating: 7, count: back.count))
    }

    @Test func viewsAreWrittenInRowMajorOrder() throws {
        let matrix = try Tensor.of([1.0, 2, 3, 4, 5, 6], shape: [2, 3])
        #expect(try roundTrip(matrix.transposed()).elements() == [1.0, 4, 2, 5, 3, 6])
        #expect(try roundTrip(matrix.slice(1..<3, along: 1)).elements() == [2.0, 3, 5, 6])
    }

    @Test func tensorsOfManyPiecesComeBack() throws {
        let numbers = (0..<1_500_000).map { Float($0) }
        #expect(try roundTrip(Tensor.of(numbers, shape: [1_500, 1_000])).elements() == numbers)
        #expect(try roundTrip(Tensor.of(numbers, shape: [1, 1_500_000])).elements() == numbers)
        #expect(try roundTrip(Tensor.of(numbers)).elements() == numbers)
    }

    @Test func tensorsOfManyPiecesFillViews() throws {
        let numbers = (0..<1_000_000).map { Float($0) }
        try writeSafetensors([("x", Tensor.of(numbers, shape: [1_000, 1_000]))], to: url)
        let target = try Tensor.zeros([1_000, 1_000])
        try SafetensorsFile(contentsOf: url).copy(named: "x", to: target.transposed())
        #expect(try target.transposed().elements() == numbers)
    }

    @Test(arguments: ["weight", "é\u{301} 漢字 🙂", "quote\" back\\slash", "\n\u{1}\u{7F}", ""])
    func namesAndMetadataComeBack(_ name: String) throws {
        try writeSafetensors([(name, Tensor.full([], 1))], metadata: [name: name], to: url)
        let file = try SafetensorsFile(contentsOf: url)
        #expect(file.names.map { Array($0.utf8) } == [Array(name.utf8)])
        #expect(file.metadata == [name: name])
    }

    @Test func bytesAreThoseOfTheFormat() throws {
        try writeSafetensors(
            [("v", Tensor.of([1.0]).converted(to: .uint8)), ("w", Tensor.of([1 as Float, -2]))],
            metadata: ["format": "pt"], to: url)
        // Wider elements first; the header is filled up to a multiple of 8 bytes.
        let header =
            #"{"__metadata__":{"format":"pt"},"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"#
            + #""v":{"dtype":"U8","shape":[1],"data_offsets":[8,9]}}"#
        let spaces = String(repeating: " ", count: 7 - (header.utf8.count + 7) % 8)
        let bytes = safetensors(header + spaces, [0, 0, 128, 63, 0, 0, 0, 192, 1])
        #expect(try [UInt8](Data(contentsOf: url)) == bytes)
    }

    @Test func unalignedTensorsAreRead() throws {
        let header =
            #"{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"#
            + #""b":{"dtype":"F64","shape":[2],"data_offsets":[1,17]}}"#
        let numbers = [1.5, -2.25].flatMap { withUnsafeBytes(of: $0.bitPattern, Array.init) }
        let file = try SafetensorsFile(contentsOf: folder.write(safetensors(header, [9] + numbers)))
        #expect(try file.tensor(named: "b").elements() == [1.5, -2.25])
        let target = try Tensor.zeros([2])
        try file.copy(named: "b", to: target)
        #expect(try target.elements() == [1.5, -2.25] as [Float])
    }

    @Test func aFileWithoutTensorsIsAFile() throws {
        try writeSafetensors([], to: url)
        #expect(try SafetensorsFile(contentsOf: url).names.isEmpty)
    }
}
