import Formats

/// Holds documents against the page, and remembers which of its fields they have.
struct FieldCheck {
    let page: FieldPage
    private(set) var problems: [String] = []
    private var seen: Set<String> = []

    init(_ page: FieldPage) {
        self.page = page
    }

    /// The page's fields that no document has had, as `table.field`.
    var unseen: [String] {
        page.tables.flatMap { anchor, table in
            table.fields.filter { !$0.isRare }.map { "\(anchor).\($0.name)" }
        }.filter { !seen.contains($0) }.sorted()
    }

    /// A file or an output that the table under this anchor describes.
    mutating func check(_ text: String, as anchor: String) {
        guard let members = members(of: text, anchor) else { return }
        let version = members.first { $0.name == FileFormat.key }?.value
        if version?.text != "\(FileFormat.version)" {
            report("\(anchor): its \(FileFormat.key) is \(version?.text ?? "missing")")
        }
        check(members.filter { $0.name != FileFormat.key }, anchor, at: anchor)
    }

    /// A file or an output of such objects, one a line.
    mutating func check(linesOf text: String, as anchor: String) {
        let lines = text.split(separator: "\n")
        if lines.isEmpty { report("\(anchor): no line") }
        for line in lines { check(String(line), as: anchor) }
    }

    /// A file that another tool defines, of which some fields are ours.
    mutating func check(_ text: String, ofAnotherTool anchor: String, fieldsFrom prefix: String) {
        guard let members = members(of: text, anchor) else { return }
        if members.contains(where: { $0.name == FileFormat.key }) {
            report("\(anchor): another tool's file has a \(FileFormat.key)")
        }
        check(members.filter { $0.name.hasPrefix(prefix) }, anchor, at: anchor)
    }

    private mutating func members(of text: String, _ anchor: String) -> [JSONTree.Member]? {
        if case .object(let members)? = try? JSONTree(Array(text.utf8)) { return members }
        report("\(anchor): is no object: \(text.prefix(80))")
        return nil
    }

    private mutating func check(
        _ members: [JSONTree.Member], _ anchor: String, at path: String
    ) {
        guard let fields = page.tables[anchor]?.fields else {
            return report("\(path): the page has no table #\(anchor)")
        }
        let names = Set(members.map(\.name))
        for field in fields where !field.mayBeLeftOut && !names.contains(field.name) {
            report("\(path) has no \(field.name), which the page does not leave out")
        }
        for member in members {
            let place = "\(path).\(member.name)"
            if !isSnakeCase(member.name) { report("\(place) is not in snake_case") }
            if let field = fields.first(where: { $0.name == member.name }) {
                seen.insert("\(anchor).\(member.name)")
                check(member.value, field.types, at: place)
            } else {
                report("\(place) is not on the page")
            }
        }
    }

    private mutating func check(_ value: JSONTree, _ types: [FieldType], at path: String) {
        switch value {
        case .null: expect(.null, in: types, at: path)
        case .bool: expect(.boolean, in: types, at: path)
        case .string: expect(.text, in: types, at: path)
        case .number(let number):
            let isWhole = number.text.allSatisfy { $0.isNumber || $0 == "-" }
            if isWhole, types.contains(.integer) { return }
            expect(.number, in: types, at: path)
        case .array(let elements):
            for case .list(let inner) in types {
                for element in elements { check(element, inner, at: path + "[]") }
                return
            }
            report("\(path) is a list, which the page does not say")
        case .object(let members):
            for case .map(let inner) in types {
                for member in members { check(member.value, inner, at: path + ".NAME") }
                return
            }
            if let anchor = table(of: members, types) {
                check(members, anchor, at: path)
            } else {
                report("\(path) is an object that the page does not describe")
            }
        }
    }

    private mutating func expect(_ type: FieldType, in types: [FieldType], at path: String) {
        if !types.contains(type) { report("\(path) is \(type), which the page does not say") }
    }

    /// The one table that the page names, or of several the one that is headed by the object's name.
    private func table(of members: [JSONTree.Member], _ types: [FieldType]) -> String? {
        let anchors = types.compactMap { type in
            if case .object(let anchor) = type { anchor } else { nil }
        }
        guard anchors.count > 1 else { return anchors.first }
        guard case .string(let name)? = members.first(where: { $0.name == "name" })?.value else {
            return nil
        }
        return anchors.first { page.tables[$0]?.heading == name }
    }

    private mutating func report(_ problem: String) {
        if !problems.contains(problem) { problems.append(problem) }
    }
}

/// Whether a name is words of small letters and digits, joined by single underscores.
func isSnakeCase(_ name: String) -> Bool {
    let words = name.split(separator: "_", omittingEmptySubsequences: false)
    return words.allSatisfy { word in
        !word.isEmpty
            && word.allSatisfy { $0.isASCII && ($0.isNumber || $0.isLowercase) }
    }
}
