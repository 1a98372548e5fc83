import Files
import Foundation

extension JSONError {
    /// The number of a document that has no room in the type that is to hold it, by its keys and its place.
    ///
    /// Foundation tells of one only that there is one. `true` in its place is refused with the type and the
    /// keys, so every number that may be the one is tried.
    /// - Returns: `nil` where none is found.
    init?<Value: Decodable>(numberOf type: Value.Type, in bytes: [UInt8], _ decoder: JSONDecoder) {
        guard var scanner = try? JSONScanner(bytes) else { return nil }
        var places: [Range<Int>] = []
        try? scanner.findNumbers(&places)
        for place in places {
            var changed = bytes
            changed.replaceSubrange(place, with: Array("true".utf8))
            let document = ByteOrderMark.length(bytes)..<bytes.count
            do {
                _ = try decoder.decode(type, from: Data(changed.dropFirst(document.lowerBound)))
            } catch DecodingError.typeMismatch(let wanted, let context) {
                let number = String(decoding: bytes[place], as: UTF8.self)
                guard let objection = Self.objection(to: number, as: wanted) else { continue }
                let keys = context.codingPath.map(\.stringValue).joined(separator: ".")
                self.init("'\(keys)': \(objection)", at: place.lowerBound, in: bytes, of: document)
                return
            } catch {}
        }
        return nil
    }

    /// Why a number is none of a type; `nil` where it is one.
    private static func objection(to number: String, as type: any Any.Type) -> String? {
        func objection<Whole: FixedWidthInteger>(_ type: Whole.Type) -> String? {
            Whole(number) == nil
                ? "\(number) is no whole number in \(Whole.min) ... \(Whole.max)" : nil
        }
        if let whole = type as? any FixedWidthInteger.Type { return objection(whole) }
        let isNumber = type is any BinaryFloatingPoint.Type
        return isNumber && JSONNumber(validated: number).double == nil
            ? "\(number) is beyond the range of a double" : nil
    }
}

extension JSONScanner {
    /// The places of numbers that are none of some type: not whole, negative, or of many digits.
    fileprivate mutating func findNumbers(_ places: inout [Range<Int>]) throws(JSONError) {
        switch kind() {
        case .object:
            try members { (scanner, _) throws(JSONError) in try scanner.findNumbers(&places) }
        case .array:
            try elements { (scanner, _) throws(JSONError) in try scanner.findNumbers(&places) }
        case .string: try skip()
        case .other:
            let start = skipSpaces()
            if case .number(let number) = try literal(), number.size == nil {
                places.append(start..<index)
            }
        }
    }
}
