import Figures
import TestSupport
import Testing

@Suite struct ExplainedVarianceTableTests {
    private static let table = ExplainedVarianceTable(
        columns: ["MRPC", "R_E"],
        rows: [
            .init("BERT", "none", [[0.8612, 0.9, 0.95], [0.5, 0.75, 1]]),
            .init("RoBERTa", "none", [nil, [0.1, 0.2, 0.3]]),
            .init("BERT", "IsoBN, β = 1", [[0.4, 0.5, 0.6], nil]),
        ], notes: ["Of the embeddings."])

    @Test func rowsOfAModelStandTogether() {
        let lines = Self.table.text().split(separator: "\n").map(String.init)
        #expect(lines[0].hasPrefix("model") && lines[0].contains("MRPC"))
        #expect(lines[1].contains("EV_1/EV_2/EV_3"))
        #expect(lines[3].hasPrefix("BERT") && lines[3].contains("0.861/0.900/0.950"))
        #expect(lines[4].contains("IsoBN, β = 1") && lines[4].hasSuffix("–"))
        #expect(lines[5].hasPrefix("RoBERTa") && lines[5].contains("–"))
        #expect(lines.last == "Of the embeddings.")
    }

    @Test func latexAndMarkdownEscapeWhatTheyWouldReadAsTheirOwn() {
        let latex = Self.table.latex()
        #expect(latex.contains("R\\_E") && latex.contains("$\\beta$"))
        #expect(latex.components(separatedBy: "\\midrule").count == 3)
        #expect(latex.contains("BERT & none & 0.861/0.900/0.950 & 0.500/0.750/1.000 \\\\"))
        #expect(latex.contains("\\toprule") && latex.contains("\\bottomrule"))
        let markdown = Self.table.markdown()
        #expect(markdown.contains("MRPC: EV_1/EV_2/EV_3"))
        #expect(markdown.split(separator: "\n").count == 2 + 3 + 1)
    }

    @Test func dataHasANumberALine() throws {
        let rows = try fields(Self.table.csv())
        #expect(rows[0] == ["model", "method", "task", "k", "EV_k"] && rows.count == 1 + 12)
        #expect(rows[1] == ["BERT", "none", "MRPC", "1", "0.8612"])
    }
}
