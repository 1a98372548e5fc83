import Figures
import Files
import Formats
import Foundation
import Isotropy
import Options

/// Scores of clouds as a table: one cloud with all that stands beside its numbers, several side by side.
struct ScoreText {
    private let scores: [CloudScore]

    init(_ scores: [CloudScore]) { self.scores = scores }

    func written(as format: ScoreFormat) throws -> String {
        switch format {
        case .text:
            let table = table.text(width: Console.resultWidth)
            return (heads + [table] + notes).map(trimmed).joined(separator: "\n")
        case .markdown:
            return (heads + ["", table.markdown()] + notes.map { "\($0)\n" }).joined(
                separator: "\n")
        case .csv:
            return csvRows.map { $0.map(commaCell).joined(separator: ",") }.joined(separator: "\n")
        case .json: return try jsonText(["clouds": scores])
        }
    }

    /// The table of one cloud and why some of it has no interval, without findings.
    func numbers(width: Int) -> String {
        ([trimmed(table.text(width: width))] + (scores.count == 1 ? missingIntervals : [])
            + RowOrderNotes.notes(on: scores)).joined(separator: "\n")
    }

    private func trimmed(_ text: String) -> String {
        text.hasSuffix("\n") ? String(text.dropLast()) : text
    }

    private var titles: [String] {
        let names = scores.map(\.name)
        return scores.map { score in
            let isUnique = names.count(where: { $0 == score.name }) == 1
            return printable(isUnique ? score.name : "\(score.file) \(score.name)")
        }
    }

    private var heads: [String] {
        zip(titles, scores).map { "\($0): \($1.points) points of \($1.dimensions) dimensions" }
    }

    // MARK: - Tables

    private var table: TextTable {
        if scores.count == 1 {
            return TextTable(
                header: [["measure", "value", "unbiased", "95 % interval", "isotropic"]],
                rows: lines.map { line in
                    guard let cell = line.cells[0] else { return [line.title] }
                    return [line.title, cell.value, cell.debiased, cell.interval, cell.isotropic]
                },
                alignments: [.leading] + [TextTable.Alignment](repeating: .trailing, count: 4))
        }
        return TextTable(
            header: [["measure"] + titles],
            rows: lines.map { line in
                [line.title]
                    + line.cells.map { cell in
                        cell?.besideOthers ?? ""
                    }
            },
            alignments: [.leading] + scores.map { _ in .trailing })
    }

    private struct Cell {
        let value, interval, debiased, isotropic: String
        /// In a table of several clouds: the number that the interval is of.
        let besideOthers: String

        /// Of a text with nothing beside it.
        static func alone(_ text: String) -> Cell {
            Cell(
                value: text, interval: nothing, debiased: "", isotropic: "", besideOthers: text)
        }
    }

    /// What stands where there is no number.
    private static let nothing = "–"

    /// One for each number that has a place in a table.
    private var lines: [(title: String, cells: [Cell?])] {
        var titles: [String] = []
        var cells: [String: [Cell?]] = [:]
        for (place, score) in scores.enumerated() {
            for row in score.measures {
                for (title, cell) in Self.cells(row) {
                    if cells[title] == nil {
                        titles.append(title)
                        cells[title] = Array(repeating: nil, count: scores.count)
                    }
                    cells[title]?[place] = cell
                }
            }
        }
        return titles.map { ($0, cells[$0] ?? []) }
    }

    private static func cells(_ row: MeasureRow) -> [(String, Cell)] {
        let (measure, result) = (row.measure, row.result)
        guard let value = result.value else {
            return [(measure.title, .alone("undefined"))]
        }
        let numbers = value.numbers
        guard numbers.count <= longest || !measure.components.isEmpty else {
            let (least, most) = (numbers.min() ?? .nan, numbers.max() ?? .nan)
            let text = "\(numbers.count) from \(number(least)) to \(number(most))"
            return [(measure.title, .alone(text))]
        }
        return numbers.indices.map { index in
            let interval: String =
                if index < result.intervals.count, let (lower, upper) = result.intervals[index].ends
                { Self.bounds(lower, upper) } else { nothing }
            func beside(_ value: MeasureValue?) -> String {
                value?.number(at: index).map(number) ?? ""
            }
            return (
                title(measure, index, of: numbers.count),
                Cell(
                    value: number(numbers[index]), interval: interval,
                    debiased: beside(result.debiased), isotropic: beside(result.isotropic),
                    besideOthers: row.shown(index) ?? "")
            )
        }
    }

    /// So many numbers of a measure have lines of their own.
    private static let longest = 12

