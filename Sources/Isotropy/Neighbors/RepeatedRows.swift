import Torch

/// Which points of a cloud repeat an earlier one, number for number.
///
/// A repeated point has a neighbour at the distance 0, of which no ratio can be taken. Measures of neighbours take each
/// distinct point once, and say which were left out.
public struct RepeatedRows: Sendable, Codable, Equatable {
    /// A row and the first one that it equals, from 0.
    public struct Repetition: Sendable, Codable, Equatable {
        public let row: Int
        public let first: Int

        public init(row: Int, first: Int) { (self.row, self.first) = (row, first) }
    }

    /// How many rows repeat an earlier one.
    public let count: Int
    /// The first of them, up to ``namedRows``.
    public let named: [Repetition]
    /// The rows that repeat none, ascending.
    public let distinct: [Int]

    public static let namedRows = 20

    /// - Parameter points: `[points, dimensions]`, of any floating-point type. 0 and -0 are equal.
    public init(in points: Tensor) throws(TorchError) {
        guard points.rank == 2, points.size(1) > 0 else {
            throw TorchError(
                .invalidOperation, operation: "repeated rows",
                message: "points must be [points, dimensions], not \(points.shape)")
        }
        let rows = try points.detached().moved(to: .cpu).contiguous()
        var firsts: [UInt64: [Int]] = [:]
        var distinct: [Int] = []
        var repeated: [Repetition] = []
        var count = 0
        let width = rows.size(1)
        for block in CentredCloud.blocks(rows.size(0), max(1, Moments.blockElements / width)) {
            let numbers = try rows.slice(block).elements(as: Double.self)
            for row in block {
                let start = (row - block.lowerBound) * width
                let own = numbers[start..<start + width]
                let sum = Self.checksum(own)
                var first: Int?
                for candidate in firsts[sum, default: []] where first == nil {
                    let other = try rows.slice(candidate..<candidate + 1).elements(as: Double.self)
                    if other.elementsEqual(own) { first = candidate }
                }
                guard let first else {
                    firsts[sum, default: []].append(row)
                    distinct.append(row)
                    continue
                }
                count += 1
                if repeated.count < Self.namedRows {
                    repeated.append(Repetition(row: row, first: first))
                }
            }
        }
        self.count = count
        self.distinct = distinct
        named = repeated
    }

    /// The distinct points, the points themselves where none is repeated.
    func distinctPoints(of points: Tensor) throws(TorchError) -> Tensor {
        count == 0 ? points : try points.gathered(Tensor.of(distinct, on: points.place))
    }

    /// The same for equal rows; whether rows with equal sums are equal is looked up.
    private static func checksum(_ numbers: ArraySlice<Double>) -> UInt64 {
        numbers.reduce(into: 0xcbf2_9ce4_8422_2325) { sum, number in
            let bits = number == 0 ? 0 : number.bitPattern
            sum = (sum ^ bits) &* 0x9e37_79b9_7f4a_7c15
            sum ^= sum >> 32
        }
    }
}
