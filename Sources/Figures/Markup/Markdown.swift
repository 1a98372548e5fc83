/// Text as Markdown takes it.
enum Markdown {
    /// Text that GitHub shows as it is, in a cell of a table too. What means nothing where it stands, as an
    /// underscore inside a word, keeps its form.
    static func text(_ text: String) -> String {
        let scalars = Array(PlainText.cell(text).unicodeScalars)
        var result = ""
        for (index, scalar) in scalars.enumerated() {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\\", "|", "`", "*", "~", "$": result += "\\\(scalar)"
            case "_" where !isInsideWord(index, scalars): result += "\\_"
            // Brackets alone are no link.
            case "]" where "([:".unicodeScalars.contains(scalars.dropFirst(index + 1).first ?? " "):
                result += "\\]"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func isInsideWord(_ index: Int, _ scalars: [Unicode.Scalar]) -> Bool {
        guard index > 0, index + 1 < scalars.count else { return false }
        return [scalars[index - 1], scalars[index + 1]].allSatisfy {
            $0.properties.isAlphabetic || $0.properties.numericType != nil
        }
    }
}
