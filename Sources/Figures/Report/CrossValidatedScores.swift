import Metrics

/// What the folds of a method's seeds say together.
public struct CrossValidatedScores: Sendable, Equatable {
    public var folds: Int
    /// Of all folds together; `nil` where nobody counted.
    public var rows: Int?
    /// How well each class is told in the answers to all rows, one a seed; empty for scores.
    public var classReports: [ClassReport]

    public init(folds: Int, rows: Int? = nil, classReports: [ClassReport] = []) {
        self.folds = folds
        self.rows = rows
        self.classReports = classReports
    }
}

extension ReportContent {
    /// How many folds each seed has; `nil` outside of cross-validation.
    var folds: Int? { methods.compactMap(\.crossValidation).first?.folds }

    /// What a number is one of: a seed, or a fold's run.
    var unit: String { folds == nil ? "seed" : "run" }
}
