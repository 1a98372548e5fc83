import Formats
import Options

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
        do throws(JSONError) {
            var scanner = try JSONScanner(bytes, in: line)
            try scanner.members { (scanner, key) throws(JSONError) in
                keys.append(key)
                values[key] = try Self.value(&scanner)
            }
            try scanner.finish()
        } catch {
            throw WrongCell(Message(error.reason), cause: error.cause, column: error.column)
        }
    }

    private static func value(_ scanner: inout JSONScanner) throws(JSONError) -> Value {
        switch scanner.kind() {
        case .string: return .cell(try scanner.string(), .text)
        case .object:
            try scanner.skip()
            return .object
        case .array:
            try scanner.skip()
            return .list
        case .other:
            switch try scanner.literal() {
            case .null: return .null
            case .bool(let value): return .cell("\(value)", .boolean)
            case .number(let number): return .cell(number.text, .number)
            }
        }
    }

    /// Whether no value of it is a cell.
    var isNested: Bool {
        values.values.allSatisfy {
            if case .list = $0 { true } else if case .object = $0 { true } else { false }
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
            throw WrongCell(Message(what), cause: what)
        }
    }

    /// Other columns are another cause.
    private static func wrong(_ column: String, _ what: String) -> WrongCell {
        let message = "\(quoted(column)) \(what)"
        return WrongCell(Message(message), cause: message)
    }
}
