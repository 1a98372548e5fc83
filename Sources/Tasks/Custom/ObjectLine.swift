/// What JSON says that a value is.
enum CellSort: String {
    case text, number, boolean

    var plural: String { rawValue + "s" }
}

/// One line of JSON lines: an object whose values are texts and numbers.
struct ObjectLine {
    private enum Value {
        case cell(String, CellSort)
        case null
        // What is nested only matters where it is asked for.
        case list
        case object
    }

    private var values: [String: Value] = [:]
    /// In the order of the line.
    private(set) var keys: [String] = []

    init(_ bytes: [UInt8], _ line: Range<Int>) throws(WrongCell) {
        if line.isEmpty { throw WrongCell("an empty line") }
        var scanner = JSONScanner(bytes, in: line)
        do throws(JSONError) {
            scanner.skipSpace()
            try scanner.members { (scanner, key) throws(JSONError) in
                guard values[key] == nil else {
                    throw scanner.error("\(quoted(key)) a second time")
                }
                keys.append(key)
                values[key] = try Self.value(&scanner)
            }
            try scanner.finish()
        } catch {
            throw WrongCell("\(error.message) at byte \(error.byte - line.lowerBound) of the line")
        }
    }

    private static func value(_ scanner: inout JSONScanner) throws(JSONError) -> Value {
        switch scanner.next {
        case UInt8(ascii: "\""): return .cell(try scanner.string(), .text)
        case UInt8(ascii: "{"):
            try scanner.skip()
            return .object
        case UInt8(ascii: "["):
            try scanner.skip()
            return .list
        default:
            let word = try scanner.literal()
            if word == "null" { return .null }
            return .cell(word, ["true", "false"].contains(word) ? .boolean : .number)
        }
    }

    /// A text as it is, a number, true or false as written.
    func cell(_ column: String) throws(WrongCell) -> (text: String, sort: CellSort?) {
        switch values[column] {
        case .cell(let text, let sort): return (text, sort)
        case .null: throw Self.wrong(column, "is null")
        case .list:
            throw Self.wrong(
                column,
                "is a list: a row has one value, several labels (multi-label) are not supported")
        case .object: throw Self.wrong(column, "is an object, neither a text nor a number")
        case nil:
            let what = "no \(quoted(column))"
            throw WrongCell(what, cause: what)
        }
    }

    /// Other columns are another cause.
    private static func wrong(_ column: String, _ what: String) -> WrongCell {
        let message = "\(quoted(column)) \(what)"
        return WrongCell(message, cause: message)
    }
}
