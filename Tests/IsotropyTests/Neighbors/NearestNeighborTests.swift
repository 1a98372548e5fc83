import Isotropy
import Layers
import TestSupport
import Testing
import Torch

/// Every search beside plain loops over all pairs, in float64 from differences.
@Suite struct NearestNeighborTests {
    private struct Neighbor {
        let distance: Double
        let place: Int
    }

    private func bruteForce(_ rows: [[Double]], _ count: Int) -> [[Neighbor]] {
        rows.indices.map { row in
            rows.indices.filter { $0 != row }.map { other in
                let squares = zip(rows[row], rows[other]).map { ($0 - $1) * ($0 - $1) }
                return Neighbor(distance: squares.reduce(0, +).squareRoot(), place: other)
            }
            .sorted { ($0.distance, $0.place) < ($1.distance, $1.place) }.prefix(count).map { $0 }
        }
    }

    /// Equal distances as loops add them may differ by rounding: places are compared where no other is as near.
    private func expectNeighbors(
        _ found: NearestNeighbors, of rows: [[Double]], relative: Double = 1e-14, _ name: String,
        _ location: SourceLocation = #_sourceLocation
    ) {
        let expected = bruteForce(rows, found.count + 1)
        for (row, near) in expected.enumerated() {
            for (index, (distance, place)) in zip(
                found.distances(of: row), found.places(of: row)
            ).enumerated() {
                let wanted = near[index]
                #expect(
                    abs(distance - wanted.distance) <= relative * wanted.distance,
                    "\(name): neighbour \(index) of \(row)", sourceLocation: location)
                let gaps = [index - 1, index + 1].filter { near.indices.contains($0) }.map {
                    abs(near[$0].distance - wanted.distance)
                }
                guard gaps.allSatisfy({ $0 > relative * wanted.distance }) else { continue }
                #expect(
                    Int(place) == wanted.place, "\(name): neighbour \(index) of \(row)",
                    sourceLocation: location)
            }
        }
    }

    private func expectEqual(_ one: NearestNeighbors, _ other: NearestNeighbors, _ name: String) {
        #expect(one.places == other.places, "\(name)")
        #expect(
            one.distances.map(\.bitPattern) == other.distances.map(\.bitPattern), "\(name)")
    }

    /// As it is asked for, and in the given precision with small blocks: the same bits.
    private func expectSameSearches(_ points: Tensor, count: Int, _ name: String) throws {
        let plain = try NearestNeighbors(of: points, count: count)
        for precision in [DType.float32, .float64] {
            for size in [5, 64] {
                let other = try NearestNeighbors(
                    of: points, count: count, rowsOfABlock: size, precision: precision)
                expectEqual(plain, other, "\(name): \(precision), blocks of \(size)")
            }
        }
        let alone = try withThreads(1) { try NearestNeighbors(of: points, count: count) }
        expectEqual(plain, alone, "\(name): one thread")
    }

    @Test(arguments: [DType.float64, .float32, .bfloat16, .float16], [1, 2, 9])
    func neighborsAreThoseOfAllPairs(_ dtype: DType, _ count: Int) throws {
        let points = try matrix(cloud(203, 17, seed: 3), dtype)
        let numbers = try points.numbers
        let rows = (0..<203).map { Array(numbers[$0 * 17..<($0 + 1) * 17]) }
        let found = try NearestNeighbors(of: points, count: count)
        #expect(found.pointCount == 203 && found.count == count)
        expectNeighbors(found, of: rows, "\(dtype)")
        try expectSameSearches(points, count: count, "\(dtype)")
    }

    /// A spread of a billionth of the mean, where float32 has no digit of it and float64 half of its own.
    @Test(arguments: [1e6, -1e9]) func distantMeansCostNothing(_ mean: Double) throws {
        let rows = cloud(120, 5, seed: 8).map { $0.map { mean + $0 * 1e-3 } }
        let points = try matrix(rows)
        expectNeighbors(try NearestNeighbors(of: points, count: 3), of: rows, "mean \(mean)")
        try expectSameSearches(points, count: 3, "mean \(mean)")
    }

    /// Clusters so far apart that products of float32, and then of float64, cannot tell the points of one apart.
    @Test(arguments: [1e4, 1e9]) func clustersFarApartKeepTheirNeighbors(_ distance: Double) throws
    {
        let rows = cloud(300, 6, seed: 4).enumerated().map { index, row in
            row.map { $0 + (index % 3 == 0 ? distance : index % 3 == 1 ? -distance : 0) }
        }
        let points = try matrix(rows)
        expectNeighbors(try NearestNeighbors(of: points, count: 2), of: rows, "\(distance)")
        try expectSameSearches(points, count: 2, "\(distance)")
    }

    @Test func nearDuplicatesKeepTheirDistances() throws {
        var rows = cloud(80, 12, seed: 6)
        for row in stride(from: 0, to: 80, by: 2) {
            rows[row + 1] = rows[row].enumerated().map { index, number in
                index == row % 12 ? number.nextUp : number
            }
        }
        let points = try matrix(rows)
        let found = try NearestNeighbors(of: points, count: 2)
        expectNeighbors(found, of: rows, "near-duplicates")
        #expect(found.distances.allSatisfy { $0 > 0 })
        try expectSameSearches(points, count: 2, "near-duplicates")
    }

    /// Lattices have many neighbours at one distance: the lowest rows are kept, whatever the blocks.
    @Test func ofEqualDistancesTheLowerRowComesFirst() throws {
        let rows = (0..<125).map { [$0 / 25, $0 / 5 % 5, $0 % 5].map(Double.init) }
        let points = try matrix(rows)
        let found = try NearestNeighbors(of: points, count: 4)
        for (row, near) in bruteForce(rows, 4).enumerated() {
            #expect(Array(found.distances(of: row)) == near.map(\.distance))
            #expect(found.places(of: row).map(Int.init) == near.map(\.place))
        }
        try expectSameSearches(points, count: 4, "lattice")
    }

    @Test func equalPointsAreNeighborsAtTheDistanceZero() throws {
        let rows = (0..<90).map { [Double($0 % 9), 1, Double($0 % 3)] }
        let found = try NearestNeighbors(of: matrix(rows), count: 9)
        for row in rows.indices {
            #expect(found.distances(of: row).allSatisfy { $0 == 0 })
            #expect(found.places(of: row).allSatisfy { Int($0) % 9 == row % 9 && Int($0) != row })
        }
    }

    @Test(arguments: [1e-290, 1e-30, 1e30, 1e290]) func scaleDoesNotMatter(_ factor: Double) throws
    {
        let rows = cloud(50, 4, seed: 9)
        let plain = try NearestNeighbors(of: matrix(rows), count: 3)
        let scaled = try NearestNeighbors(
            of: matrix(rows.map { $0.map { $0 * factor } }), count: 3)
        #expect(scaled.places == plain.places)
        expectClose(
            scaled.distances.map { $0 / factor }, plain.distances, relative: 1e-14)
    }

    /// Beside points at 1 their squares are 0.
    @Test func distancesWhoseSquaresUnderflowAreKept() throws {
        let rows = [[1, 0], [1, 3e-200], [1, -4e-200], [2, 0], [-5, 1]]
        let found = try NearestNeighbors(of: matrix(rows), count: 2)
        expectClose(Array(found.distances(of: 0)), [3e-200, 4e-200], absolute: 1e-213)
        expectClose(Array(found.distances(of: 1)), [3e-200, 7e-200], absolute: 1e-213)
        #expect(Array(found.places(of: 2)) == [0, 1])
    }

    @Test func aConstantCloudHasDistancesOfZero() throws {
        let found = try NearestNeighbors(of: matrix([[3, 1], [3, 1], [3, 1]]), count: 2)
        #expect(found.distances == [0, 0, 0, 0, 0, 0] && found.places == [1, 2, 0, 2, 0, 1])
    }

    @Test func whatHasNoNeighborsIsRefused() throws {
        for (rows, count) in [([[1.0, 2]], 1), ([[1, 2], [3, 4]], 2), ([[1, 2], [3, 4]], 0)] {
            #expect(throws: TorchError.self) {
                try NearestNeighbors(of: matrix(rows), count: count)
            }
        }
        let infinite = try matrix([[1, 2], [3, .infinity], [4, 5]])
        let error = #expect(throws: TorchError.self) {
            try NearestNeighbors(of: infinite, count: 1)
        }
        #expect(error?.message.hasPrefix("row 1, column 1 (from 0) is inf") == true)
        let whole = try Tensor.of([1, 2, 3, 4], shape: [2, 2])
        #expect(throws: TorchError.self) { try NearestNeighbors(of: whole, count: 1) }
    }
}
