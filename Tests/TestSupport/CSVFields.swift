import Testing

/// The fields of a text after RFC 4180, read without the writer's help.
public func fields(_ csv: String) throws -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var field = String.UnicodeScalarView()
    var isQuoted = false
    let scalars = Array(csv.unicodeScalars)
    var place = 0
    while place < scalars.count {
        let scalar = scalars[place]
        let next = place + 1 < scalars.count ? scalars[place + 1] : nil
        place += 1
        switch (scalar, isQuoted) {
        case ("\"", true) where next == "\"":
            field.append("\"")
            place += 1
        case ("\"", true): isQuoted = false
        case ("\"", false) where field.isEmpty: isQuoted = true
        case (",", false):
            row.append(String(field))
            field = .init()
        case ("\r", false):
            try #require(next == "\n", "a line ends in CR alone")
            place += 1
            rows.append(row + [String(field)])
            (row, field) = ([], .init())
        default: field.append(scalar)
        }
    }
    #expect(row.isEmpty && field.isEmpty && !isQuoted, "the text ends within a line")
    #expect(Set(rows.map(\.count)).count == 1, "lines differ in their fields")
    return rows
}
