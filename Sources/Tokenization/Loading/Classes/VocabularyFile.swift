import Files
import Options

/// Reads vocab.txt, BERT's own file: a token a line, its id the number of lines before it.
enum VocabularyFile {
    /// As `tokenizers` reads it: white space at the end of a line is no part of the token, a token
    /// that is there twice has the id of its last line, and an empty line takes an id.
    static func vocabulary(
        _ directory: TokenizerDirectory
    ) throws(TokenizerError) -> Vocabulary {
        let lines = try directory.lines(ModelFileNames.vocabularyLines).map(trimmed)
        var last: [[UInt8]: Int] = [:]
        last.reserveCapacity(lines.count)
        for (id, line) in lines.enumerated() { last[Array(line.utf8)] = id }
        var vocabulary = Vocabulary(capacity: lines.count)
        for (id, line) in lines.enumerated() where last[Array(line.utf8)] == id {
            if let problem = vocabulary.add(line, id: id) {
                throw TokenizerError(
                    file: directory.path(ModelFileNames.vocabularyLines),
                    field: textPlace(line: id + 1), Message(problem))
            }
        }
        return vocabulary
    }

    private static func trimmed(_ line: String) -> String {
        let scalars = line.unicodeScalars
        guard let last = scalars.last, last.properties.isWhitespace else { return line }
        let kept = scalars.reversed().drop { $0.properties.isWhitespace }
        return String(String.UnicodeScalarView(kept.reversed()))
    }
}
