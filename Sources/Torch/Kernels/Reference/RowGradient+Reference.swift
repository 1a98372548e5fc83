extension RowGradient {
    static func referenceSum(
        _ gradient: Tensor, by ids: Tensor
    ) throws(TorchError) -> RowGradient {
        let numbers = try ids.elements(as: Int.self)
        let rows = Set(numbers).sorted()
        let places = Dictionary(uniqueKeysWithValues: zip(rows, rows.indices))
        let targets = try Tensor.of(numbers.map { places[$0] ?? 0 }, on: gradient.place)
        let sums = try Tensor.zeros([rows.count, gradient.size(1)], on: gradient.place)
        try sums.addRows(gradient.converted(to: .float32), at: targets)
        return RowGradient(rows: try .of(rows, on: gradient.place), values: sums)
    }

    func referenceMerge(_ other: RowGradient) throws(TorchError) -> RowGradient {
        let own = try rows.elements(as: Int.self)
        let others = try other.rows.elements(as: Int.self)
        return try .referenceSum(
            .concatenated([values, other.values]), by: .of(own + others))
    }

    func referenceDense(count: Int) throws(TorchError) -> Tensor {
        let table = try Tensor.zeros([count, values.size(1)], on: values.place)
        try table.addRows(values, at: rows)
        return table
    }
}
