import Layers
import ShiftPenalty
import Testing
import Torch

/// Against another formula, and numeric derivatives of it, on plain numbers.
struct ShiftPenaltyTests {
    private let points: [[Double]] = [[1, 2, 0.5], [0.25, -1, 3], [2, 0.5, 1], [-0.5, 1, 1]]

    /// `‖mean x‖²` is also the mean of the products of all pairs of points.
    private func share(_ points: [[Double]]) -> Double {
        func product(_ x: [Double], _ y: [Double]) -> Double {
            zip(x, y).reduce(0) { $0 + $1.0 * $1.1 }
        }
        let pairs = points.flatMap { x in points.map { product(x, $0) } }.reduce(0, +)
        return pairs / Double(points.count) / points.reduce(0) { $0 + product($1, $1) }
    }

    private func states(_ points: [[Double]]) throws -> (cloud: Tensor, states: HiddenStates) {
        let cloud = try Tensor.of(points.flatMap { $0 }, shape: [points.count, points[0].count])
        try cloud.requireGradient()
        let ids = points.map { _ in Int32(0) }
        let batch = try PackedBatch([(ids: ids, typeIDs: ids)])
        return (cloud, HiddenStates(layers: [cloud, cloud], batch: batch))
    }

    /// The value is float32, near 1; derivatives by differences of 1e-6 are good to 1e-9.
    @Test func valueAndGradientMatchTheMeanOfAllProducts() throws {
        var options = ShiftOptions()
        options.lambda = -2
        let (cloud, states) = try states(points)
        let term = try #require(try ShiftPenalty(options)(states))
        #expect(abs(try term.scalar() + 2 * share(points)) < 1e-6)
        try term.backward()
        let gradient = try #require(try cloud.gradient()).elements(as: Double.self)
        for place in gradient.indices {
            var (above, below) = (points, points)
            above[place / 3][place % 3] += 1e-6
            below[place / 3][place % 3] -= 1e-6
            let slope = -2 * (share(above) - share(below)) / 2e-6
            #expect(abs(gradient[place] - slope) < 1e-7, "element \(place)")
        }
    }

    @Test func pointsAtTheOriginHaveNoTerm() throws {
        let (_, states) = try states([[0, 0], [0, 0]])
        #expect(try ShiftPenalty()(states) == nil)
    }
}
