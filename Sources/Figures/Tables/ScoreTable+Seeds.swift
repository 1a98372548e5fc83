extension ScoreTable {
    /// Where the table says how many seeds its numbers are of: once where that is one number, and never in words
    /// that stand for several.
    enum SeedPlace: Equatable {
        /// In a column of its own, for each row has one number.
        case rows
        /// In the heads of columns, each of which has one number.
        case columns
        /// Behind every number.
        case cells
    }

    var seedPlace: SeedPlace {
        let rows = sections.flatMap(\.rows)
        if rows.allSatisfy({ $0.seedCounts.count < 2 }) { return .rows }
        let areUniform = columns.indices.allSatisfy { seedCounts(ofColumn: $0).count < 2 }
        return areUniform ? .columns : .cells
    }

    private func seedCounts(ofColumn index: Int) -> Set<SeedCount> {
        Set(sections.flatMap(\.rows).compactMap { $0.scores[index]?.seeds?.all })
    }

    /// How many seeds a column's numbers are of; empty where that stands elsewhere.
    func seedText(ofColumn index: Int) -> String {
        seedPlace == .columns ? seedCounts(ofColumn: index).first?.whole ?? "" : ""
    }

    /// The same of a row.
    func seedText(of row: Row) -> String { row.seedCounts.first?.counted ?? "" }

    /// What has to be said of a score's seeds beside their number, and that where nothing else says it.
    func mark(_ score: Score) -> String {
        guard let seeds = score.seeds else { return "" }
        let parts = [
            seedPlace == .cells ? seeds.whole : nil,
            seeds.defined < seeds.total ? "of \(seeds.defined)" : nil,
            seeds.collapsed > 0 ? "\(seeds.collapsed) collapsed" : nil,
        ].compactMap { $0 }
        return parts.isEmpty ? "" : " [\(parts.joined(separator: ", "))]"
    }

    /// What the marks mean, those that are there.
    var markMeanings: [String] {
        let seeds = sections.flatMap(\.rows).flatMap(\.scores).compactMap { $0?.seeds }
        return [
            seeds.contains { $0.defined < $0.total }
                ? "[of n]: n of the runs have the number; the others rank worst in the median, and are not in "
                    + "mean and std" : nil,
            seeds.contains { $0.collapsed > 0 }
                ? "[n collapsed]: so many of the models give one answer to every row, though what is right "
                    + "differs" : nil,
        ].compactMap { $0 }
    }
}
