import Figures
import Foundation
import Testing

@Suite struct ReportTests {
    @Test func samplesGiveWellFormedFilesWithoutUndefinedNumbers() throws {
        for figure in sample.figures() {
            let elements = try parsed(figure.svg())
            #expect(!elements.contains { $0.text == "no data to show" })
            for (_, value) in elements.flatMap(\.attributes) {
                #expect(!value.contains("nan") && !value.contains("inf"))
            }
        }
        let page = try parsed(sample.html())
        #expect(page.filter { $0.name == "svg" }.count == 5)
        #expect(page.contains { $0.name == "h1" && $0.text == sample.title })
        #expect(page.contains { $0.name == "code" && $0.text == sample.command })
    }

    @Test func sameContentGivesTheSameBytes() {
        let copy = sample
        #expect(copy.html() == sample.html())
        #expect(copy.figures().map { $0.svg() } == sample.figures().map { $0.svg() })
    }

    @Test func pageNeedsNothingFromElsewhereAndRunsItsOwnScriptOnly() throws {
        let page = sample.html()
        let elements = try parsed(page)
        for element in elements {
            #expect(element.name != "link" && element.name != "img")
            for (name, value) in element.attributes where name != "xmlns" {
                #expect(value.hasPrefix("data:text/csv;") || !value.contains("//"))
                #expect(!name.hasPrefix("on") && name != "src")
            }
        }
        let scripts = elements.filter { $0.name == "script" }
        #expect(scripts.count == 1)
        for word in ["//", "fetch", "XMLHttp", "import", "eval", "innerHTML", "location"] {
            #expect(!scripts[0].text.contains(word), "\(word)")
        }
        #expect(!page.contains("url("))
        let ids = try parsed(page).compactMap { $0.attributes["id"] }
        #expect(Set(ids).count == ids.count)
    }

    @Test func everyFigureHasItsNumbersAndAnAlternativeText() throws {
        let elements = try parsed(sample.html())
        let files = elements.filter { $0.attributes["download"] != nil }
        #expect(files.count == 5)
        for (figure, file) in zip(sample.figures(), files) {
            let address = try #require(file.attributes["href"])
            let start = "data:text/csv;charset=utf-8;base64,"
            #expect(address.hasPrefix(start))
            #expect(
                Data(base64Encoded: String(address.dropFirst(start.count)))
                    == Data(figure.csv().utf8))
            #expect(file.attributes["download"] == figure.name + ".csv")
        }
        for figure in elements where figure.name == "svg" {
            let words = try #require(figure.attributes["aria-labelledby"]).split(separator: " ")
            for word in words.map(String.init) {
                let named = elements.first { $0.attributes["id"] == word }
                #expect(named?.text.isEmpty == false)
            }
        }
    }

    @Test func everySectionIsInTheContents() throws {
        let elements = try parsed(sample.html())
        let headings = elements.filter { $0.name == "h2" }
        let links = elements.filter { $0.attributes["href"]?.hasPrefix("#") == true }
        #expect(links.map(\.text) == headings.map(\.text))
        #expect(
            links.map { $0.attributes["href"] ?? "" }
                == headings.map { "#" + ($0.attributes["id"] ?? "") })
    }

    @Test func runsThatAreMissingAreShown() throws {
        var content = sample
        #expect(!content.html().contains("Runs that are missing"))
        content.missing = [.init("/runs/<plain>/3", "not ended; 7 steps are recorded")]
        let elements = try parsed(content.html())
        #expect(elements.contains { $0.name == "th" && $0.text == "/runs/<plain>/3" })
        #expect(elements.contains { $0.name == "td" && $0.text.contains("7 steps") })
    }

    @Test func everyColourOfThePageIsDefinedForLightAndDark() {
        let page = sample.html()
        let used = Set(
            page.split(separator: "var(").dropFirst().map { $0.prefix { $0 != ")" } })
        #expect(used.contains("--series-2"))
        for name in used {
            #expect(page.components(separatedBy: "\(name): #").count == 3, "\(name)")
        }
    }

    @Test(arguments: [
        [],
        [MethodResult(name: "no seeds", seeds: [])],
        [method("one seed", metrics: [0.8], isoScores: [0.1])],
        [method("equal", metrics: [0.8, 0.8, 0.8], isoScores: [0.1, 0.1, 0.1])],
        [method("undefined", metrics: [.nan, nil, 0.5], isoScores: [.infinity, 0.1, .nan])],
        [MethodResult(name: "bare", seeds: [SeedResult(seed: 1, metric: nil)])],
        [
            MethodResult(
                name: "diverged",
                seeds: [
                    SeedResult(
                        seed: 1, metric: -1e308,
                        isotropy: IsotropyMeasures(evCurve: [.nan], isoScoreByLayer: [.infinity]),
                        losses: [1, .nan, .infinity, 1e308, -1e308], seconds: .nan)
                ])
        ],
    ])
    func degenerateResultsGiveWellFormedFiles(_ methods: [MethodResult]) throws {
        let content = content(methods)
        for figure in content.figures() {
            let texts = [figure.svg(), figure.svg(width: 60, height: 40)]
            for text in texts {
                for (_, value) in try parsed(text).flatMap(\.attributes) {
                    #expect(!value.contains("nan") && !value.contains("inf"))
                }
            }
        }
        _ = try parsed(content.html())
        #expect(content.textTable().contains("method"))
        #expect(content.markdownTable().hasPrefix("| method |"))
    }

    @Test func whatIsMissingIsSaid() throws {
        let diverged = MethodResult(
            name: "A",
            seeds: [SeedResult(seed: 1, metric: .nan, losses: [0.5, .nan, 0.4])])
        let loss = try parsed(content([diverged]).trainingLoss().svg())
        #expect(loss.contains { $0.text == "A: 1 loss is not finite." })
        let layers = try parsed(content([diverged]).isoScoreByLayer().svg())
        #expect(layers.contains { $0.text == "A: not measured." })
        let scatter = try parsed(content([diverged]).metricAgainstIsoScore().svg())
        #expect(scatter.contains { $0.text == "Not drawn: 1 method without a value." })
    }
}
