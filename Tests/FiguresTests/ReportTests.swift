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

    @Test func pageNeedsNothingFromElsewhereAndRunsNothing() throws {
        let page = sample.html()
        for element in try parsed(page) {
            #expect(element.name != "script" && element.name != "link" && element.name != "img")
            for (name, value) in element.attributes where name != "xmlns" {
                #expect(!value.contains("//") && !name.hasPrefix("on"))
            }
        }
        #expect(!page.contains("url("))
        let ids = try parsed(page).compactMap { $0.attributes["id"] }
        #expect(Set(ids).count == ids.count)
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
