/// One line of JSON lines: an object whose values are texts and numbers.
struct ObjectLine {
    private enum Value {
        case text(String)
        case null
        /// An array or an object, which only matters where it is asked for.
        case nested
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
        case UInt8(ascii: "\""): return .text(try scanner.string())
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            try scanner.skip()
            return .nested
        default:
            let word = try scanner.literal()
            return word == "null" ? .null : .text(word)
        }
    }

    /// A text as it is, a number, true or false as written.
    func cell(_ column: String) throws(WrongCell) -> String {
        switch values[column] {
        case .text(let text): return text
        case .null: throw WrongCell("\(quoted(column)) is null")
        case .nested: throw WrongCell("\(quoted(column)) is neither a text nor a number")
        case nil: throw WrongCell("no \(quoted(column))")
        }
    }
}
