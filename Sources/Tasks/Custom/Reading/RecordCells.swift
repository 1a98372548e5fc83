/// All cells of a user's file as texts, whatever the columns mean.
public struct RecordCells: Sendable, Equatable {
    /// Those of the header; of objects, those of the first.
    public let columns: [String]
    /// In the order of the file, a cell for each column.
    public let rows: [[String]]

    package init(columns: [String], rows: [[String]]) {
        self.columns = columns
        self.rows = rows
    }
}
