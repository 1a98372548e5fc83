import Foundation
import Models
import Options
import Tasks

/// How much each class counts in the loss of a classification.
public enum ClassWeights: Sendable, Hashable {
    /// As many times as it has rows.
    case none
    /// Each class as much as any other: a row of class c weighs `rows / (classes * rows of c)`, as
    /// scikit-learn's `balanced` has it.
    case balanced
    /// What a table or JSON lines say, in columns `label` and `weight`.
    case file(String)

    /// The weight of each class; `nil` where all are alike.
    /// - Parameters:
    ///   - targets: the class of each training row.
    ///   - labels: the classes.
    /// - Throws: for a class without rows, and for a file that does not name each class once, with a weight
    ///   that is finite and not negative, one of them positive.
    func values(_ targets: [Int], labels: [String]) throws(DataError) -> [Double]? {
        switch self {
        case .none: return nil
        case .balanced:
            var counts = [Int](repeating: 0, count: labels.count)
            for target in targets { counts[target] += 1 }
            let empty = labels.indices.filter { counts[$0] == 0 }.map { labels[$0] }
            guard empty.isEmpty else {
                throw DataError(
                    .init(
                        "`class_weights` balanced: no training row is of "
                            + "\(listed(empty))"))
            }
            return counts.map {
                Double(targets.count) / (Double(labels.count) * Double($0))
            }
        case .file(let path): return try Self.values(inFile: path, labels: labels)
        }
    }

    private static func values(
        inFile path: String, labels: [String]
    ) throws(DataError) -> [Double] {
        let layout = CustomLayout(kind: .regression, text: "label", label: "weight")
        let rows = try layout.examples(from: URL(filePath: path), kind: .anyNumber)
        var problems = DataError()
        var weights: [[UInt8]: Double] = [:]
        for row in rows {
            let label = Array(row.first.utf8), weight = row.target.value
            if !labels.contains(where: { Array($0.utf8) == label }) {
                problems.add(.init(file: path, "no class is called \(quoted(row.first))"))
            } else if weights[label] != nil {
                problems.add(.init(file: path, "class \(quoted(row.first)) has two weights"))
            } else if weight < 0 {
                problems.add(
                    .init(file: path, "class \(quoted(row.first)) has the weight \(weight)"))
            }
            weights[label] = weight
        }
        for label in labels where weights[Array(label.utf8)] == nil {
            problems.add(.init(file: path, "class \(quoted(label)) has no weight"))
        }
        let values = labels.map { weights[Array($0.utf8)] ?? 0 }
        if problems.isEmpty, !values.contains(where: { $0 > 0 }) {
            problems.add(.init(file: path, "no class has a weight over 0"))
        }
        guard problems.isEmpty else { throw problems }
        return values
    }

    /// The file that is read.
    /// - Throws: where there is none, with the word that was probably meant.
    func files() throws(TrainingError) -> [URL] {
        guard case .file(let path) = self else { return [] }
        let url = URL(filePath: path)
        guard FileManager.default.fileExists(atPath: path) else {
            let hint = suggestion(for: url.lastPathComponent, in: Self.words)
            throw .options([
                OptionProblem("class_weights", "names no file that is there: \(path)\(hint)")
            ])
        }
        return [url]
    }

    private static let words = ["none", "balanced"]
}

extension OptionField where Owner == TrainingOptions {
    static func classWeights(
        _ path: WritableKeyPath<Owner, ClassWeights> & Sendable, _ appearance: OptionAppearance
    ) -> Self {
        custom("class_weights", path, form: "none, balanced or a file", appearance) { weights in
            switch weights {
            case .none: .text("none")
            case .balanced: .text("balanced")
            case .file(let path): .text(path)
            }
        } read: { value in
            switch "\(value)" {
            case "": nil
            case "none": ClassWeights.none
            case "balanced": .balanced
            case let path: .file(URL(filePath: path).absoluteURL.path)
            }
        }
    }
}
