import Options
import Tokenization

/// How many rows of each set are longer than a model reads them.
public struct TruncatedRows: Sendable, Equatable {
    /// The tokens of a sequence.
    public let maximumLength: Int
    private var sets: [(name: String, cut: Int, rows: Int)] = []

    public init(_ maximumLength: Int) {
        self.maximumLength = maximumLength
    }

    /// - Parameter name: what the rows are, in words: `training rows`.
    public mutating func add(_ name: String, cut: Int, of rows: Int) {
        if rows > 0 { sets.append((name, cut, rows)) }
    }

    package mutating func add(_ name: String, _ rows: [EncodedExample]) {
        add(name, cut: rows.count(where: \.isTruncated), of: rows.count)
    }

    /// A sentence where any row is cut.
    public var notice: Message? {
        let cut = sets.filter { $0.cut > 0 }
        guard !cut.isEmpty else { return nil }
        let shares = cut.map { "\($0.cut) of \($0.rows) \($0.name)" }.joined(separator: ", ")
        return "truncated to `max_length` \(maximumLength): \(shares)"
    }

    public static func == (left: TruncatedRows, right: TruncatedRows) -> Bool {
        left.maximumLength == right.maximumLength
            && left.sets.elementsEqual(right.sets) { $0 == $1 }
    }
}

extension Tokenizer {
    /// Refuses a length at which nothing of a text is left beside the special tokens, or of one of a pair.
    package func check(maximumLength: Int, pairs: Bool) throws(TokenizerError) {
        if let reason = narrowness(maximumLength: maximumLength, pairs: pairs) {
            throw TokenizerError("\(OptionProblem("max_length", reason))")
        }
    }

    func narrowness(maximumLength: Int, pairs: Bool) -> Message? {
        let special = specialTokenCount(pairs: pairs)
        let least = special + (pairs ? 2 : 1)
        guard maximumLength < least else { return nil }
        return "\(maximumLength) has no room for \(pairs ? "two texts" : "a text") beside the "
            + "\(special) special tokens: it must be at least \(least)"
    }

    /// Which texts have more tokens than they were given: of those that fill the length, whether they
    /// do is only known without it.
    /// - Parameter sequences: what `ids(ofBatch:)` made of the inputs.
    package func truncated(
        _ inputs: [TokenizerInput], _ sequences: [(ids: [Int32], typeIDs: [Int32])],
        maximumLength: Int, threads: Int? = nil
    ) throws(TokenizerError) -> [Bool] {
        var isTruncated = [Bool](repeating: false, count: inputs.count)
        let full = sequences.indices.filter { sequences[$0].ids.count >= maximumLength }
        let whole = try ids(ofBatch: full.map { inputs[$0] }, threads: threads)
        for (index, sequence) in zip(full, whole) {
            isTruncated[index] = sequence.ids.count > maximumLength
        }
        return isTruncated
    }
}
