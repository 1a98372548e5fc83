import Options

/// The matrices of a safetensors file.
enum SafetensorsClouds {
    /// Every matrix of floating-point numbers in it, in the order of their names.
    static func open(
        _ source: OpenFile, _ options: PointCloudOptions, rowsPerBlock: (Int) -> Int,
        note: (Message) -> Void
    ) throws(CheckpointError) -> [any PointCloudReader] {
        let file = try SafetensorsFile(MappedFile(source))
        var clouds = NamedClouds(
            source.path, options, calling: "tensor", toFloat: ".float()")
        for tensor in file.tensors.sorted(by: { $0.name < $1.name }) {
            // What there is besides is told where the wanted one is not.
            guard
                clouds.takes(
                    tensor.name, tensor.typeName, tensor.shape,
                    isFloatingPoint: tensor.dtype?.isFloatingPoint == true),
                let dtype = tensor.dtype
            else { continue }
            guard !tensor.shape.contains(0) else {
                clouds.add("\(tensor.name): has no points, its shape is \(tensor.shape)")
                continue
            }
            do throws(CloudShapeProblem) {
                let shape = try CloudShape(tensor.shape, flattens: options.flattens)
                clouds.add(
                    StoredPoints(
                        tensor.name, source, tensor.bytes.lowerBound, dtype, shape,
                        skips: options.skipsBadRows, rowsPerBlock: rowsPerBlock))
            } catch {
                clouds.add("\(tensor.name): \(error.message)")
            }
        }
        return try clouds.all(note)
    }
}
