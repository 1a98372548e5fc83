import Options
import Torch

/// A transform that was fitted to a cloud of points: what it does to any point of as many dimensions.
///
/// Its numbers are float64, and so is its arithmetic. See Documentation/transforms.md for what each kind does, when
/// it helps, and which lose information.
public struct Transform {
    public let options: TransformOptions
    public let dimensions: Int
    /// How many points it was fitted to.
    public let pointCount: Int
    /// The share of the scaled identity in the covariance, where one was inverted.
    public let shrinkage: Double?
    /// By name, float64, in main memory: what a file has to hold.
    public let tensors: [String: Tensor]
    let map: TransformMap

    public var kind: TransformKind { options.kind }

    /// The dimensions of what it makes of points.
    public var outputDimensions: Int {
        switch kind {
        case .pca, .pcaWhitening: options.components ?? dimensions
        default: dimensions
        }
    }

    /// Puts a transform together again from its parts.
    /// - Parameter options: with the counts that were fitted.
    /// - Throws: for tensors that are missing, not known, of another type or shape, or not finite, by name.
    public init(
        _ options: TransformOptions, dimensions: Int, pointCount: Int, shrinkage: Double? = nil,
        tensors: [String: Tensor]
    ) throws(TransformError) {
        let problems = Self.problems(options, dimensions, pointCount, shrinkage)
        guard problems.isEmpty else { throw TransformError(problems.joined(separator: "; ")) }
        self.options = options
        self.dimensions = dimensions
        self.pointCount = pointCount
        self.shrinkage = shrinkage
        self.tensors = tensors
        do {
            let wrong = try Self.problems(options, dimensions, tensors)
            guard wrong.isEmpty else { throw TransformError(wrong.joined(separator: "; ")) }
            map = try TransformMap(options, dimensions, tensors)
        } catch let error as TransformError {
            throw error
        } catch {
            throw TransformError("\(error)")
        }
    }

    /// The names of the tensors and their shapes.
    private static func shapes(
        _ options: TransformOptions, _ dimensions: Int
    ) -> [(name: String, shape: [Int])] {
        let (kept, removed) = (options.components ?? 0, options.removed ?? 0)
        let mean = ("mean", [dimensions])
        let scale = ("scale", [dimensions])
        return switch options.kind {
        case .centre: [mean]
        case .standardise, .batchnorm: [mean, scale]
        case .isobn: [scale]
        case .pca: [mean, ("directions", [kept, dimensions])]
        case .pcaWhitening, .zca:
            [mean, ("directions", [kept, dimensions]), ("scale", [kept])]
        case .abtt: [mean, ("directions", [removed, dimensions])]
        case .clusters:
            [
                ("means", [options.clusters, dimensions]),
                ("directions", [options.clusters, removed, dimensions]),
            ]
        }
    }

    private static func problems(
        _ options: TransformOptions, _ dimensions: Int, _ pointCount: Int, _ shrinkage: Double?
    ) -> [Message] {
        var problems = options.problems.map(\.message)
        if dimensions < 1 { problems.append("\(dimensions) dimensions") }
        if pointCount < 1 { problems.append("\(pointCount) points") }
        if options.kind.hasComponents, !(1...max(1, dimensions) ~= (options.components ?? 0)) {
            problems.append(
                "`components` must be in 1 ... \(dimensions), not \(options.value(of: "components") ?? .absent)"
            )
        }
        if options.kind.removesDirections, !(1...max(1, dimensions) ~= (options.removed ?? 0)) {
            problems.append(
                "`removed` must be in 1 ... \(dimensions), not \(options.value(of: "removed") ?? .absent)"
            )
        }
        if options.kind.isWhitening != (shrinkage != nil)
            || shrinkage.map({ !(0...1).contains($0) }) == true
        {
            problems.append(
                "a shrinkage of \(shrinkage.map { "\($0)" } ?? "none") for \(options.kind.rawValue)"
            )
        }
        return problems
    }

    private static func problems(
        _ options: TransformOptions, _ dimensions: Int, _ tensors: [String: Tensor]
    ) throws(TorchError) -> [Message] {
        let expected = shapes(options, dimensions)
        var problems: [Message] = []
        for (name, shape) in expected {
            guard let tensor = tensors[name] else {
                problems.append("\(name): is missing, which \(options.kind.rawValue) has")
                continue
            }
            if tensor.shape != shape || tensor.dtype != .float64 {
                problems.append(
                    "\(name): is \(tensor.dtype?.rawValue ?? "of another type") \(tensor.shape), not float64 "
                        + "\(shape)")
            } else if try !tensor.isFinite() {
                problems.append("\(name): holds a number that is not finite")
            } else if name == "scale",
                try tensor.elements(as: Double.self).contains(where: { $0 <= 0 })
            {
                problems.append("\(name): holds a number that is not positive")
            }
        }
        let names = Set(expected.map(\.name))
        for name in tensors.keys.sorted() where !names.contains(name) {
            problems.append("\(name): is not known, \(options.kind.rawValue) has no such tensor")
        }
        return problems
    }
}
