import Foundation

/// Damage to values and keys of JSON, or of one of its lines; and to its text, for what no value can say.
enum JSONMutation {
    /// In the place of a value, as they are written.
    private static let literals = [
        "null", "true", "false", "0", "-1", "1", "2", "-0.0", "1e308", "1e999", "-1e999", "1.5",
        "1E400", "NaN",
        "Infinity", "0x10", "01", "1.", "9007199254740993", "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808", "2147483648", "4294967296", "1099511627776", "\"\"", "\"\\u0000\"",
        "\"\\ud800\"",
        "\"a\"", "\"../x\"", "\"\\uD83C\\uDFAC\"", "[]", "{}", "[[]]", "[null]", "[0,1]",
        "{\"a\":1}", "{\"a\":1,\"a\":2}",
        "\"" + String(repeating: "x", count: 5_000) + "\"", String(repeating: "[", count: 10_000),
        String(repeating: "[", count: 900) + String(repeating: "]", count: 900),
        String(repeating: "{\"a\":", count: 3_000) + "1" + String(repeating: "}", count: 3_000),
        "[" + String(repeating: "0,", count: 20_000) + "0]",
    ]

    static func apply(to bytes: inout [UInt8], _ dice: inout Dice) {
        let places = values(in: bytes)
        guard !places.isEmpty else { return }
        let place = dice.one(of: places)
        let other = dice.one(of: places)
        switch dice.below(6) {
        case 0, 1: bytes.replaceSubrange(place, with: dice.one(of: literals).utf8)
        case 2: bytes.replaceSubrange(place, with: Array(bytes[other]))
        case 3:
            // With what stands before it: a member of an object, or of a list.
            let end = min(bytes.count, place.upperBound + 1)
            bytes.removeSubrange(place.lowerBound..<end)
        case 4:
            let text = Array(bytes[place])
            bytes.insert(contentsOf: text + [0x2C], at: place.lowerBound)
        default:
            bytes.replaceSubrange(place, with: [0x5B] + Array(bytes[place]) + [0x5D])
        }
    }

    /// Where strings, keys among them, numbers, words, and the small lists and objects are.
    private static func values(in bytes: [UInt8]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var open: [Int] = []
        var index = 0
        while index < bytes.count {
            let start = index
            switch bytes[index] {
            case UInt8(ascii: "\""):
                index += 1
                while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
                    index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
                }
                index = min(bytes.count, index + 1)
                found.append(start..<index)
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                open.append(index)
                index += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                index += 1
                if let start = open.popLast(), index - start < 4_096 { found.append(start..<index) }
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "a")...UInt8(ascii: "z"):
                while index < bytes.count,
                    ![0x2C, 0x5D, 0x7D, 0x20, 0x0A, 0x3A].contains(bytes[index])
                {
                    index += 1
                }
                found.append(start..<index)
            default: index += 1
            }
        }
        return found
    }
}
