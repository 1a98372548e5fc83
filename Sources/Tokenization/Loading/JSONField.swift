import Formats
import Options

/// A value of a JSON file that knows where it stands, for error messages.
struct JSONField {
    let file: String
    /// All of the file; empty where nothing is looked up in it.
    private let bytes: [UInt8]
    let path: String
    let value: JSONTree

    init(file: String, bytes: [UInt8] = [], path: String, value: JSONTree) {
        self.file = file
        self.bytes = bytes
        self.path = path
        self.value = value
    }

    func error(_ message: String) -> TokenizerError {
        TokenizerError(file: file, field: path.isEmpty ? nil : path, Message(message))
    }

    private func error(expected: String) -> TokenizerError {
        if case .null = value { return error("missing or null, expected \(expected)") }
        return error("expected \(expected), found \(value.typeName)")
    }

    var isNull: Bool {
        if case .null = value { true } else { false }
    }

    /// A member; null where there is none.
    subscript(name: String) -> JSONField {
        let inner = path.isEmpty ? name : "\(path).\(name)"
        guard
            case .object(let members) = value,
            let member = members.last(where: { $0.name == name })
        else { return JSONField(file: file, bytes: bytes, path: inner, value: .null) }
        return JSONField(file: file, bytes: bytes, path: inner, value: member.value)
    }

    func members() throws(TokenizerError) -> [(name: String, field: JSONField)] {
        guard case .object(let members) = value else { throw error(expected: "an object") }
        return members.map { member in
            let inner = path.isEmpty ? member.name : "\(path).\(member.name)"
            return (
                member.name, JSONField(file: file, bytes: bytes, path: inner, value: member.value)
            )
        }
    }

    /// Where an object's members of these numbers stand.
    func places(ofMembers numbers: [Int]) -> [JSONPlace] {
        guard case .object(let members) = value else { return [] }
        return numbers.map { JSONPlace(of: members[$0].byte, in: bytes) }
    }

    func elements() throws(TokenizerError) -> [JSONField] {
        guard case .array(let elements) = value else { throw error(expected: "an array") }
        return elements.enumerated().map { index, element in
            JSONField(file: file, bytes: bytes, path: "\(path)[\(index)]", value: element)
        }
    }

    func string() throws(TokenizerError) -> String {
        guard case .string(let string) = value else { throw error(expected: "a string") }
        return string
    }

    func bool() throws(TokenizerError) -> Bool {
        guard case .bool(let bool) = value else { throw error(expected: "true or false") }
        return bool
    }

    func double() throws(TokenizerError) -> Double {
        guard case .number(let number) = value, let double = number.serdeDouble else {
            throw error(expected: "a number")
        }
        return double
    }

    func int() throws(TokenizerError) -> Int {
        guard case .number(let number) = value,
            let int = number.integer ?? number.serdeDouble.flatMap({ Int(exactly: $0) })
        else {
            if case .number(let number) = value, number.isWhole { throw error(number.objection) }
            throw error(expected: "a whole number")
        }
        return int
    }
}
