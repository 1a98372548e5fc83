import Torch

/// A transform as arithmetic, in float64 and main memory.
enum TransformMap {
    /// `scale (x - mean)` by dimension.
    case scaling(mean: Tensor?, scale: Tensor?)
    case projection(Projection)
    case removal(mean: Tensor, directions: Tensor)
    case clusters(ClusterRemoval)

    /// Coordinates along orthonormal directions, each times a number, or what they make together.
    struct Projection {
        let mean: Tensor
        /// `[components, dimensions]`.
        let directions: Tensor
        /// `[components]`.
        let scale: Tensor?
        /// Whether the scaled coordinates are turned back into the space of the points.
        let turnsBack: Bool
        /// What centred points are multiplied by: `[outputs, dimensions]`.
        let matrix: Tensor

        init(mean: Tensor, directions: Tensor, scale: Tensor?, turnsBack: Bool) throws(TorchError) {
            (self.mean, self.directions, self.scale) = (mean, directions, scale)
            self.turnsBack = turnsBack
            let scaled =
                if let scale {
                    try directions.multiplied(by: scale.reshaped(to: -1, 1))
                } else {
                    directions
                }
            matrix = turnsBack ? try directions.transposed().matmul(scaled) : scaled
        }
    }

    /// Of tensors that were checked.
    init(
        _ options: TransformOptions, _ dimensions: Int, _ tensors: [String: Tensor]
    ) throws(TorchError) {
        func tensor(_ name: String) throws(TorchError) -> Tensor {
            guard let tensor = tensors[name] else {
                throw TorchError(.other, operation: "transform", message: "\(name) is missing")
            }
            return tensor
        }
        switch options.kind {
        case .centre, .standardise, .batchnorm, .isobn:
            self = .scaling(mean: tensors["mean"], scale: tensors["scale"])
        case .pca, .pcaWhitening, .zca:
            self = .projection(
                try Projection(
                    mean: tensor("mean"), directions: tensor("directions"), scale: tensors["scale"],
                    turnsBack: options.kind == .zca))
        case .abtt: self = .removal(mean: try tensor("mean"), directions: try tensor("directions"))
        case .clusters:
            self = .clusters(
                try ClusterRemoval(means: tensor("means"), directions: tensor("directions")))
        }
    }
}

extension Tensor {
    /// Centred rows without what they have along orthonormal directions, `[directions, dimensions]`.
    func removing(_ directions: Tensor) throws(TorchError) -> Tensor {
        try subtracting(matmul(directions.transposed()).matmul(directions))
    }
}
