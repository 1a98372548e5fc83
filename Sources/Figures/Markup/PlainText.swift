/// Text as one line of a table.
enum PlainText {
    /// Line breaks and tabs become spaces, other control characters U+FFFD, for they may do anything to a terminal, and so
    /// do characters that turn the order of others; those that join letters stay.
    static func line(_ text: String) -> String {
        let lines = text.unicodeScalars.split { breaks.contains($0) }
        let line = String(String.UnicodeScalarView(lines.joined(separator: " ".unicodeScalars)))
        let scalars = line.unicodeScalars.map {
            $0.properties.generalCategory == .control || $0.turnsText ? "\u{FFFD}" : $0
        }
        return String(String.UnicodeScalarView(scalars))
    }

    /// The most characters of a cell: what is longer, as a path may be, ends in an ellipsis. Labels are cut before
    /// (``shownLabel(_:)``).
    static let longestCell = 200

    /// The same for a cell of a table.
    static func cell(_ text: String) -> String {
        let line = line(text.utf8.count > longestCell ? String(text.prefix(longestCell + 1)) : text)
        return line.count > longestCell ? line.prefix(longestCell) + "…" : line
    }

    /// The same with its line break; where that is too long, in several lines, all but the first indented.
    /// - Parameter width: `nil` is no limit; a word longer than it stays whole.
    static func paragraph(_ text: String, width: Int?) -> String {
        guard let width, line(text).count > width else { return line(text) + "\n" }
        let words = line(text).split(separator: " ", omittingEmptySubsequences: false)
        let lines = words.reduce(into: [String]()) { lines, word in
            guard let last = lines.last else { return lines.append(String(word)) }
            if last.count + 1 + word.count <= width {
                lines[lines.count - 1] += " " + word
            } else {
                lines.append("  " + word)
            }
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private static let breaks: Set<Unicode.Scalar> = [
        "\t", "\n", "\u{B}", "\u{C}", "\r", "\u{85}", "\u{2028}", "\u{2029}",
    ]
}

extension Unicode.Scalar {
    /// Whether it changes the direction of the characters behind it (Unicode Standard Annex 9).
    package var turnsText: Bool {
        ("\u{202A}"..."\u{202E}").contains(self) || ("\u{2066}"..."\u{2069}").contains(self)
            || ["\u{200E}", "\u{200F}", "\u{61C}"].contains(self)
    }
}
