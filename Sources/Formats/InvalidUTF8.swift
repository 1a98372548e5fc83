/// The index of the first byte that cannot stand where it stands in UTF-8 (Unicode, Table 3-7).
package func firstInvalidUTF8(_ bytes: ArraySlice<UInt8>) -> Int? {
    var index = bytes.startIndex
    while index < bytes.endIndex {
        let lead = bytes[index]
        if lead < 0x80 {
            index += 1
            continue
        }
        let second: ClosedRange<UInt8>
        let length: Int
        switch lead {
        case 0xC2...0xDF: (second, length) = (0x80...0xBF, 2)
        case 0xE0: (second, length) = (0xA0...0xBF, 3)
        case 0xED: (second, length) = (0x80...0x9F, 3)
        case 0xE1...0xEF: (second, length) = (0x80...0xBF, 3)
        case 0xF0: (second, length) = (0x90...0xBF, 4)
        case 0xF1...0xF3: (second, length) = (0x80...0xBF, 4)
        case 0xF4: (second, length) = (0x80...0x8F, 4)
        default: return index
        }
        guard index + length <= bytes.endIndex, second.contains(bytes[index + 1]),
            bytes[(index + 2)..<(index + length)].allSatisfy({ (0x80...0xBF).contains($0) })
        else { return index }
        index += length
    }
    return nil
}

/// A text that is not UTF-8, in words: its first wrong byte, and where that is.
/// - Parameter place: counted from 0 in the file.
package func notUTF8(_ byte: UInt8, at place: Int) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return "not UTF-8: 0x\(digits) at byte \(place)"
}
