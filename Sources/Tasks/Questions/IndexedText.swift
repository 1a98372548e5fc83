import Options

/// A text in which places are counted in Unicode scalars.
struct IndexedText {
    let text: String
    private let bytes: [UInt8]
    /// The first byte of every scalar, and the end; `nil` where all are ASCII.
    private let starts: [Int]?

    init(_ text: String) {
        self.text = text
        let bytes = Array(text.utf8)
        self.bytes = bytes
        if bytes.allSatisfy({ $0 < 0x80 }) {
            starts = nil
        } else {
            starts = bytes.indices.filter { bytes[$0] & 0xC0 != 0x80 } + [bytes.count]
        }
    }

    /// The number of scalars.
    var count: Int { starts.map { $0.count - 1 } ?? bytes.count }

    /// The answer at that scalar, if exactly it stands there.
    func span(_ answer: String, at start: Int) -> Result<AnswerSpan, WrongCell> {
        let wanted = Array(answer.utf8)
        if wanted.isEmpty { return .failure(WrongCell("an empty answer")) }
        guard (0..<count).contains(start) else {
            return .failure(
                WrongCell(
                    "answer \(quoted(answer)) starts at \(start), the context has \(count) "
                        + "characters"))
        }
        let first = starts?[start] ?? start
        let last = first + wanted.count
        guard last <= bytes.count, bytes[first..<last].elementsEqual(wanted) else {
            let length = answer.unicodeScalars.count
            let end = min(start + length, count)
            let there = bytes[first..<(starts?[end] ?? end)]
            let found = quoted(String(decoding: there, as: UTF8.self))
            return .failure(
                WrongCell("answer \(quoted(answer)) is not at \(start), where \(found) is"))
        }
        return .success(AnswerSpan(text: answer, start: start, bytes: first..<last))
    }
}
