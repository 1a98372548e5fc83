import Torch

/// The points of a cloud while they are fewer than their dimensions.
struct FewRows: Sendable {
    /// Row-major.
    private var numbers: [Double] = []
    /// What the points are to be divided by.
    private var factor = 1.0
    private var dimensions = 0

    /// With further rows; `nil` once there are as many as dimensions.
    func adding(_ rows: CloudRows) throws(TorchError) -> FewRows? {
        let size = rows.points.size(1)
        guard numbers.count + rows.count * size < size * size else { return nil }
        var more = self
        more.numbers += try rows.points.detached().elements(as: Double.self)
        // It never falls: that of the last rows holds for all.
        (more.factor, more.dimensions) = (rows.factor, size)
        return more
    }

    /// Of the points over their factor; `nil` for none.
    func gram() throws(TorchError) -> GramMatrix? {
        guard !numbers.isEmpty else { return nil }
        let points = try Tensor.of(
            factor == 1 ? numbers : numbers.map { $0 / factor },
            shape: [numbers.count / dimensions, dimensions])
        return try GramMatrix(of: points)
    }
}
