/// How well each class is told from the others, and which are taken for which.
///
/// Numbers are those of scikit-learn's `classification_report` and `confusion_matrix` with
/// `zero_division=0`. In files, keys are snake_case.
public struct ClassReport: Sendable, Codable, Equatable {
    /// What is said of one class, or of several on average; each 0 ... 1.
    public struct Scores: Sendable, Codable, Equatable {
        /// The share of the rows answered with the class that are of it; 0 where no row is.
        public var precision: Double
        /// The share of the class's rows that are answered with it; 0 where there are none.
        public var recall: Double
        public var f1: Double

        public init(precision: Double, recall: Double, f1: Double) {
            self.precision = precision
            self.recall = recall
            self.f1 = f1
        }
    }

    public struct Class: Sendable, Codable, Equatable {
        public var label: String
        public var scores: Scores
        /// The rows that are of the class.
        public var support: Int
        /// The rows that are answered with it.
        public var predicted: Int
    }

    /// In the order of their indices.
    public var classes: [Class]
    public var accuracy: Double
    /// The unweighted mean over the classes that are answered or are right.
    public var macro: Scores
    /// The mean over the classes, each weighted by its rows.
    public var weighted: Scores
    /// `confusion[right][answered]` rows.
    public var confusion: [[Int]]

    /// - Parameters:
    ///   - predictions: indices into the labels.
    ///   - targets: as many.
    /// - Returns: `nil` without rows.
    public init?(_ predictions: [Int], targets: [Int], labels: [String]) {
        requireSameCount(predictions.count, targets.count)
        guard !targets.isEmpty else { return nil }
        var confusion = [[Int]](
            repeating: [Int](repeating: 0, count: labels.count), count: labels.count)
        for (prediction, target) in zip(predictions, targets) { confusion[target][prediction] += 1 }
        self.init(confusion: confusion, labels: labels)
    }

    /// - Parameter confusion: `[right][answered]`, a row and a column a label.
    init(confusion: [[Int]], labels: [String]) {
        self.confusion = confusion
        classes = labels.indices.map { index in
            let support = confusion[index].reduce(0, +)
            let predicted = confusion.reduce(0) { $0 + $1[index] }
            let found = Double(confusion[index][index])
            func share(_ count: Double) -> Double { count == 0 ? 0 : found / count }
            return Class(
                label: labels[index],
                scores: Scores(
                    precision: share(Double(predicted)), recall: share(Double(support)),
                    f1: share(Double(predicted + support) / 2)),
                support: support, predicted: predicted)
        }
        let rows = confusion.joined().reduce(0, +)
        let hits = labels.indices.reduce(0) { $0 + confusion[$1][$1] }
        accuracy = rows == 0 ? 0 : Double(hits) / Double(rows)
        let present = classes.filter { $0.support + $0.predicted > 0 }
        macro = Scores(meanOf: present) { _ in 1 }
        weighted = Scores(meanOf: classes) { Double($0.support) }
    }

    /// The rows of both together: of one model on two sets, or of several seeds.
    /// - Precondition: both are of the same labels.
    public func adding(_ other: ClassReport) -> ClassReport {
        precondition(classes.map(\.label) == other.classes.map(\.label), "reports of other classes")
        let sums = zip(confusion, other.confusion).map { zip($0, $1).map { $0 + $1 } }
        return ClassReport(confusion: sums, labels: classes.map(\.label))
    }
}

extension ClassReport.Scores {
    fileprivate init(meanOf classes: [ClassReport.Class], _ weight: (ClassReport.Class) -> Double) {
        let total = classes.reduce(0) { $0 + weight($1) }
        func mean(_ score: KeyPath<Self, Double>) -> Double {
            let sum = classes.reduce(0) { $0 + weight($1) * $1.scores[keyPath: score] }
            return total == 0 ? 0 : sum / total
        }
        precision = mean(\.precision)
        recall = mean(\.recall)
        f1 = mean(\.f1)
    }
}
