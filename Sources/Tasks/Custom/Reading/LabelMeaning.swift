import Files

/// What a label says, however it is spelled. Two labels of one meaning would be one class, learnt as two.
enum LabelMeaning: Hashable {
    case number(ExactDecimal)
    case boolean(Bool)
    case text(String)

    init(_ label: String) {
        let bare = trimmed(label)
        if let number = ExactDecimal(bare) {
            self = .number(number)
        } else if let value = Bool(bare.lowercased()) {
            self = .boolean(value)
        } else {
            self = .text(bare)
        }
    }

    var isNumber: Bool {
        if case .number = self { true } else { false }
    }

    var isBoolean: Bool {
        if case .boolean = self { true } else { false }
    }

    /// Whether it is what programs write where a number is missing.
    var isMissing: Bool {
        guard case .text(let text) = self else { return false }
        return ["nan", "na", "n/a", "<na>", "null", "none"].contains(text.lowercased())
    }

    /// How two spellings of one meaning are the same, in words.
    static func likeness(_ label: String, _ other: String) -> String {
        if trimmed(label) == trimmed(other) { return "the same but for white space" }
        return LabelMeaning(label).isNumber ? "the same number" : "the same but for capitals"
    }
}

/// A label without the white space at its ends.
private func trimmed(_ label: String) -> String {
    let scalars = label.unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.isBlank }),
        let last = scalars.lastIndex(where: { !$0.isBlank })
    else { return "" }
    return String(scalars[first...last])
}

extension Unicode.Scalar {
    /// Whether it is white space of Unicode, or a space without width: U+200B, or U+FEFF by its old use.
    var isBlank: Bool {
        properties.isWhitespace || value == 0x200B || value == 0xFEFF
    }
}
