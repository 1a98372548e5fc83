/// The numbers behind a figure, as rows of named columns.
public struct DataTable: Sendable, Equatable {
    public enum Value: Sendable, Equatable {
        case text(String)
        /// In the fewest digits that name it exactly; NaN as `nan`, infinity as `inf`.
        case number(Double)
        case whole(Int)
        /// As `number`, in the fewest digits of its own precision.
        case single(Float)
        /// Nobody measured it: an empty field.
        case missing

        public init(_ number: Double?) {
            self = number.map(Value.number) ?? .missing
        }
    }

    public var header: [String]
    /// Each as long as the header.
    public private(set) var rows: [[Value]] = []

    public init(_ header: [String] = [], rows: [[Value]] = []) {
        self.header = header
        append(rows)
    }

    public mutating func append(_ more: [[Value]]) {
        for row in more {
            precondition(
                row.count == header.count,
                "\(row.count) values do not fit \(header.count) columns")
        }
        rows += more
    }

    /// RFC 4180: comma-separated, lines end in CR LF, the first names the columns. Text is what it was, to
    /// the character; a field with a comma, a quotation mark or a line break stands in quotation marks.
    public func csv() -> String {
        guard !header.isEmpty else { return "" }
        var text = ""
        Self.write(header.map(Value.text), to: &text)
        for row in rows { Self.write(row, to: &text) }
        return text
    }

    private static func write(_ row: [Value], to text: inout String) {
        for (index, value) in row.enumerated() {
            if index > 0 { text += "," }
            switch value {
            case .text(let field): text += quoted(field, isAlone: row.count == 1)
            case .number(let number): text += number.isNaN ? "nan" : "\(number)"
            case .single(let number): text += number.isNaN ? "nan" : "\(number)"
            case .whole(let number): text += "\(number)"
            case .missing: break
            }
        }
        text += "\r\n"
    }

    /// A lone empty field would be an empty line, which many readers skip.
    private static func quoted(_ field: String, isAlone: Bool) -> String {
        let mustQuote =
            field.unicodeScalars.contains { "\",\r\n".unicodeScalars.contains($0) }
            || field.first == " " || field.last == " " || (isAlone && field.isEmpty)
        guard mustQuote else { return field }
        var scalars = String.UnicodeScalarView()
        for scalar in field.unicodeScalars {
            if scalar == "\"" { scalars.append("\"") }
            scalars.append(scalar)
        }
        return "\"\(String(scalars))\""
    }
}
