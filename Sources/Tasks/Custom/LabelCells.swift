import Files

/// The labels of one file, looked at for what makes one class look like two, or no class like one.
struct LabelCells {
    /// The rows of one spelling.
    private struct Rows {
        var count = 0
        var firstLine = 0

        mutating func add(_ line: Int) {
            if count == 0 { firstLine = line }
            count += 1
        }

        var words: String {
            count == 1 ? "line \(firstLine)" : "\(count) rows, the first on line \(firstLine)"
        }
    }

    private var spellings: [String: Rows] = [:]
    private var sorts: [CellSort: Rows] = [:]

    init(_ records: [CustomRecord]) {
        for record in records {
            spellings[record.label, default: Rows()].add(record.line)
            if let sort = record.labelSort { sorts[sort, default: Rows()].add(record.line) }
        }
    }

    /// One message for each cause, and the first line that it is of.
    func problems(_ column: String) -> [(line: Int, message: String)] {
        let name = quoted(column)
        if let mixed = mixedSorts(name) { return [mixed] }
        return [
            spelledTwice(name), booleansBesideNumbers(name), missingBesideNumbers(name),
            lists(name),
        ].compactMap { $0 }
    }

    /// `1` beside `"1"` or `true`: JSON says that they differ, and a table could not.
    private func mixedSorts(_ name: String) -> (Int, String)? {
        guard sorts.count > 1 else { return nil }
        let all = sorts.sorted { $0.value.firstLine < $1.value.firstLine }
        let what = all.map { "\($0.key.plural) (\($0.value.words))" }.joined(separator: " and ")
        return (all[1].value.firstLine, "\(name) holds \(what): write all labels in one way")
    }

    private func spelledTwice(_ name: String) -> (Int, String)? {
        let groups = numbersTwice + booleansTwice
        guard !groups.isEmpty else { return nil }
        let shown = groups.prefix(5).map { listed($0) }.joined(separator: "; ")
        let more = groups.count > 5 ? "; and \(groups.count - 5) more" : ""
        return (
            line(groups.flatMap { $0 }),
            "\(name) holds one and the same in several spellings: \(shown)\(more)"
        )
    }

    /// Spellings of one number, as `0` and `0.0`.
    private var numbersTwice: [[String]] {
        groups(of: spellings.keys.filter { decimalNumber($0) != nil }) { decimalNumber($0) }
    }

    /// Spellings of one boolean, as `true` and `True`.
    private var booleansTwice: [[String]] {
        groups(of: spellings.keys.filter(Self.isBoolean)) { $0.lowercased() }
    }

    private func booleansBesideNumbers(_ name: String) -> (Int, String)? {
        mixture(name, "booleans", Self.isBoolean, otherwiseOnlyNumbers: false)
    }

    /// What programs write where a number is missing. Beside other texts it may be a class.
    private func missingBesideNumbers(_ name: String) -> (Int, String)? {
        mixture(name, "missing values", Self.isMissing, otherwiseOnlyNumbers: true)
    }

    private func mixture(
        _ name: String, _ what: String, _ isOdd: (String) -> Bool, otherwiseOnlyNumbers: Bool
    ) -> (Int, String)? {
        let odd = spellings.keys.filter(isOdd)
        let others = spellings.keys.filter { !isOdd($0) }
        let numbers = others.filter { decimalNumber($0) != nil }
        guard !odd.isEmpty, !numbers.isEmpty,
            !otherwiseOnlyNumbers || numbers.count == others.count
        else { return nil }
        let labels = odd.sorted()
        return (
            line(labels),
            "\(name) holds \(what) (\(listed(labels))) beside numbers (\(listed(numbers.sorted())))"
        )
    }

    /// Lists as texts, which is how tables hold them.
    private func lists(_ name: String) -> (Int, String)? {
        let labels = spellings.keys.sorted()
        guard labels.allSatisfy({ $0.hasPrefix("[") && $0.hasSuffix("]") }),
            labels.contains(where: { $0.contains(",") })
        else { return nil }
        return (
            line(labels),
            "\(name) holds lists, as \(quoted(labels.first { $0.contains(",") } ?? "")): several "
                + "labels a row (multi-label) are not supported"
        )
    }

    private static func isBoolean(_ label: String) -> Bool {
        ["true", "false"].contains(label.lowercased())
    }

    private static func isMissing(_ label: String) -> Bool {
        ["nan", "na", "n/a", "<na>", "null", "none"].contains(label.lowercased())
    }

    /// Those that share a key with another.
    private func groups<Key: Hashable>(
        of labels: [String], _ key: (String) -> Key
    ) -> [[String]] {
        Dictionary(grouping: labels, by: key).values.filter { $0.count > 1 }
            .map { $0.sorted() }.sorted { line($0) < line($1) }
    }

    /// The first line of any of them.
    private func line(_ labels: [String]) -> Int {
        labels.compactMap { spellings[$0]?.firstLine }.min() ?? 0
    }

    /// The first five with how many rows they have.
    private func listed(_ labels: [String]) -> String {
        let shown = labels.prefix(5).map { "\(quoted($0)) (\(spellings[$0]?.words ?? ""))" }
        let more = labels.count > 5 ? " and \(labels.count - 5) more" : ""
        return shown.joined(separator: ", ") + more
    }
}
