import Files
import Foundation

/// Reads a whole file of JSON, and reports what is wrong with its bytes, its place among them.
func readJSON(
    _ url: URL, _ problems: inout DataError,
    _ body: (inout JSONScanner, inout DataError) throws(JSONError) -> Void
) {
    let path = url.path
    guard let bytes = fileBytes(path, &problems) else { return }
    func report(_ message: String, at place: Int) {
        let line = 1 + bytes[..<place].count { $0 == UInt8(ascii: "\n") }
        problems.add(.init(file: path, line: line, "\(message) at byte \(place) of the file"))
    }
    if let place = firstInvalidUTF8(bytes[...]) { return report("not UTF-8", at: place) }
    var scanner = JSONScanner(bytes, in: ByteOrderMark.length(bytes)..<bytes.count)
    do throws(JSONError) {
        scanner.skipSpace()
        try body(&scanner, &problems)
        try scanner.finish()
    } catch {
        report(error.message, at: error.byte)
    }
}
