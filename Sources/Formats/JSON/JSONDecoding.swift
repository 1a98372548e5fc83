import Files
import Foundation

/// Decodes a value of a document that a user may have edited.
/// - Parameters:
///   - range: where the document lies in the bytes; `nil` takes all but a byte-order mark.
///   - firstLine: the number of its first line, for errors.
///   - decoder: how numbers that JSON does not have are spelled, for instance.
/// - Throws: for what is no JSON, for a key that is there more than once, and for what is not such a
///   value, each with its line and column; the last with the keys that lead there. For a file of another
///   version, ``FormatVersionError``'s words about the whole.
package func decodeJSON<Value: Decodable>(
    _ type: Value.Type, from bytes: [UInt8], in range: Range<Int>? = nil, firstLine: Int = 1,
    decoder: JSONDecoder = JSONDecoder()
) throws(JSONError) -> Value {
    let document = try JSONScanner(bytes, in: range, firstLine: firstLine)
    var scanner = document
    try scanner.skip()
    try scanner.finish()
    do {
        return try decoder.decode(type, from: Data(bytes[document.index..<document.end]))
    } catch let error as FormatVersionError {
        throw JSONError(ofWhole: error.description, firstLine: firstLine)
    } catch  where JSONScanner.isOfNumber(error) {
        throw document.wrongNumber { data in
            do {
                _ = try decoder.decode(type, from: data)
                return false
            } catch {
                return JSONScanner.isOfNumber(error)
            }
        }
    } catch {
        throw document.error(error)
    }
}

extension JSONScanner {
    /// What a decoder says of a document that has been scanned: what is wrong and where, as `no 'headline'
    /// in 'job'`.
    fileprivate func error(_ error: any Error) -> JSONError {
        var reason: String
        var isOfValue = false
        var path: [any CodingKey] = []
        var isOfAnotherSort = false
        switch error as? DecodingError {
        case .keyNotFound(let key, let context):
            path = context.codingPath
            reason = "no '\(key.stringValue)'"
        case .valueNotFound(let type, let context), .typeMismatch(let type, let context):
            path = context.codingPath
            reason = "\(Self.words(for: type)) expected"
            isOfAnotherSort = true
        case .dataCorrupted(let context):
            path = context.codingPath
            isOfValue = true
            reason = context.debugDescription
        default: reason = "\(error)"
        }
        let keys = path.map(\.stringValue).joined(separator: ".")
        var place = value(at: path[...]) ?? self
        place.skipSpaces()
        // The standard library's words for a choice name a type of Swift, and not the value.
        if reason.hasPrefix("Cannot initialize ") {
            var rest = place
            let word = (try? rest.tree())?.text ?? "a value"
            reason = "\(word) is nothing that this version knows there"
        }
        reason = printable(reason)
        if !path.isEmpty {
            let keys = printable(keys)
            reason = isOfValue ? "'\(keys)': \(reason)" : "\(reason) in '\(keys)'"
        }
        let sort = isOfAnotherSort ? place.nextSort : nil
        return place.fault(reason + (sort.map { ", found \($0)" } ?? ""))
    }

    /// The place of the value that keys lead to; `nil` where they lead nowhere.
    private func value(at path: ArraySlice<any CodingKey>) -> JSONScanner? {
        func find(
            _ path: ArraySlice<any CodingKey>, _ scanner: inout JSONScanner
        ) throws(JSONError) -> JSONScanner? {
            guard let key = path.first else { return scanner }
            var found: JSONScanner?
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
        var scanner = self
        return try? find(path, &scanner)
    }

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
