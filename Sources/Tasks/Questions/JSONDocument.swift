import Formats
import Foundation
import Options

/// Reads a whole file of JSON, and reports what is wrong with it, with its line and column.
func readJSON(
    _ url: URL, _ problems: inout DataError,
    _ body: (inout JSONScanner, inout DataError) throws(JSONError) -> Void
) {
    let path = url.path
    guard let bytes = fileBytes(path, &problems) else { return }
    do throws(JSONError) {
        var scanner = try JSONScanner(bytes)
        try body(&scanner, &problems)
        try scanner.finish()
    } catch {
        problems.add(.init(file: path, error))
    }
}

extension DataError.Problem {
    init(file: String, _ error: JSONError) {
        self.init(
            file: file, line: error.isOfWhole ? nil : error.line,
            column: error.isOfWhole ? nil : error.column, Message(error.reason), cause: error.cause)
    }
}
