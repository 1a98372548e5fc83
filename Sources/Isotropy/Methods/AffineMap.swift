import Torch

/// What a normalizer does in evaluation: `M x + shift` for each row of features x, in main memory.
public struct AffineMap {
    public enum Factor {
        /// Each dimension times a number, `[hidden]`.
        case diagonal(Tensor)
        /// `M x`, `[hidden, hidden]`, as whitening needs it.
        case full(Tensor)
    }

    public var factor: Factor
    /// `[hidden]`.
    public var shift: Tensor

    public init(_ factor: Factor, shift: Tensor) {
        self.factor = factor
        self.shift = shift
    }

    /// - Parameter features: `[rows, hidden]`, anywhere.
    public func callAsFunction(_ features: Tensor) throws(TorchError) -> Tensor {
        let place = features.place
        let scaled =
            switch factor {
            case .diagonal(let scale): try features.multiplied(by: scale.moved(to: place))
            case .full(let matrix): try features.matmul(matrix.moved(to: place).transposed())
            }
        return try scaled.adding(shift.moved(to: place))
    }

    /// The weight that gives on plain features what `weight` gives on those scaled, in main memory.
    /// - Parameter weight: `[classes, hidden]`.
    func folded(into weight: Tensor) throws(TorchError) -> Tensor {
        switch factor {
        case .diagonal(let scale): try weight.multiplied(by: scale)
        case .full(let matrix): try weight.matmul(matrix)
        }
    }
}
