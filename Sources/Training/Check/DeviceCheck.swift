import Encoders
import Isotropy
import Layers
import Models
import Torch

/// Compares what a device computes with what the processor computes, for small random models of every
/// family and for every method.
public struct DeviceCheck {
    /// One quantity of one model.
    public struct Finding: Sendable, Encodable {
        public let family: String
        public let method: String
        public let precision: String
        /// `hidden states`, `logits`, `gradients` or `losses of 20 steps`.
        public let quantity: String
        /// The largest difference over the largest number of the processor's; of gradients, the length of
        /// the difference over that of the weight's gradient, or over a hundredth of all gradients'
        /// where that is longer, in the worst weight.
        public let difference: Double
        public let bound: Double
        /// The tensor with the largest difference, where there are several.
        public let worst: String?

        package init(
            family: String, method: String, precision: String, quantity: String,
            difference: Double, bound: Double, worst: String?
        ) {
            self.family = family
            self.method = method
            self.precision = precision
            self.quantity = quantity
            self.difference = difference
            self.bound = bound
            self.worst = worst
        }

        public var isWithinBound: Bool { difference <= bound }
    }

    public let device: Device

    public init(_ device: Device) {
        self.device = device
    }

    /// - Parameter report: told of each finding as it is made.
    public func run(_ report: (Finding) -> Void = { _ in }) throws -> [Finding] {
        var findings: [Finding] = []
        func add(_ new: [Finding]) {
            findings += new
            new.forEach(report)
        }
        for precision in [Precision.fp32, .bf16] {
            for family in EncoderFamily.all {
                add(try compare(family, Method(), precision))
            }
            for method in MethodRegistry.methods.dropFirst() {
                add(try compare(.bert, method, precision))
            }
        }
        return findings
    }

    private func compare(
        _ family: EncoderFamily, _ method: Method, _ precision: Precision
    ) throws -> [Finding] {
        let shape = EncoderConfiguration.small(family, precision)
        let expected = try CheckedModel(shape, method: method, Computation(precision: precision))
        let found = try CheckedModel(
            shape, method: method, Computation(device: device, precision: precision))
        let bounds = Bounds(precision)
        func finding(
            _ quantity: String, _ bound: Double, _ difference: (value: Double, worst: String?)
        ) -> Finding {
            Finding(
                family: family.modelType, method: method.name, precision: precision.rawValue,
                quantity: quantity, difference: difference.value, bound: bound,
                worst: difference.worst)
        }
        let states = zip(try expected.states(), try found.states()).enumerated().map {
            ("layer \($0.offset)", $0.element.0, $0.element.1)
        }
        let logits = zip(try expected.logits(), try found.logits()).map { ("logits", $0, $1) }
        let gradients = try pairs(expected.gradients(), found.gradients())
        let whole = try length(of: gradients.map(\.expected))
        let steps = 20
        let losses = (try expected.losses(steps: steps), try found.losses(steps: steps))
        return [
            finding("hidden states", bounds.states, try worst(states, by: largestDifference)),
            finding("logits", bounds.logits, try worst(logits, by: largestDifference)),
            finding(
                "gradients", bounds.gradients,
                try worst(gradients) { lengthOfDifference($0, $1, atLeast: whole / 100) }),
            finding(
                "losses of \(steps) steps", bounds.losses,
                (largestDifference(losses.0, losses.1), nil)),
        ]
    }

    /// What differs by rounding alone.
    private struct Bounds {
        let states, logits, gradients, losses: Double

        init(_ precision: Precision) {
            (states, logits, gradients, losses) =
                precision == .fp32 ? (2e-5, 2e-5, 1e-4, 1e-3) : (3e-2, 3e-2, 8e-2, 6e-2)
        }
    }

    private typealias Pair = (name: String, expected: Tensor, found: Tensor)

    private func pairs(
        _ expected: [(name: String, tensor: Tensor)], _ found: [(name: String, tensor: Tensor)]
    ) throws -> [Pair] {
        let names = (expected.map(\.name), found.map(\.name))
        guard names.0 == names.1 else {
            throw TrainingError.run("\(device) has gradients of other weights than the processor")
        }
        return zip(expected, found).map { ($0.name, $0.tensor, $1.tensor) }
    }

    private func worst(
        _ pairs: [Pair], by measure: ([Double], [Double]) -> Double
    ) throws -> (Double, String?) {
        var worst: (Double, String?) = (0, nil)
        for pair in pairs {
            let difference = measure(
                try pair.expected.elements(as: Double.self),
                try pair.found.elements(as: Double.self))
            // Not a number is worse than any, and stays so.
            if !worst.0.isNaN, !(difference <= worst.0) { worst = (difference, pair.name) }
        }
        return worst
    }
}

/// The largest difference over the largest number expected; not a number where one is none.
package func largestDifference(_ expected: [Double], _ found: [Double]) -> Double {
    let scale = expected.map(abs).max() ?? 0
    let differences = zip(expected, found).map { abs($0 - $1) }
    return differences.reduce(0) { $0.isNaN || $1 <= $0 ? $0 : $1 } / max(scale, 1e-30)
}

private func lengthOfDifference(
    _ expected: [Double], _ found: [Double], atLeast least: Double
) -> Double {
    length(of: zip(expected, found).map { $0 - $1 }) / max(length(of: expected), least, 1e-30)
}

private func length(of numbers: [Double]) -> Double {
    numbers.reduce(0) { $0 + $1 * $1 }.squareRoot()
}

private func length(of tensors: [Tensor]) throws -> Double {
    try length(of: tensors.map { try length(of: $0.elements(as: Double.self)) })
}
