import Files
import Options

/// A text without the byte-order mark before it.
/// - Throws: when the mark is another encoding's than UTF-8's.
func unmarked(_ bytes: [UInt8], file: String) throws(TokenizerError) -> ArraySlice<UInt8> {
    if let problem = ByteOrderMark.problem(bytes) {
        throw TokenizerError(file: file, Message(problem))
    }
    return bytes.dropFirst(ByteOrderMark.length(bytes))
}
