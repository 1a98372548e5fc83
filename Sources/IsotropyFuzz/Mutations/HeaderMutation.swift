/// Damage to the JSON at the start of a safetensors file, whose length is then right again.
enum HeaderMutation {
    static func apply(to bytes: inout [UInt8], _ dice: inout Dice) {
        guard bytes.count > 8 else { return }
        let length = bytes[..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
        guard length > 0, length <= bytes.count - 8 else { return }
        var header = Array(bytes[8..<8 + length])
        JSONMutation.apply(to: &header, &dice)
        let size = (0..<8).map { UInt8(truncatingIfNeeded: header.count >> (8 * $0)) }
        bytes.replaceSubrange(..<(8 + length), with: size + header)
    }
}
