/// The mark that some editors put before a text, which says how it is encoded.
///
/// Every reader of text files passes UTF-8's over and refuses the others by name.
package enum ByteOrderMark {
    case utf8
    case utf16
    case utf32

    /// - Returns: `nil` for bytes that start with none.
    package init?(_ bytes: some Sequence<UInt8>) {
        let first = Array(bytes.prefix(4))
        if first.starts(with: [0xEF, 0xBB, 0xBF]) {
            self = .utf8
        } else if first == [0xFF, 0xFE, 0, 0] || first == [0, 0, 0xFE, 0xFF] {
            self = .utf32
        } else if first.starts(with: [0xFF, 0xFE]) || first.starts(with: [0xFE, 0xFF]) {
            self = .utf16
        } else {
            return nil
        }
    }

    /// How many bytes UTF-8's mark takes at the start of a text: 3, or 0 where there is none.
    package static func length(_ bytes: some Sequence<UInt8>) -> Int {
        ByteOrderMark(bytes) == .utf8 ? 3 : 0
    }

    /// What is wrong with a text that must be UTF-8, by its first bytes.
    package static func problem(_ bytes: some Sequence<UInt8>) -> String? {
        switch ByteOrderMark(bytes) {
        case nil, .utf8: nil
        case .utf16: "is UTF-16; save it as UTF-8"
        case .utf32: "is UTF-32; save it as UTF-8"
        }
    }
}