    private static func title(_ measure: Measure, _ index: Int, of count: Int) -> String {
        guard index < measure.components.count else {
            return count == 1 ? measure.title : "\(measure.title), \(index + 1)"
        }
        // Of a title that lists its numbers, the number's own.
        let (component, all) = (
            measure.components[index], measure.components.joined(separator: ", ")
        )
        return measure.title.contains(all)
            ? measure.title.replacing(all, with: component) : "\(measure.title), \(component)"
    }

    private static func number(_ value: Double) -> String { significant(value) }

    /// Ends of intervals with one digit less than values: there are no more in them.
    static func bounds(_ lower: Double, _ upper: Double) -> String {
        "\(significant(lower, 3)) … \(significant(upper, 3))"
    }

    // MARK: - What stands below

    private var notes: [String] {
        var notes: [String] = []
        for (title, score) in zip(titles, scores) {
            let head = scores.count == 1 ? "" : "\(title): "
            if let findings = score.findings {
                notes += scores.count == 1 ? findings.sentences : [head + findings.text]
            }
            if let points = score.neighborPoints, points < score.points {
                notes.append(
                    "\(head)Neighbours were searched among \(points) of \(score.points) points.")
            }
            notes += copies(score).map { head + $0 }
        }
        notes += scores.count == 1 ? missingIntervals : ShownNumbers.notes(on: scores)
        notes += RowOrderNotes.notes(on: scores)
        return notes.isEmpty ? [] : [""] + notes
    }

    private func copies(_ score: CloudScore) -> [String] {
        var notes: [String] = []
        if let repeated = score.repeated, repeated.count > 0 {
            let named = repeated.named.map { "\($0.row) = \($0.first)" }.joined(separator: ", ")
            notes.append(
                "Rows that repeat another, from 0: \(named)\(more(repeated.count, repeated.named.count))"
            )
        }
        if let near = score.nearDuplicates, near.count > 0 {
            let named = near.named.map { "\($0.first) and \($0.second)" }.joined(separator: ", ")
            notes.append("Rows next to another, from 0: \(named)")
        }
        return notes
    }

    private func more(_ count: Int, _ named: Int) -> String {
        count > named ? " and \(count - named) more" : ""
    }

    /// Of one cloud, which numbers have no interval and why.
    private var missingIntervals: [String] {
        var titles: [NoInterval: [String]] = [:]
        for row in scores[0].measures {
            guard let count = row.result.value?.numbers.count else { continue }
            let reasons = row.result.intervals.prefix(count).map(\.reason)
            if let reason = reasons.first ?? nil, reasons.allSatisfy({ $0 == reason }) {
                titles[reason, default: []].append(row.measure.title)
                continue
            }
            for (index, reason) in reasons.enumerated() {
                guard let reason else { continue }
                titles[reason, default: []].append(Self.title(row.measure, index, of: count))
            }
        }
        return NoInterval.allCases.compactMap { reason in
            titles[reason].map { "No interval for \($0.joined(separator: ", ")): \(reason.text)." }
        }
    }

    // MARK: - CSV

    static let csvHeader = [
        "file", "cloud", "points", "dimensions", "measure", "component", "value", "lower", "upper",
        "no_interval", "debiased", "isotropic",
    ]

    /// A row for each number of every measure.
    var csvRows: [[String]] {
        [Self.csvHeader]
            + scores.flatMap { score in
                score.measures.flatMap { row in
                    Self.rows(row).map {
                        [score.file, score.name, "\(score.points)", "\(score.dimensions)"] + $0
                    }
                }
            }
    }

    private static func rows(_ row: MeasureRow) -> [[String]] {
        let (measure, result) = (row.measure, row.result)
        let numbers = result.value?.numbers ?? []
        guard !numbers.isEmpty else {
            return [[measure.name, "", "", "", "", result.reason?.rawValue ?? "", "", ""]]
        }
        return numbers.indices.map { index in
            let name =
                index < measure.components.count
                ? measure.components[index] : numbers.count == 1 ? "" : "\(index + 1)"
            var (lower, upper, reason) = ("", "", "")
            if index < result.intervals.count {
                let interval = result.intervals[index]
                if let ends = interval.ends { (lower, upper) = ("\(ends.lower)", "\(ends.upper)") }
                reason = interval.reason?.rawValue ?? ""
            }
            func beside(_ value: MeasureValue?) -> String {
                value?.number(at: index).map { "\($0)" } ?? ""
            }
            return [
                measure.name, name, "\(numbers[index])", lower, upper, reason,
                beside(result.debiased), beside(result.isotropic),
            ]
        }
    }
}
