import Figures
import Testing

@Suite struct FigurePageTests {
    private static func page(_ text: String) -> FigurePage {
        FigurePage(
            title: text, summary: text,
            table: TextTable(header: [["model", text]], rows: [[text, "1"]], alignments: []),
            notes: [text],
            figures: [
                .deviations(Panels([0.1, 1, 2])),
                .activations(Panels(.init(means: [1, 2])), rule: "none"),
            ],
            command: text)
    }

    @Test(arguments: ["</text><script>alert(1)</script>", "\" onload=\"x", "a & b <!-- ]]>", "x"])
    func textOfUsersStaysText(_ text: String) throws {
        let elements = try parsed(Self.page(text).html())
        #expect(elements.count { $0.name == "svg" } == 2)
        // The page's own.
        #expect(elements.count { $0.name == "script" } == 1)
        #expect(!elements.contains { ["link", "img"].contains($0.name) })
        #expect(elements.contains { $0.name == "h1" && $0.text == text })
        #expect(elements.contains { $0.name == "code" && $0.text == text })
        #expect(elements.count { $0.name == "th" && $0.text == text } == 2)
        let ids = elements.compactMap { $0.attributes["id"] }
        #expect(Set(ids).count == ids.count)
    }

    @Test func aPageWithoutFiguresSaysSo() throws {
        var page = Self.page("x")
        page.figures = []
        #expect(try parsed(page.html()).contains { $0.text.hasPrefix("Nothing was measured") })
    }
}
