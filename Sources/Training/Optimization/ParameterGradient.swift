import Torch

/// What a backward pass leaves at a weight.
public enum ParameterGradient {
    /// Of the weight's shape.
    case dense(Tensor)
    /// Of a table of which few rows were read.
    case rows(RowGradient)

    /// The numbers themselves, without the zeros of rows that are not named.
    public var values: Tensor {
        switch self {
        case .dense(let tensor): tensor
        case .rows(let gradient): gradient.values
        }
    }
}
