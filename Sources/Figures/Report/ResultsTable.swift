/// The table of results, with every number as text padded so that decimal points stand in line.
struct ResultsTable: Sendable {
    struct Column: Sendable {
        /// Columns side by side with the same group share a heading.
        let group: String
        let title: String
        /// As wide as all other cells of the column; padded with `ResultsTable.padding`.
        var cells: [String]
        /// The rows with the best value, as shown. None when there is nothing to compare.
        var best: Set<Int>
    }

    /// A space as wide as a digit.
    static let padding: Character = "\u{2007}"
    static let missing = "–"

    let names: [String]
    let columns: [Column]

    init(_ content: ReportContent) {
        names = content.methods.map(\.name)
        let metrics = content.methods.map(\.seeds).map { SeedSummary($0.map(\.metric)) }
        let factor = content.metric.isPercentage ? 100.0 : 1
        let decimals = content.metric.isPercentage ? 2 : 4
        let heading = content.metric.name + (content.metric.isPercentage ? " (%)" : "")
        let deviations = metrics.map { $0.standardDeviation.map { $0 * factor } }
        let sign: Double = content.metric.higherIsBetter ? 1 : -1

        func column(
            _ group: String, _ title: String, decimals: Int, sign: Double,
            _ value: (SeedResult) -> Double?
        ) -> Column {
            let means = content.methods.map { SeedSummary($0.seeds.map(value)).mean }
            return Column(group, title, means, decimals: decimals, sign: sign)
        }
        var columns = [
            Column(
                heading, "median (std)", metrics.map { $0.median.map { $0 * factor } },
                decimals: decimals, sign: sign, deviations: deviations, (" (", ")")),
            Column(
                heading, "mean ± std", metrics.map { $0.mean.map { $0 * factor } },
                decimals: decimals, sign: sign, deviations: deviations, (" ± ", "")),
        ]
        columns += (0..<3).map { index in
            column("EV_k of [CLS]", "EV_\(index + 1)", decimals: 3, sign: -1) {
                $0.isotropy.evCurve.count > index ? $0.isotropy.evCurve[index] : nil
            }
        }
        columns.append(
            column("IsoScore", "[CLS]", decimals: 4, sign: 1) { $0.isotropy.isoScoreCLS })
        columns.append(
            column("IsoScore", "tokens", decimals: 4, sign: 1) { $0.isotropy.isoScoreTokens })
        columns.append(column("time", "seconds", decimals: 1, sign: -1) { $0.seconds })
        self.columns = columns
    }
}

extension ResultsTable.Column {
    /// - Parameters:
    ///   - sign: 1 where more is better, -1 where less is.
    ///   - deviations: Written after the values, between the two parts of `frame`.
    init(
        _ group: String, _ title: String, _ values: [Double?], decimals: Int, sign: Double,
        deviations: [Double?]? = nil, _ frame: (before: String, after: String) = ("", "")
    ) {
        self.group = group
        self.title = title
        let texts = Self.padded(values, decimals: decimals)
        if let deviations {
            let spreads = Self.padded(deviations, decimals: decimals)
            cells = zip(texts, spreads).map { $0 + frame.before + $1 + frame.after }
        } else {
            cells = texts
        }
        // Compared as shown: two methods that read the same are both best.
        let shown = values.map { $0.flatMap { NumberText.fixed($0, decimals: decimals) } }
            .map { $0.flatMap(Double.init).map { $0 * sign } }
        let top = shown.compactMap { $0 }.max()
        let count = shown.compactMap { $0 }.count
        best = count < 2 ? [] : Set(shown.indices.filter { shown[$0] == top })
        if best.count == count { best = [] }
    }

    private static func padded(_ values: [Double?], decimals: Int) -> [String] {
        let texts = values.map {
            $0.flatMap { NumberText.typeset($0, decimals: decimals) } ?? ResultsTable.missing
        }
        let width = texts.map(\.count).max() ?? 0
        return texts.map {
            String(repeating: ResultsTable.padding, count: width - $0.count) + $0
        }
    }
}
