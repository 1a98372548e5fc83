/// Damage that knows nothing of a file but that it may hold lengths and offsets.
enum ByteMutation {
    static func apply(to bytes: inout [UInt8], _ material: [[UInt8]], _ dice: inout Dice) {
        guard !bytes.isEmpty else {
            bytes = [UInt8(dice.below(256))]
            return
        }
        switch dice.below(9) {
        case 0: bytes[dice.below(bytes.count)] ^= 1 << UInt8(dice.below(8))
        case 1: bytes[dice.below(bytes.count)] = dice.one(of: [0, 1, 0x7F, 0x80, 0xFF, 0x22, 0x0A])
        case 2: bytes.removeLast(dice.below(bytes.count + 1))
        case 3: bytes.removeSubrange(dice.range(in: bytes.count))
        case 4:
            bytes.insert(
                contentsOf: bytes[dice.range(in: bytes.count)], at: dice.below(bytes.count))
        case 5: splice(&bytes, dice.one(of: material), &dice)
        case 6:
            bytes.insert(
                contentsOf: (0..<(1 << dice.below(8))).map { _ in UInt8(dice.below(256)) },
                at: dice.below(bytes.count))
        case 7: writeNumber(&bytes, at: dice.below(bytes.count), &dice)
        default: changeLength(&bytes, &dice)
        }
    }

    /// A part of another file, in the place of a part of this.
    private static func splice(_ bytes: inout [UInt8], _ other: [UInt8], _ dice: inout Dice) {
        guard !other.isEmpty else { return }
        let part = other[dice.range(in: other.count)]
        bytes.replaceSubrange(dice.range(in: bytes.count), with: part)
    }

    /// A number where a length may be: of 1, 2, 4 or 8 bytes, small, large or near a border.
    private static func writeNumber(_ bytes: inout [UInt8], at place: Int, _ dice: inout Dice) {
        let width = 1 << dice.below(4)
        let borders: [Int] = [
            0, 1, -1, 7, 255, 256, 65_535, 65_536, 1 << 24, 1 << 31, 1 << 32, 1 << 40, .max, .min,
        ]
        var value = dice.one(of: borders) &+ dice.below(3) &- 1
        if dice.below(4) == 0 { value = bytes.count &+ dice.below(9) &- 4 }
        let isBig = dice.below(4) == 0
        for index in 0..<width where place + index < bytes.count {
            let shift = 8 * (isBig ? width - 1 - index : index)
            bytes[place + index] = UInt8(truncatingIfNeeded: value >> shift)
        }
    }

    /// The same near the marks of a zip archive, and at a file's start and end, where lengths stand.
    private static func changeLength(_ bytes: inout [UInt8], _ dice: inout Dice) {
        let marks = bytes.indices.dropLast(3).filter {
            bytes[$0] == 0x50 && bytes[$0 + 1] == 0x4B && bytes[$0 + 2] <= 8
        }
        let start =
            marks.isEmpty ? dice.one(of: [0, max(0, bytes.count - 32)]) : dice.one(of: marks)
        writeNumber(&bytes, at: min(bytes.count - 1, start + dice.below(48)), &dice)
    }
}
