import Figures
import Testing

/// What a user, a file or a server may call a model, a method or a label: every form of output shows it as it
/// is, and nothing of it does anything there.
@Suite struct HostileTextTests {
    private static let texts = [
        "<b>bold</b>", "<script>alert(1)</script>", "<!-- x --> <?x?> ]]>",
        "a & b &amp; c &lt; &#60;",
        "a|b\\|c\\\\|d|", "`code` ``x`` ```", "**bold** _it_ __x__ ~~s~~ *",
        "a_b_c _d 1_2_ snake_case",
        "[x](https://e.org) ![i](j) [a][b] [c]: d [^1] [CLS]",
        "two\nlines\r\nand\ttabs\u{2028}more",
        "\u{1B}[31mred\u{7}\u{9B}2J\u{0}", "&\u{301} |\u{301} <\u{301} `\u{301} {\u{301}",
        "\\textbf{x} $x^2$ #1 50% ~ {}", "[8pt] x", "*", "a--b --- –-", "\"q\" 'a' ``b''",
        "\" onload=\"x", "--- | ---", "https://e.org/a_b_?c=<d>&e", "\\", "é 漢字 🚲 λ −1",
    ]

    /// On one line, without control characters.
    private static func line(_ text: String) -> String {
        let breaks = "\t\n\r\u{2028}".unicodeScalars
        let parts = text.unicodeScalars.split { breaks.contains($0) }.map { String($0) }
        let scalars = parts.joined(separator: " ").unicodeScalars.map {
            $0.properties.generalCategory == .control ? "\u{FFFD}" : $0
        }
        return String(String.UnicodeScalarView(scalars))
    }

    /// A name wherever a table has one.
    private static func table(_ text: String) -> ScoreTable {
        ScoreTable(
            columns: [.init(text, text, split: text)],
            sections: [
                .init(text, [.init(text, [.init(0.5)]), .init("other", [.init(0.25)])]),
                .init("next", [.init("one", [.init(0.5)])]),
            ], spread: .parentheses)
    }

    private static func report(_ text: String) -> ReportContent {
        var report = content([
            method(text, metrics: [0.5, 0.6], isoScores: [0.1, 0.2]),
            method("other", metrics: [0.7, 0.8], isoScores: [0.3, 0.2]),
        ])
        // Each line of the summary is a paragraph.
        (report.title, report.summary, report.command) = (text, line(text), text)
        (report.notes, report.settings) = ([text], [.init(text, text)])
        report.metric.name = text
        return report
    }

    @Test(arguments: texts) func markdownShowsIt(_ text: String) throws {
        let rows = Self.table(text).markdown().split(separator: "\n").map(cellsOfMarkdown)
        let line = Self.line(text)
        #expect(rows[0].last == shown("\(line) (\(line) (%), \(line))"))
        #expect(rows[2].prefix(2) == [shown(line), shown(line)])
        #expect(rows.prefix(5).allSatisfy { $0.count == 4 }, "\(rows)")
        let report = Self.report(text).markdownTable().split(separator: "\n").map(cellsOfMarkdown)
        #expect(report[2][0] == shown(line))
        #expect(report.prefix(4).allSatisfy { $0.count == report[0].count }, "\(report)")
    }

    @Test(arguments: texts) func linesOfTextShowItOnOneLine(_ text: String) {
        // What is scored is no user's word, and may take several lines.
        var scores = Self.table(text)
        scores.columns[0].subtitle = "x"
        for (table, count) in [
            (scores.text(), Self.table("x").text()),
            (Self.report(text).textTable(), Self.report("x").textTable()),
        ] {
            #expect(table.contains(Self.line(text)))
            #expect(table.split(separator: "\n").count == count.split(separator: "\n").count)
            let scalars = table.unicodeScalars.filter { $0 != "\n" }
            #expect(scalars.allSatisfy { $0.properties.generalCategory != .control })
        }
    }

    @Test(arguments: texts) func latexPrintsIt(_ text: String) {
        let lines = Self.table(text).latex().split(separator: "\n")
        #expect(lines.count == Self.table("x").latex().split(separator: "\n").count)
        let cells = lines[6].components(of: " & ")
        #expect(cells.count == 4)
        #expect(printedByLaTeX(cells[0]) == Self.line(text).replacing("\u{FFFD}", with: "?"))
        // What follows a rule or the end of a row would be taken for its argument.
        #expect(!lines[6].hasPrefix("[") && !lines[6].hasPrefix("*"))
    }

