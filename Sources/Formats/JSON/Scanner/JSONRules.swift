/// What a reader of JSON takes beside the grammar, which is always RFC 8259's, to the letter.
package struct JSONRules: Sendable {
    /// How many arrays and objects may stand in one another, in any file. `serde_json` takes no more, with
    /// which tokenizer.json and the headers of safetensors files are read elsewhere.
    package static let depth = 128

    /// Which numbers there are.
    package enum Numbers: Sendable {
        /// All that the grammar has, as they are written.
        case written
        /// Those in the range of a double, each the nearest one.
        case nearest
        /// The same as `serde_json` computes them, with which the `tokenizers` package reads its files:
        /// some are next to the nearest double.
        case serde
    }

    package var numbers: Numbers
    /// How many bytes a document may have.
    package var byteCount: Int

    package init(numbers: Numbers = .written, byteCount: Int = 1 << 31) {
        self.numbers = numbers
        self.byteCount = byteCount
    }
}
