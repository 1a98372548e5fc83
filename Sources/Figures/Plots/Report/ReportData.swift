extension ReportContent {
    /// A row a seed.
    func seedRows(
        _ columns: [String], _ values: (SeedResult) -> [DataTable.Value]
    ) -> DataTable {
        DataTable(
            ["method", "seed"] + columns,
            rows: methods.flatMap { method in
                method.seeds.map { [.text(method.name), .text("\($0.seed)")] + values($0) }
            })
    }

    /// A row a place of each seed's curve, the encoder before training first.
    /// - Parameter first: What the first value of a curve is at.
    func curveRows(
        _ x: String, _ y: String, first: Int, _ curve: (SeedResult) -> [Double],
        pretrained: [Double] = []
    ) -> DataTable {
        func rows(_ values: [Double], _ names: [DataTable.Value]) -> [[DataTable.Value]] {
            values.enumerated().map { names + [.whole($0.offset + first), .number($0.element)] }
        }
        return DataTable(
            ["method", "seed", x, y],
            rows: rows(pretrained, [.text("before training"), .missing])
                + methods.flatMap { method in
                    method.seeds.flatMap {
                        rows(curve($0), [.text(method.name), .text("\($0.seed)")])
                    }
                })
    }
}
