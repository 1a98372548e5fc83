/// EV_1, EV_2 and EV_3 before and after what makes a cloud more isotropic, models by tasks (table 2 of Zhou et al.
/// 2021).
public struct ExplainedVarianceTable: Sendable, Equatable {
    public struct Row: Sendable, Equatable {
        /// Rows of one model stand together.
        public var model: String
        /// A method, or what was done to the points.
        public var method: String
        /// EV_1, EV_2, EV_3 of each task, 0 ... 1; `nil` where nobody measured it.
        public var values: [[Double]?]

        public init(_ model: String, _ method: String, _ values: [[Double]?]) {
            self.model = model
            self.method = method
            self.values = values
        }
    }

    /// The tasks.
    public var columns: [String]
    public var rows: [Row]
    /// What the variance is of, and over what means are.
    public var notes: [String]

    public init(columns: [String], rows: [Row], notes: [String] = []) {
        precondition(
            rows.allSatisfy { $0.values.count == columns.count },
            "\(rows.map(\.values.count)) values do not fit \(columns.count) tasks")
        self.columns = columns
        self.rows = rows
        self.notes = notes
    }

    /// For a terminal.
    public func text(width: Int? = nil) -> String {
        table(columns).text(width: width, keys: 2)
            + meanings.map { PlainText.paragraph($0, width: width) }.joined()
    }

    public func markdown() -> String {
        let titles = columns.map { $0.isEmpty ? Self.measure : "\($0): \(Self.measure)" }
        var plain = table(titles)
        plain.header = [plain.header[0]]
        return plain.markdown() + notes.map { "\n\($0)\n" }.joined()
    }

    /// A `tabular` with the rules of the package booktabs.
    public func latex() -> String {
        let models = rows.map(\.model).eachOnce
        let bodies = models.map { model in
            rows(of: model).map { $0.map(LaTeX.text) }
        }
        let lines = LaTeX.tabular(
            columns: "ll" + String(repeating: "r", count: columns.count),
            heads: table(columns).header.map { $0.map(LaTeX.text) }, bodies: bodies)
        return (lines + meanings.map { "% " + PlainText.line($0) }).joined(separator: "\n") + "\n"
    }

    /// A number a line, unrounded.
    public func csv() -> String {
        DataTable(
            ["model", "method", "task", "k", "EV_k"],
            rows: rows.flatMap { row in
                zip(columns, row.values).flatMap { task, values in
                    (values ?? []).enumerated().map {
                        [
                            .text(row.model), .text(row.method), .text(task),
                            .whole($0.offset + 1), .number($0.element),
                        ]
                    }
                }
            }
        ).csv()
    }

    private static let measure = "EV_1/EV_2/EV_3"

    private var meanings: [String] {
        ["EV_k: share of the variance in the first k principal components; less is more isotropic."]
            + notes
    }

    private func table(_ titles: [String]) -> TextTable {
        TextTable(
            header: [
                ["model", "method"] + titles, ["", ""] + titles.map { _ in Self.measure },
            ],
            rows: rows.map(\.model).eachOnce.flatMap(rows),
            alignments: [.leading, .leading] + titles.map { _ in .trailing })
    }

    private func rows(of model: String) -> [[String]] {
        rows.filter { $0.model == model }.enumerated().map { index, row in
            [index == 0 ? model : "", row.method]
                + row.values.map { values in
                    values.map { numbers in
                        numbers.map { NumberText.fixed($0, decimals: 3) ?? "–" }
                            .joined(separator: "/")
                    } ?? "–"
                }
        }
    }
}

extension [String] {
    /// Each once, in their first order.
    fileprivate var eachOnce: [String] {
        reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}
