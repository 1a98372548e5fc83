import Files
import Foundation

/// Decodes a value of a document that a user may have edited.
/// - Parameter decoder: how numbers that JSON does not have are spelled, for instance.
/// - Throws: for what is no JSON, for a key that is there more than once, and for what is not such a
///   value, each with its line and column; the last with the keys that lead there.
package func decodeJSON<Value: Decodable>(
    _ type: Value.Type, from bytes: [UInt8], decoder: JSONDecoder = JSONDecoder()
) throws(JSONError) -> Value {
    var scanner = try JSONScanner(bytes)
    try scanner.skip()
    try scanner.finish()
    do {
        return try decoder.decode(type, from: Data(bytes.dropFirst(ByteOrderMark.length(bytes))))
    } catch {
        if JSONError.speaksOfNumber(error),
            let fault = JSONError(numberOf: type, in: bytes, decoder)
        {
            throw fault
        }
        throw JSONError(error, in: bytes)
    }
}

extension JSONError {
    /// What a decoder says: what is wrong and where, as `no 'headline' in 'job'`.
    fileprivate init(_ error: any Error, in bytes: [UInt8]) {
        var reason: String
        var isOfValue = false
        var path: [any CodingKey] = []
        switch error as? DecodingError {
        case .keyNotFound(let key, let context):
            path = context.codingPath
            reason = "no '\(key.stringValue)'"
        case .valueNotFound(let type, let context), .typeMismatch(let type, let context):
            path = context.codingPath
            reason = "\(Self.words(for: type)) expected"
        case .dataCorrupted(let context):
            path = context.codingPath
            isOfValue = !Self.speaksOfNumber(error)
            reason = isOfValue ? context.debugDescription : Self.wrongNumber
        default: reason = "\(error)"
        }
        let document = ByteOrderMark.length(bytes)..<bytes.count
        let start = startOfValue(at: path[...], in: bytes) ?? document.lowerBound
        // The standard library's words for a choice name a type of Swift, and not the value's place.
        if reason.hasPrefix("Cannot initialize ") {
            var scanner = try? JSONScanner(bytes, in: start..<bytes.count)
            let word = (try? scanner?.tree())?.text ?? "a value"
            reason = "\(word) is nothing that this version knows there"
        }
        let keys = path.map(\.stringValue).joined(separator: ".")
        if !path.isEmpty {
            reason = isOfValue ? "'\(keys)': \(reason)" : "\(reason) in '\(keys)'"
        }
        self.init(reason, at: start, in: bytes, of: document)
    }
}

extension JSONError {
    /// Foundation's words for a number that has no room in its type: the document has been scanned.
    fileprivate static func speaksOfNumber(_ error: any Error) -> Bool {
        guard case .dataCorrupted(let context)? = error as? DecodingError else { return false }
        return context.underlyingError != nil
            || context.codingPath.isEmpty && context.debugDescription.hasSuffix("not valid JSON.")
    }

    /// Where the number cannot be found.
    private static let wrongNumber =
        "a number that is none of its kind: too large, negative or not whole"

    /// A type of Swift as a file's author knows it.
    private static func words(for type: any Any.Type) -> String {
        switch type {
        case is any BinaryInteger.Type: "a whole number"
        case is any BinaryFloatingPoint.Type: "a number"
        case is String.Type: "a string"
        case is Bool.Type: "true or false"
        default: "\(type)".hasPrefix("Array<") ? "an array" : "an object"
        }
    }
}

/// Where the value that keys lead to begins; `nil` where they lead nowhere.
private func startOfValue(at path: ArraySlice<any CodingKey>, in bytes: [UInt8]) -> Int? {
    func find(
        _ path: ArraySlice<any CodingKey>, _ scanner: inout JSONScanner
    ) throws(JSONError) -> Int? {
        guard let key = path.first else { return scanner.skipSpaces() }
        var found: Int?
        switch scanner.kind() {
        case .object:
            try scanner.members { (scanner, name) throws(JSONError) in
                guard found == nil, name == key.stringValue else { return try scanner.skip() }
                var inner = scanner
                found = try find(path.dropFirst(), &inner)
                try scanner.skip()
            }
        case .array:
            try scanner.elements { (scanner, number) throws(JSONError) in
                guard number == key.intValue else { return try scanner.skip() }
                var inner = scanner
                found = try find(path.dropFirst(), &inner)
                try scanner.skip()
            }
        case .string, .other: break
        }
        return found
    }
    guard var scanner = try? JSONScanner(bytes) else { return nil }
    return try? find(path, &scanner)
}
