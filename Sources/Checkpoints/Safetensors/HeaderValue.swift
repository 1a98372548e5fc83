/// A JSON value of a header: members keep their order and may repeat, numbers keep their digits.
enum HeaderValue {
    case null
    case bool(Bool)
    case number(String)
    case string(String)
    case array([HeaderValue])
    case object([(name: String, value: HeaderValue)])

    /// A whole number that is not negative.
    var size: Int? {
        guard case .number(let digits) = self, digits.utf8.first != UInt8(ascii: "-") else {
            return nil
        }
        return Int(digits)
    }

    /// Whole numbers that are not negative.
    var sizes: [Int]? {
        guard case .array(let elements) = self else { return nil }
        var sizes: [Int] = []
        for element in elements {
            guard let size = element.size else { return nil }
            sizes.append(size)
        }
        return sizes
    }

    /// The value as an error quotes it: in full when short.
    var text: String {
        let full: String =
            switch self {
            case .null: "null"
            case .bool(let value): "\(value)"
            case .number(let digits): digits
            case .string(let content): "'\(content)'"
            case .array(let elements): "[\(elements.prefix(9).map(\.text).joined(separator: ", "))]"
            case .object: "an object"
            }
        return full.count > 80 ? "\(full.prefix(80))…" : full
    }
}
