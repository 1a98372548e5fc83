import Foundation

/// The table of results, with every number as text padded so that decimal points stand in line.
struct ResultsTable: Sendable {
    struct Column: Sendable {
        /// Columns side by side with the same group share a heading, which says of which part of the
        /// data they are.
        let group: String
        let title: String
        /// As wide as all other cells of the column; padded with `ResultsTable.padding`.
        var cells: [String]
        /// The row whose value is better than any other by more than either's deviation over the seeds. None
        /// where no lead is that large, and where a value is of one seed alone.
        var best: Int?
        /// Whether a number is one that not all seeds have.
        var lacksNumbers = false

        /// Both headings as one.
        var heading: String { [group, title].filter { !$0.isEmpty }.joined(separator: " ") }
    }

    /// A space as wide as a digit.
    static let padding: Character = "\u{2007}"
    static let missing = "–"

    let names: [String]
    let columns: [Column]

    init(_ content: ReportContent) {
        names = content.methods.map(\.name)
        columns =
            [Self.seeds(content)] + Self.metric(content) + Self.isotropy(content)
            + [Self.means(content, "", "seconds", decimals: 1, sign: nil) { $0.seconds }]
    }

    /// The headings above those of single columns, and over how many each stands.
    func groups(of columns: some Sequence<Column>) -> [(name: String, count: Int)] {
        columns.reduce(into: []) { groups, column in
            if groups.last?.name == column.group {
                groups[groups.count - 1].count += 1
            } else {
                groups.append((column.group, 1))
            }
        }
    }

    /// Whether a number of the table is one that not all seeds have.
    var lacksNumbers: Bool { columns.contains(where: \.lacksNumbers) }

    /// How many seeds, or folds and seeds, the numbers of a row are of.
    private static func seeds(_ content: ReportContent) -> Column {
        Column(
            group: "", title: content.unit + "s",
            cells: content.methods.map {
                $0.summary { $0.metric }.seeds(folds: content.folds).text
            })
    }

    /// The metric over the seeds; where every method has one seed only, its number alone.
    private static func metric(_ content: ReportContent) -> [Column] {
        let metric = content.metric
        let summaries = content.methods.map {
            $0.summary(higherIsBetter: metric.higherIsBetter) { content.shown($0.metric) }
        }
        func column(
            _ title: String, _ values: [Double?], frame: (before: String, after: String)? = nil
        ) -> Column {
            Column(
                content.metricTitle, title, values, decimals: metric.isPercentage ? 2 : 4,
                sign: metric.higherIsBetter ? 1 : -1,
                deviations: summaries.map(\.standardDeviation), frame,
                marks: summaries.map(\.seeds.mark),
                isOfAnyScale: !metric.isPercentage)
        }
        let means = summaries.map(\.mean)
        guard summaries.contains(where: { $0.seeds.total > 1 }) else { return [column("", means)] }
        return [
            column("median (std)", summaries.map(\.median), frame: (" (", ")")),
            column("mean ± std", means, frame: (" ± ", "")),
        ]
    }

    private static func isotropy(_ content: ReportContent) -> [Column] {
        let explained = "\(content.isotropySplit) [CLS]"
        let score = "\(content.isotropySplit) IsoScore"
        return (0..<3).map { index in
            means(content, explained, "EV_\(index + 1)", decimals: 3, sign: -1) {
                $0.isotropy.evCurve.count > index ? $0.isotropy.evCurve[index] : nil
            }
        } + [
            means(content, score, "[CLS]", decimals: 4, sign: 1) { $0.isotropy.isoScoreCLS },
            means(content, score, "tokens", decimals: 4, sign: 1) { $0.isotropy.isoScoreTokens },
        ]
    }

    /// - Parameter sign: 1 where more is better, -1 where less is, `nil` where nothing is marked.
    private static func means(
        _ content: ReportContent, _ group: String, _ title: String, decimals: Int,
        sign: Double?, _ value: (SeedResult) -> Double?
    ) -> Column {
        let summaries = content.methods.map { $0.summary(value) }
        return Column(
            group, title, summaries.map(\.mean), decimals: decimals, sign: sign,
            deviations: summaries.map(\.standardDeviation), marks: summaries.map(\.seeds.mark))
    }
}

extension ResultsTable.Column {
    /// - Parameters:
    ///   - sign: 1 where more is better, -1 where less is, `nil` where nothing is marked.
    ///   - deviations: over the seeds; one seed has none.
    ///   - frame: deviations are written after the values, between these two parts, and a number without one
    ///     stands alone; `nil` writes none.
    ///   - marks: written behind all, one a row.
    ///   - isOfAnyScale: whether small values have a power of ten.
    init(
        _ group: String, _ title: String, _ values: [Double?], decimals: Int, sign: Double?,
        deviations: [Double?], _ frame: (before: String, after: String)? = nil,
        marks: [String]? = nil, isOfAnyScale: Bool = false
    ) {
        self.group = group
        self.title = title
        let areSmall = values.map { isOfAnyScale && ($0.map(NumberText.isSmall) ?? false) }
        var texts = Self.padded(values, areSmall, decimals: decimals)
        if let frame, deviations.contains(where: { $0 != nil }) {
            let spreads = Self.padded(deviations, areSmall, decimals: decimals)
            texts = texts.indices.map { row in
                let spread = frame.before + spreads[row] + frame.after
                return texts[row] + (deviations[row] == nil ? Self.blank(spread) : spread)
            }
        }
        if let marks {
            lacksNumbers = marks.contains { !$0.isEmpty }
            let width = marks.map(\.count).max() ?? 0
            texts = zip(texts, marks).map { text, mark in
                text + mark + String(repeating: ResultsTable.padding, count: width - mark.count)
            }
        }
        cells = texts
        guard let sign else { return }
        // Compared as shown: two methods that read the same are both best, and neither is marked.
        let shown = zip(values, areSmall).map { value, isSmall in
            value.flatMap {
                isSmall ? String(format: "%.2e", $0) : NumberText.fixed($0, decimals: decimals)
            }
        }.map { $0.flatMap(Double.init).map { $0 * sign } }
        best = Self.leader(shown, values, deviations)
    }

    /// The row that is ahead of every other by more than either's deviation.
    private static func leader(
        _ shown: [Double?], _ values: [Double?], _ deviations: [Double?]
    ) -> Int? {
        let rivals = shown.indices.compactMap { row in
            shown[row].map { (row: row, shown: $0, value: values[row] ?? 0) }
        }
        guard rivals.count > 1, let first = rivals.max(by: { $0.shown < $1.shown }),
            let own = deviations[first.row]
        else { return nil }
        let isAhead = rivals.allSatisfy { rival in
            guard rival.row != first.row else { return true }
            guard let other = deviations[rival.row], rival.shown < first.shown else { return false }
            return abs(first.value - rival.value) > max(own, other)
        }
        return isAhead ? first.row : nil
    }

    private static func padded(
        _ values: [Double?], _ areSmall: [Bool], decimals: Int
    ) -> [String] {
        let texts = zip(values, areSmall).map { value, isSmall in
            value.flatMap {
                isSmall ? NumberText.small($0) : NumberText.typeset($0, decimals: decimals)
            } ?? ResultsTable.missing
        }
        let width = texts.map(\.count).max() ?? 0
        return texts.map { blank(width - $0.count) + $0 }
    }

    private static func blank(_ text: String) -> String { blank(text.count) }

    private static func blank(_ count: Int) -> String {
        String(repeating: ResultsTable.padding, count: count)
    }
}
