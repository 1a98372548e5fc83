/// Text as LaTeX takes it.
enum LaTeX {
    static func text(_ text: String) -> String {
        text.reduce(into: "") { $0 += replacements[$1] ?? String($1) }
    }

    private static let replacements: [Character: String] = [
        "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "&": "\\&", "%": "\\%", "$": "\\$",
        "#": "\\#", "_": "\\_", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}",
        "λ": "$\\lambda$", "\u{2212}": "$-$", "±": "$\\pm$", "–": "--",
        "×": "$\\times$", "⁻": "$^{-}$", "⁰": "$^{0}$", "¹": "$^{1}$", "²": "$^{2}$",
        "³": "$^{3}$", "⁴": "$^{4}$", "⁵": "$^{5}$", "⁶": "$^{6}$", "⁷": "$^{7}$",
        "⁸": "$^{8}$", "⁹": "$^{9}$",
        ResultsTable.padding: "\\phantom{0}",
    ]
}
