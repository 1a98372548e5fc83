/// Text as LaTeX takes it.
enum LaTeX {
    /// Text that LaTeX prints as it is, at the start of a row too. Its kernel of 2020 has all that it
    /// takes.
    static func text(_ text: String) -> String {
        let line = PlainText.cell(text)
        // The command before would take them for its own.
        var result = ["[", "*"].contains(line.unicodeScalars.first) ? "{}" : ""
        for scalar in line.unicodeScalars {
            let printed = replacements[scalar] ?? "\(scalar)"
            // Two hyphens would be a dash.
            if printed.hasPrefix("-"), result.hasSuffix("-") { result += "{}" }
            result += printed
        }
        return result
    }

    /// A `tabular` with the rules of the package booktabs. Cells are LaTeX already.
    /// - Parameters:
    ///   - columns: their alignments, such as `llrr`.
    ///   - bodies: rows with a rule above each body.
    static func tabular(
        columns: String, heads: [[String]], bodies: [[[String]]]
    ) -> [String] {
        func line(_ cells: [String]) -> String { cells.joined(separator: " & ") + " \\\\" }
        var lines = ["\\begin{tabular}{\(columns)}", "\\toprule"]
        lines += heads.map(line)
        for body in bodies {
            lines.append("\\midrule")
            lines += body.map(line)
        }
        lines += ["\\bottomrule", "\\end{tabular}"]
        return lines
    }

    private static let replacements: [Unicode.Scalar: String] = [
        "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "&": "\\&", "%": "\\%", "$": "\\$",
        "#": "\\#", "_": "\\_", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}",
        "<": "\\textless{}", ">": "\\textgreater{}", "|": "\\textbar{}", "\"": "\\texttt{\"}",
        "'": "\\textquotesingle{}", "`": "\\textasciigrave{}", "\u{FFFD}": "?",
        "λ": "$\\lambda$", "α": "$\\alpha$", "β": "$\\beta$", "γ": "$\\gamma$",
        "ε": "$\\varepsilon$",
        "ζ": "$\\zeta$", "ρ": "$\\rho$", "σ": "$\\sigma$", "\u{2212}": "$-$", "±": "$\\pm$",
        "–": "--",
        "×": "$\\times$", "⁻": "$^{-}$", "⁰": "$^{0}$", "¹": "$^{1}$", "²": "$^{2}$",
        "³": "$^{3}$", "⁴": "$^{4}$", "⁵": "$^{5}$", "⁶": "$^{6}$", "⁷": "$^{7}$",
        "⁸": "$^{8}$", "⁹": "$^{9}$",
        // What numbers are padded with.
        "\u{2007}": "\\phantom{0}",
    ]
}
