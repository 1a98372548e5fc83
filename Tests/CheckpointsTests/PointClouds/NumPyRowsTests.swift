import Checkpoints
import Foundation
import TestSupport
import Testing
import Torch

struct NumPyRowsTests {
    let folder: TemporaryFolder
    var url: URL { folder.file("x.npy") }

    init() throws { folder = try TemporaryFolder() }

    @Test(arguments: [DType.float32, .float64], [1, 2, 7])
    func rowsThatComeInBlocksAreOneArray(_ dtype: DType, _ block: Int) throws {
        let rows = try Tensor.random([7, 3], seed: 1)
        let count = try writeNumPyRows(to: url, columns: 3, dtype: dtype) { write in
            for start in stride(from: 0, to: 7, by: block) {
                try write(rows.slice(start..<min(start + block, 7)))
            }
        }
        #expect(count == 7)
        let cloud = try #require(try PointCloudFile.read(url).first)
        #expect(cloud.points.dtype == dtype && cloud.points.shape == [7, 3])
        #expect(try cloud.points.numbers == rows.numbers)
        // A header of 128 bytes, as numpy.load reads it: a multiple of 64, with a line break at its end.
        let bytes = try Data(contentsOf: url)
        #expect(bytes.count == 128 + 21 * dtype.byteCount && bytes[127] == UInt8(ascii: "\n"))
    }

    @Test func aFailureLeavesNoFile() throws {
        struct Failure: Error {}
        #expect(throws: Failure.self) {
            try writeNumPyRows(to: url, columns: 2, dtype: .float32) { write in
                try write(Tensor.zeros([4, 2]))
                throw Failure()
            }
        }
        #expect(try folder.names().isEmpty)
    }
}
