extension AdamWTable {
    func referenceCatchUp(_ rows: Tensor?, to history: AdamWHistory) throws(TorchError) {
        let all = try rows?.elements(as: Int.self) ?? Array(0..<parameter.size(0))
        try advance(Set(all).sorted(), through: history.steps, gradient: nil)
    }

    func referenceStep(
        _ gradient: RowGradient, _ history: AdamWHistory
    ) throws(TorchError) {
        guard let last = history.steps.last, try last.isFinite() else { return }
        let rows = try gradient.rows.elements(as: Int.self)
        try advance(rows, through: history.steps.dropLast(), gradient: nil)
        try advance(rows, through: [last], gradient: gradient.values)
    }

    /// Takes rows through those of the steps that they have not taken.
    /// - Parameter gradient: of the rows, which have all to take the step; `nil` is zero.
    private func advance(
        _ rows: [Int], through history: some Collection<AdamWStep>, gradient: Tensor?
    ) throws(TorchError) {
        try withoutGradients { () throws(TorchError) in
            try advanceUnrecorded(rows, through: history, gradient: gradient)
        }
    }

    private func advanceUnrecorded(
        _ rows: [Int], through history: some Collection<AdamWStep>, gradient: Tensor?
    ) throws(TorchError) {
        var taken = try steps.elements(as: Int.self)
        for var step in history {
            let behind = rows.filter { taken[$0] < step.step }
            guard !behind.isEmpty else { continue }
            let places = try Tensor.of(behind, on: parameter.place)
            let tables = [parameter, firstMoment, secondMoment]
            let parts = try tables.map { table throws(TorchError) in try table.gathered(places) }
            if gradient == nil { step.scale = nil }
            let values =
                if let gradient { gradient } else {
                    try Tensor.zeros([behind.count, parameter.size(1)], on: parameter.place)
                }
            try step.update(parts[0], parts[1], parts[2], gradient: values, decays: decays)
            for (table, part) in zip(tables, parts) { try table.copyRows(part, at: places) }
            try copy?.copyRows(parts[0].converted(to: .bfloat16), at: places)
            for row in behind { taken[row] = step.step }
        }
        try steps.copy(Tensor.of(taken))
    }
}
