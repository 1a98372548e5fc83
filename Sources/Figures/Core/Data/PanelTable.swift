extension Panels {
    /// The data of all panels, after the titles of their row and column.
    func table(
        _ columns: [String], _ rows: (Content) -> [[DataTable.Value]]
    ) -> DataTable {
        DataTable(
            ["row", "column"] + columns,
            rows: named.flatMap { panel in
                rows(panel.content).map {
                    [.text(self.rows[panel.row]), .text(self.columns[panel.column])] + $0
                }
            })
    }
}
