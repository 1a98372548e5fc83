import Torch

/// The points of a file: one in each row.
public struct PointCloud {
    /// The tensor's name, or the file's without its extension.
    public let name: String
    /// `[points, dimensions]`, float32 or float64, every number finite, neither size 0.
    public let points: Tensor
}
