import Foundation

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

extension CustomLayout {
    /// The cells of a file to predict.
    /// - Throws: every row that is wrong; of objects, also those that lack one of the first one's columns, or
    ///   have something nested there.
    public func cells(from file: URL) throws(DataError) -> RecordCells {
        var problems = DataError()
        guard let file = RecordFile(file, self, &problems) else { throw problems }
        let rows = file.cells(&problems)
        guard problems.isEmpty else { throw problems }
        return RecordCells(columns: file.columns, rows: rows)
    }
}
