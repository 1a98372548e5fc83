/// Text as LaTeX takes it.
enum LaTeX {
    static func text(_ text: String) -> String {
        text.reduce(into: "") { $0 += replacements[$1] ?? String($1) }
    }

    private static let replacements: [Character: String] = [
        "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "&": "\\&", "%": "\\%", "$": "\\$",
        "#": "\\#", "_": "\\_", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}",
        "λ": "$\\lambda$", "\u{2212}": "$-$", "±": "$\\pm$", "–": "--",
        ResultsTable.padding: "\\phantom{0}",
    ]
}
