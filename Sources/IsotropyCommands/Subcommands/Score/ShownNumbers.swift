import Files
import Isotropy

/// How tables of several clouds show a number: as the one that its interval is of, without the bias of few points where
/// that can be taken out.
enum ShownNumbers {
    /// Behind a number that has that bias.
    static let mark = "*"

    /// What the tables' numbers are.
    static func notes(on scores: [CloudScore]) -> [String] {
        let rows = scores.flatMap(\.measures)
        let biased = rows.contains { $0.keepsBias }
        guard biased || rows.contains(where: { $0.result.debiased != nil }) else { return [] }
        let note =
            "Numbers are without the bias of few points, as the intervals are; CSV and JSON have those with it, too."
        return [
            biased ? "\(note) Where it cannot be taken out they have it, and a \(mark)." : note
        ]
    }
}

extension MeasureRow {
    /// Whether the value has a bias that could not be taken out.
    fileprivate var keepsBias: Bool {
        if case .none = measure.debiasing { return false }
        return result.value != nil && result.debiased == nil
    }

    /// The number at a place with its interval in brackets; where the number that the interval is of is not known, the
    /// interval alone. `nil` of a place that is not there.
    func shown(_ index: Int, digits: Int = 4) -> String? {
        guard let numbers = result.value?.numbers, index < numbers.count else { return nil }
        let number = result.debiased?.number(at: index) ?? numbers[index]
        let text = significant(number, digits) + (keepsBias ? ShownNumbers.mark : "")
        guard index < result.intervals.count,
            let (lower, upper) = result.intervals[index].ends
        else { return text }
        let interval = "[\(ScoreText.bounds(lower, upper))]"
        return keepsBias ? interval : "\(text) \(interval)"
    }
}

extension MeasureValue {
    /// The number at a place; a single one holds for all places.
    func number(at index: Int) -> Double? {
        if let number { return number }
        return index < numbers.count ? numbers[index] : nil
    }
}

/// What is said where rows of a file are sorted.
enum RowOrderNotes {
    static func notes(on scores: [CloudScore]) -> [String] {
        let spreads = scores.compactMap(\.blockSpread).filter { $0 > MeasuredCloud.sortedSpread }
        guard let most = spreads.max() else { return [] }
        let which = scores.count > 1 ? " of \(spreads.count) of the \(scores.count) clouds" : ""
        let upTo = spreads.count > 1 ? "up to " : ""
        return [
            "The means of consecutive blocks of rows\(which) differ \(upTo)\(significant(most, 2)) times as much as "
                + "chance makes them. If rows are sorted, intervals are wrong: shuffle the rows first."
        ]
    }
}
