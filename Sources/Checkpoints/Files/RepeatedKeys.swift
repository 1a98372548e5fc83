/// The keys that occur more than once in an object of a JSON file, each with those that lead to it:
/// `id2label.0`.
///
/// Keys are compared by their bytes.
/// - Returns: none for what is no JSON.
package func repeatedKeys(in bytes: UnsafeRawBufferPointer) -> [String] {
    guard let value = try? HeaderParser.parse(bytes) else { return [] }
    return repeatedKeys(in: value, before: "")
}

private func repeatedKeys(in value: HeaderValue, before path: String) -> [String] {
    switch value {
    case .object(let members):
        var counts: [[UInt8]: Int] = [:]
        var found: [String] = []
        for (name, inner) in members {
            counts[Array(name.utf8), default: 0] += 1
            if counts[Array(name.utf8)] == 2 { found.append(path + name) }
            found += repeatedKeys(in: inner, before: path + name + ".")
        }
        return found
    case .array(let elements): return elements.flatMap { repeatedKeys(in: $0, before: path) }
    case .null, .bool, .number, .string: return []
    }
}
