import Foundation
import Statistics

/// Sweeps in which the truth is known: right and wrong answers of two methods, with effects of seeds, of examples (what
/// both methods find hard, and what each one does) and of each seed on each example.
///
/// An answer is right with the logistic probability of `center + seed + example + method on example`.
struct SimulatedSweep: Sendable {
    var seedCounts = [5, 5]
    var exampleCount = 277
    /// The standard deviation that seeds' true accuracies have, in points of 100.
    var seedDeviations = [1.0, 1.0]
    /// The true accuracy over all seeds and examples, of each method.
    var accuracies = [0.8, 0.8]
    /// Spreads of logits: of the examples for both methods, and for each.
    var sharedSpread = 2.5
    var ownSpread = 1.0
    /// Examples of a cluster share this part of their variance.
    var clusterSize = 1
    var clusterShare = 0.5

    /// Where each method's logits are centred, and how far seeds move them.
    func centers() -> [(center: Double, spread: Double)] {
        let examples = sharedSpread * sharedSpread + ownSpread * ownSpread
        return zip(accuracies, seedDeviations).map { accuracy, deviation in
            let first = Self.center(accuracy, examples)
            let slope = Self.average(first, examples) { $0 * (1 - $0) }
            let spread = deviation / 100 / slope
            return (Self.center(accuracy, examples + spread * spread), spread)
        }
    }

    private static func center(_ accuracy: Double, _ variance: Double) -> Double {
        var (low, high) = (-30.0, 30.0)
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if average(middle, variance, { $0 }) < accuracy { low = middle } else { high = middle }
        }
        return low
    }

    /// Over normal logits, by the trapezium rule.
    private static func average(
        _ center: Double, _ variance: Double, _ function: (Double) -> Double
    ) -> Double {
        let spread = variance.squareRoot()
        return (-400...400).reduce(0.0) { sum, step in
            let z = Double(step) / 50
            let weight = exp(-z * z / 2) / (2 * Double.pi).squareRoot() / 50
            return sum + weight * function(1 / (1 + exp(-(center + spread * z))))
        }
    }

    var clusters: ExampleClusters? {
        clusterSize > 1 ? ExampleClusters((0..<exampleCount).map { $0 / clusterSize }) : nil
    }

    private func effects(_ spread: Double, _ numbers: inout NormalNumbers) -> [Double] {
        var group = 0.0
        return (0..<exampleCount).map { place in
            let own = numbers.next()
            guard clusterSize > 1 else { return spread * own }
            if place % clusterSize == 0 { group = numbers.next() }
            return spread
                * (clusterShare.squareRoot() * group + (1 - clusterShare).squareRoot() * own)
        }
    }

    func draw(
        _ centers: [(center: Double, spread: Double)], _ numbers: inout NormalNumbers
    ) throws -> [MethodScores] {
        let shared = effects(sharedSpread, &numbers)
        var found: [MethodScores] = []
        for (method, center) in centers.enumerated() {
            let odds = zip(shared, effects(ownSpread, &numbers)).map {
                exp(-($0 + $1 + center.center))
            }
            var rows: [[Double]] = []
            for _ in 0..<seedCounts[method] {
                let shift = exp(-center.spread * numbers.next())
                rows.append(odds.map { numbers.uniform() * (1 + $0 * shift) < 1 ? 1 : 0 })
            }
            found.append(try MethodScores(rows))
        }
        return found
    }
}

/// Uniform and normal numbers from Philox (Box and Muller 1958).
struct NormalNumbers {
    private var stream: PhiloxStream
    private var bits: UInt64 = 0
    private var isHalf = false
    private var waiting: Double?

    init(seed: UInt64) { stream = PhiloxStream(seed: seed, name: "simulation") }

    mutating func uniform() -> Double {
        isHalf.toggle()
        bits = isHalf ? stream.next() : bits >> 32
        return (Double(bits & 0xffff_ffff) + 0.5) * 0x1p-32
    }

    mutating func next() -> Double {
        if let ready = waiting {
            waiting = nil
            return ready
        }
        let radius = (-2 * log(uniform())).squareRoot()
        let angle = 2 * Double.pi * uniform()
        waiting = radius * sin(angle)
        return radius * cos(angle)
    }
}
