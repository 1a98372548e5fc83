/// Text as one line of a table.
enum PlainText {
    /// Line breaks and tabs become spaces, other control characters U+FFFD: they may do anything to a
    /// terminal.
    static func line(_ text: String) -> String {
        let lines = text.unicodeScalars.split { breaks.contains($0) }
        let line = String(String.UnicodeScalarView(lines.joined(separator: " ".unicodeScalars)))
        let scalars = line.unicodeScalars.map {
            $0.properties.generalCategory == .control ? "\u{FFFD}" : $0
        }
        return String(String.UnicodeScalarView(scalars))
    }

    private static let breaks: Set<Unicode.Scalar> = [
        "\t", "\n", "\u{B}", "\u{C}", "\r", "\u{85}", "\u{2028}", "\u{2029}",
    ]
}
