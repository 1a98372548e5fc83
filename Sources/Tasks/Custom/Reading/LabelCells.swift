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
    /// By spelling.
    private let meanings: [String: LabelMeaning]

    init(_ records: [CustomRecord]) {
        for record in records {
            spellings[record.label, default: Rows()].add(record.line)
            if let sort = record.labelSort { sorts[sort, default: Rows()].add(record.line) }
        }
        meanings = Dictionary(
            uniqueKeysWithValues: spellings.keys.map { ($0, LabelMeaning($0)) })
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

    /// One message where JSON says that these labels are something else than those of the train file, as
    /// texts beside its numbers.
    func otherSort(
        than train: LabelCells, _ column: String
    ) -> (line: Int, message: String)? {
        guard let own = onlySort, let wanted = train.onlySort, own.key != wanted.key else {
            return nil
        }
        return (
            own.value.firstLine,
            "\(quoted(column)) holds \(own.key.plural) (\(own.value.words)), and in the train file "
                + "\(wanted.key.plural): write all labels in one way"
        )
    }

    /// What JSON says that all labels are; `nil` for several, and in tables.
    private var onlySort: (key: CellSort, value: Rows)? { sorts.count == 1 ? sorts.first : nil }

    private func spelledTwice(_ name: String) -> (Int, String)? {
        let groups = Dictionary(grouping: spellings.keys) { meanings[$0] }.values
            .filter { $0.count > 1 }
            .map { $0.sorted() }.sorted { line($0) < line($1) }
        guard !groups.isEmpty else { return nil }
        let shown = groups.prefix(5).map { listed($0) }.joined(separator: "; ")
        let more = groups.count > 5 ? "; and \(groups.count - 5) more" : ""
        return (
            line(groups.flatMap { $0 }),
            "\(name) holds one and the same in several spellings: \(shown)\(more)"
        )
    }

    private func booleansBesideNumbers(_ name: String) -> (Int, String)? {
        mixture(name, "booleans", \.isBoolean, otherwiseOnlyNumbers: false)
    }

    /// What programs write where a number is missing. Beside other texts it may be a class.
    private func missingBesideNumbers(_ name: String) -> (Int, String)? {
        mixture(name, "missing values", \.isMissing, otherwiseOnlyNumbers: true)
    }

    private func mixture(
        _ name: String, _ what: String, _ isOdd: (LabelMeaning) -> Bool,
        otherwiseOnlyNumbers: Bool
    ) -> (Int, String)? {
        let odd = meanings.filter { isOdd($0.value) }.keys.sorted()
        let numbers = meanings.filter(\.value.isNumber).keys.sorted()
        guard !odd.isEmpty, !numbers.isEmpty,
            !otherwiseOnlyNumbers || odd.count + numbers.count == meanings.count
        else { return nil }
        return (
            line(odd), "\(name) holds \(what) (\(listed(odd))) beside numbers (\(listed(numbers)))"
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
