/// Estimates of how wide text will be, as no font can be asked: average advance widths of common
/// sans-serif faces, a little on the wide side.
package enum TextWidth {
    /// Width in pixels at a font size in pixels.
    package static func estimate(_ text: String, size: Double) -> Double {
        text.reduce(0) { $0 + advance($1) } * size
    }

    /// The text, or as much of it as fits followed by an ellipsis.
    package static func truncated(_ text: String, size: Double, to width: Double) -> String {
        guard estimate(text, size: size) > width else { return text }
        var shortened = text
        while !shortened.isEmpty && estimate(shortened + "…", size: size) > width {
            shortened.removeLast()
        }
        return shortened + "…"
    }

    private static func advance(_ character: Character) -> Double {
        if "ijl.,:;'|!".contains(character) { return 0.3 }
        if "frtI()[]{}/-\" ".contains(character) { return 0.38 }
        if "mwMW%@".contains(character) { return 0.9 }
        if "+=<>−±×≤≥".contains(character) { return 0.64 }
        if "⁰¹²³⁴⁵⁶⁷⁸⁹⁻".contains(character) { return 0.42 }
        guard let scalar = character.unicodeScalars.first else { return 0 }
        if scalar.value >= 0x2E80 { return 1.05 }
        return character.isUppercase ? 0.72 : 0.58
    }
}