    @Test(arguments: texts) func pagesAndFiguresShowIt(_ text: String) throws {
        let report = Self.report(text)
        let elements = try parsed(report.html())
        let plain = try parsed(Self.report("x").html())
        #expect(Set(elements.map(\.name)) == Set(plain.map(\.name)))
        #expect(
            Set(elements.flatMap(\.attributes.keys)) == Set(plain.flatMap(\.attributes.keys)))
        // Line breaks stay, for in a command they count.
        let scalars = text.unicodeScalars.map { (scalar: Unicode.Scalar) -> Unicode.Scalar in
            if scalar == "\t" || scalar == "\r" { return " " }
            return scalar.value < 0x20 && scalar != "\n" ? "\u{FFFD}" : scalar
        }
        let shown = String(String.UnicodeScalarView(scalars))
        for name in ["title", "h1", "code"] {
            #expect(elements.first { $0.name == name }?.text == shown, "\(name)")
        }
        #expect(elements.contains { $0.name == "th" && $0.text == shown })
        for (figure, other) in zip(report.figures(), Self.report("x").figures()) {
            let names = try [figure, other].map { Set(try parsed($0.svg()).map(\.name)) }
            #expect(names[0] == names[1], "\(figure.name)")
        }
    }

    /// White space at the ends of a cell is none of it.
    private func shown(_ line: String) -> String {
        var text = Substring(line)
        while text.hasPrefix(" ") { text = text.dropFirst() }
        while text.hasSuffix(" ") { text = text.dropLast() }
        return String(text)
    }

    /// The cells of a row as GitHub shows them: escapes and entities stand for their characters, and every sign
    /// that would mean something else by itself is marked.
    private func cellsOfMarkdown(_ row: Substring) -> [String] {
        var cells: [String] = []
        var cell = ""
        var rest = row.unicodeScalars.dropFirst()
        let bold = ["**"]
        while let scalar = rest.first {
            let isWord = { (scalar: Unicode.Scalar?) in
                scalar.map { $0.properties.isAlphabetic || $0.properties.numericType != nil }
                    ?? false
            }
            let (before, after) = (cell.unicodeScalars.last, rest.dropFirst().first)
            switch scalar {
            case "\\":
                // Before a letter it is itself, which we do not count on.
                cell += after.map { $0.isASCII && !isWord($0) ? "\($0)" : "NO ESCAPE" } ?? "END"
                rest = rest.dropFirst()
            case "|":
                cells.append(shown(cell))
                cell = ""
            case "&":
                let entities = ["&amp;": "&", "&lt;": "<", "&gt;": ">"]
                let entity = entities.first { String(rest.prefix($0.key.count)) == $0.key }
                cell += entity?.value ?? "NO ENTITY"
                rest = rest.dropFirst((entity?.key.count ?? 1) - 1)
            case "*" where bold.contains(String(rest.prefix(2))): rest = rest.dropFirst()
            case "<", ">", "`", "*", "~", "$": cell += "MARKUP"
            case "_" where !(isWord(before) && isWord(after)): cell += "EMPHASIS"
            case "]" where after.map { "([:".unicodeScalars.contains($0) } ?? false: cell += "LINK"
            default: cell.unicodeScalars.append(scalar)
            }
            rest = rest.dropFirst()
        }
        return cells
    }

    /// What LaTeX prints for text without commands but those that stand for a sign; others are marked.
    private func printedByLaTeX(_ text: String) -> String {
        let commands = [
            "\\textbackslash{}": "\\", "\\textasciitilde{}": "~", "\\textasciicircum{}": "^",
            "\\textless{}": "<", "\\textgreater{}": ">", "\\textbar{}": "|", "\\texttt{\"}": "\"",
            "\\textquotesingle{}": "'", "\\textasciigrave{}": "`", "$\\lambda$": "λ", "$-$": "−",
            "\\{": "{", "\\}": "}", "\\&": "&", "\\%": "%", "\\$": "$", "\\#": "#", "\\_": "_",
            "---": "EM DASH", "--": "–", "{}": "",
        ].sorted { $0.key.count > $1.key.count }
        var printed = ""
        var rest = Substring(text).unicodeScalars
        while let scalar = rest.first {
            if let (command, sign) = commands.first(where: {
                rest.starts(with: $0.key.unicodeScalars)
            }) {
                printed += sign
                rest = rest.dropFirst(command.unicodeScalars.count)
                continue
            }
            let isActive = "\\{}&%$#_~^<>|\"'`".unicodeScalars.contains(scalar)
            printed += isActive ? "ACTIVE" : "\(scalar)"
            rest = rest.dropFirst()
        }
        return printed
    }
}

extension Substring {
    fileprivate func components(of separator: String) -> [String] {
        var parts: [String] = [""]
        var rest = self[...]
        while let character = rest.first {
            if rest.hasPrefix(separator) {
                parts.append("")
                rest = rest.dropFirst(separator.count)
            } else {
                parts[parts.count - 1].append(character)
                rest = rest.dropFirst()
            }
        }
        return parts
    }
}
