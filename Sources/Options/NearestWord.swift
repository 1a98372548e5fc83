/// The known word that somebody probably meant, for `did you mean …?`.
///
/// - Returns: the word with the fewest slips (a letter left out, added, exchanged or swapped with its
///   neighbour, whatever the case), where they are at most a third of the letters and no other word has as
///   few; else the only word that begins with what was written; `nil` where there is none.
package func nearestWord(to written: String, in known: [String]) -> String? {
    let letters = Array(written.lowercased())
    let near = known.map { (word: $0, slips: slips(letters, Array($0.lowercased()))) }
        .filter { $0.slips <= max(1, $0.word.count / 3) }
    if let least = near.map(\.slips).min() {
        let best = near.filter { $0.slips == least }
        return best.count == 1 ? best[0].word : nil
    }
    let begun = known.filter { letters.count > 1 && $0.lowercased().starts(with: letters) }
    return begun.count == 1 ? begun[0] : nil
}

/// Such as `: did you mean 'rte'?`.
/// - Parameter otherwise: what stands there where no word is near.
package func suggestion(
    for written: String, in known: [String], otherwise: String = ""
) -> String {
    nearestWord(to: written, in: known).map { ": did you mean '\($0)'?" } ?? otherwise
}

/// All words beside the one that was probably meant: `: did you mean 'rte'? Known are rte, mrpc`, or
/// `; known are rte, mrpc`.
package func knownWords(besides written: String, _ known: [String]) -> String {
    let meant = suggestion(for: written, in: known)
    return (meant.isEmpty ? "; known are " : "\(meant) Known are ") + known.joined(separator: ", ")
}

/// The distance of Damerau and Levenshtein in which no letter is changed twice.
private func slips(_ one: [Character], _ other: [Character]) -> Int {
    var (before, last) = ([Int](), Array(0...other.count))
    for row in one.indices {
        var next = [row + 1]
        for column in other.indices {
            let exchanged = last[column] + (one[row] == other[column] ? 0 : 1)
            var least = min(exchanged, last[column + 1] + 1, next[column] + 1)
            if row > 0, column > 0, one[row] == other[column - 1], one[row - 1] == other[column] {
                least = min(least, before[column - 1] + 1)
            }
            next.append(least)
        }
        (before, last) = (last, next)
    }
    return last[other.count]
}
