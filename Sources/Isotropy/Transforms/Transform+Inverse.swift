import Options
import Torch

extension Transform {
    /// Why what was transformed cannot be brought back; `nil` where it can.
    public var inverseObjection: Message? {
        switch kind {
        case .centre, .standardise, .batchnorm, .isobn: return nil
        case .pca, .pcaWhitening, .zca:
            let kept = options.components ?? dimensions
            guard kept < dimensions else { return nil }
            return
                "\(kind.rawValue) kept \(kept) of \(dimensions) directions: what points had along the other "
                + "\(dimensions - kept) is lost"
        case .abtt:
            return
                "abtt removed \(options.removed ?? 0) of \(dimensions) directions: what points had along them is "
                + "lost"
        case .clusters:
            return
                "clusters took the mean and \(options.removed ?? 0) directions of its own cluster from each point, "
                + "and which cluster that was is lost as well"
        }
    }

    /// The points that the transform made `values` of.
    /// - Parameter values: `[points, outputDimensions]`, of any floating-point type.
    /// - Returns: float64, `[points, dimensions]`.
    /// - Throws: where ``inverseObjection`` says that there is no inverse.
    public func inverse(_ values: Tensor) throws(TorchError) -> Tensor {
        if let objection = inverseObjection { throw noInverse("\(objection)") }
        let values = try wide(values, size: outputDimensions)
        switch map {
        case .scaling(let mean, let scale):
            let centred = if let scale { try values.divided(by: scale) } else { values }
            return if let mean { try centred.adding(mean) } else { centred }
        case .projection(let projection):
            let turned =
                projection.turnsBack
                ? try values.matmul(projection.directions.transposed()) : values
            let coordinates =
                if let scale = projection.scale { try turned.divided(by: scale) } else { turned }
            return try coordinates.matmul(projection.directions).adding(projection.mean)
        case .removal, .clusters: throw noInverse("directions were removed")
        }
    }

    private func noInverse(_ reason: String) -> TorchError {
        TorchError(.invalidOperation, operation: "inverse", message: reason)
    }
}
