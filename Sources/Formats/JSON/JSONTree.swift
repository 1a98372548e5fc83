/// A whole value of JSON: members keep their order, every spelling of their names, and may repeat;
/// numbers keep their digits.
///
/// Foundation's dictionaries cannot hold a vocabulary: they take two canonically equivalent tokens
/// ("é" in one scalar and in two) for one.
package enum JSONTree: Sendable {
    case null
    case bool(Bool)
    case number(JSONNumber)
    case string(String)
    case array([JSONTree])
    case object([Member])

    package struct Member: Sendable {
        package let name: String
        package let value: JSONTree
        /// Where the name stands in the bytes.
        package let byte: Int
    }

    /// A document's value.
    package init(_ bytes: [UInt8], rules: JSONRules = JSONRules()) throws(JSONError) {
        var scanner = try JSONScanner(bytes, rules: rules)
        self = try scanner.tree()
        try scanner.finish()
    }

    /// The object that a file has on top, as every file of a model does.
    /// - Parameter isListed: whether the reader of the object at such a path, empty for the outermost, tells
    ///   its repeated keys itself.
    /// - Throws: for what is no JSON, for a value of another sort, and for keys that are there more than
    ///   once, all of them.
    package static func object(
        _ bytes: [UInt8], rules: JSONRules = JSONRules(),
        besides isListed: (_ path: String) -> Bool = { _ in false }
    ) throws(JSONError) -> [Member] {
        let tree: JSONTree
        do {
            tree = try JSONTree(bytes, rules: rules)
        } catch {
            throw error.after("broken JSON: ")
        }
        guard case .object(let members) = tree else {
            var scanner = try JSONScanner(bytes)
            scanner.skipSpaces()
            throw scanner.error(sort: "an object expected")
        }
        try tree.refuseRepeatedKeys(in: bytes, besides: isListed)
        return members
    }

    /// The name of the value's type in error messages.
    package var typeName: String {
        switch self {
        case .null: "null"
        case .bool: "a boolean"
        case .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }

    /// The value as an error quotes it: in full when short.
    package var text: String {
        let full: String =
            switch self {
            case .null: "null"
            case .bool(let value): "\(value)"
            case .number(let number): number.text
            case .string(let content): "'\(printable(content))'"
            case .array(let elements): "[\(elements.prefix(9).map(\.text).joined(separator: ", "))]"
            case .object: "an object"
            }
        return full.count > 80 ? "\(full.prefix(80))…" : full
    }

    /// Whole numbers that are not negative.
    package var sizes: [Int]? {
        guard case .array(let elements) = self else { return nil }
        var sizes: [Int] = []
        for element in elements {
            guard case .number(let number) = element, let size = number.size else { return nil }
            sizes.append(size)
        }
        return sizes
    }
}

extension JSONScanner {
    /// The next value with all that is in it.
    package mutating func tree() throws(JSONError) -> JSONTree {
        switch kind() {
        case .string: return .string(try string())
        case .object:
            var members: [JSONTree.Member] = []
            try self.members(refusingRepeats: false) { (scanner, name) throws(JSONError) in
                let byte = scanner.keyStart
                members.append(.init(name: name, value: try scanner.tree(), byte: byte))
            }
            return .object(members)
        case .array:
            var elements: [JSONTree] = []
            try self.elements { (scanner, _) throws(JSONError) in
                elements.append(try scanner.tree())
            }
            return .array(elements)
        case .other:
            switch try literal() {
            case .null: return .null
            case .bool(let value): return .bool(value)
            case .number(let number): return .number(number)
            }
        }
    }
}
