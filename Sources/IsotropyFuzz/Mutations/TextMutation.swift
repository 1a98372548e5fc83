/// Damage to lines and their cells.
enum TextMutation {
    private static let cells = [
        "", " ", "\"", "\"\"", "\"a", "'", "\u{FEFF}", "\0", "nan", "inf", "-", "0x10", "1e999",
        "-0", "1_0", "٣",
        "9223372036854775808", "1,5", "true", "null", "{}", "[1]", "a\tb", "\r", "(2 (2", ")", "##",
        "[UNK]",
        "w5", "<0x0A>", "\u{2028}", "e\u{301}", "\u{1F3AC}", String(repeating: "x", count: 70_000),
        String(repeating: "(2 ", count: 20_000), String(repeating: "\t", count: 5_000),
    ]

    static func apply(to bytes: inout [UInt8], _ dice: inout Dice) {
        var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
        guard !lines.isEmpty else { return }
        let place = dice.below(lines.count)
        let cell = Array(dice.one(of: cells).utf8)
        switch dice.below(8) {
        case 0: lines.remove(at: place)
        case 1: lines.insert(lines[dice.below(lines.count)], at: place)
        case 2: lines.swapAt(place, dice.below(lines.count))
        case 3: lines.insert(cell, at: place)
        case 4: lines[place] += cell
        case 5: lines = lines.map { $0 + [0x0D] }
        default:
            let separator = dice.one(of: [0x09, 0x2C, 0x20] as [UInt8])
            var row = lines[place].split(separator: separator, omittingEmptySubsequences: false)
                .map(Array.init)
            if dice.below(3) == 0 {
                row.remove(at: dice.below(row.count))
            } else {
                row[dice.below(row.count)] = cell
            }
            lines[place] = Array(row.joined(separator: [separator]))
        }
        bytes = Array(lines.joined(separator: [0x0A]))
    }
}
