import Foundation

/// The tables of fields on Documentation/files.md, by the anchors of their headings.
struct FieldPage {
    struct Field {
        let name: String
        let types: [FieldType]
        let mayBeLeftOut: Bool
        /// Whether small runs on a processor may never have it.
        let isRare: Bool
    }

    struct Table {
        let heading: String
        var fields: [Field] = []
    }

    private(set) var tables: [String: Table] = [:]

    /// The page as it is committed.
    static func committed() throws -> FieldPage {
        var root = URL(filePath: #filePath)
        for _ in 0..<4 { root.deleteLastPathComponent() }
        let file = root.appending(path: "Documentation/files.md")
        return try FieldPage(String(contentsOf: file, encoding: .utf8))
    }

    /// - Throws: for a type that the page does not explain.
    init(_ text: String) throws {
        var heading = ""
        var isOfFields = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("#") {
                heading = line.drop { $0 == "#" }.trimmingCharacters(in: .whitespaces)
            }
            guard line.hasPrefix("|") else {
                isOfFields = false
                continue
            }
            let cells = line.split(separator: "|", omittingEmptySubsequences: false)
                .dropFirst().map { $0.trimmingCharacters(in: .whitespaces) }
            if cells[0] == "field" {
                isOfFields = true
            } else if isOfFields, cells[0].hasPrefix("`") {
                tables[Self.anchor(heading), default: Table(heading: heading)].fields.append(
                    try Field(cells))
            }
        }
    }

    /// As links to a heading name it.
    private static func anchor(_ heading: String) -> String {
        String(
            heading.lowercased().compactMap { character in
                if character == " " { return "-" }
                let isKept = character.isLetter || character.isNumber || "-_".contains(character)
                return isKept ? character : nil
            })
    }
}

extension FieldPage.Field {
    /// - Parameter cells: name, type, and what it is.
    init(_ cells: [String]) throws {
        name = cells[0].replacing("`", with: "")
        let words = cells[1].components(separatedBy: " or ")
        mayBeLeftOut = words.contains("left out")
        types = try words.filter { $0 != "left out" }.map(FieldType.init)
        isRare = ["only on ", "only where ", "only after "].contains { cells[2].contains($0) }
    }
}

/// What the page says that a value may be: `integer`, `list of numbers and nulls`, a link to a table.
indirect enum FieldType: Equatable {
    case integer, number, text, boolean, null
    case list([FieldType])
    /// An object whose names are data.
    case map([FieldType])
    /// An object with the fields of the table under that anchor.
    case object(String)

    init(_ words: String) throws {
        func elements(after start: String) throws -> [FieldType]? {
            guard words.hasPrefix(start) else { return nil }
            return try words.dropFirst(start.count).components(separatedBy: " and ")
                .map(FieldType.init)
        }
        if let elements = try elements(after: "list of ") ?? elements(after: "lists of ") {
            self = .list(elements)
        } else if let elements = try elements(after: "map of ") {
            self = .map(elements)
        } else if let link = words.range(of: "](#") {
            self = .object(String(words[link.upperBound...].dropLast()))
        } else {
            switch words.hasSuffix("s") ? String(words.dropLast()) : words {
            case "integer": self = .integer
            case "number": self = .number
            case "text": self = .text
            case "boolean": self = .boolean
            case "null": self = .null
            default: throw UnknownType(description: "the page explains no type '\(words)'")
            }
        }
    }

    private struct UnknownType: Error, CustomStringConvertible {
        let description: String
    }
}
