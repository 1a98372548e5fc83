import Foundation
import IsotropyCommands
import Metrics
import TestSupport
import Testing

/// `analyze` and `diagnose` of a small model.
struct AnalyzeTests {
    private let tiny: TinyCheckpoint
    private var folder: TemporaryFolder { tiny.folder }
    private var model: String { folder.file("model").path }

    init() throws {
        tiny = try TinyCheckpoint()
        let words = (0..<120).map { row in
            "\(row % 2 == 0 ? "w5" : "w17") w\(row % 11) w\((row * 7) % 29),\(row % 2 == 0 ? "a" : "b")\n"
        }
        try folder.write("text,topic\n" + words.joined(), to: "rows.csv")
        let pairs = (0..<60).map { "w\($0 % 9) w\($0 % 5),w\($0 % 7) w3,\($0 % 6)\n" }
        try folder.write("one,two,score\n" + pairs.joined(), to: "pairs.csv")
    }

    private func run(_ arguments: [String]) throws -> String {
        try printed(["analyze", "--model", model, "--output", folder.file("out").path] + arguments)
    }

    private struct Written: Decodable {
        struct Cloud: Decodable {
            struct Score: Decodable {
                struct Value: Decodable { let name: String }
                let points: Int
                let measures: [Value]
            }
            let layer: Int
            let pooling: String
            let transform: String?
            let score: Score
        }
        struct Similarities: Decodable {
            struct Row: Decodable {
                struct Correlation: Decodable { let value, difference: Double? }
                let similarity: String
                let spearman: Correlation
            }
            let pairs: Int
            let rows: [Row]
        }
        let clouds: [Cloud]?
        let similarities: Similarities?
    }

    private func written() throws -> Written {
        try JSONDecoder().decode(
            Written.self, from: Data(contentsOf: folder.file("out/analysis.json")))
    }

    @Test func everyLayerPoolingAndTransformIsACloud() throws {
        let text = try run([
            "--input", folder.file("rows.csv").path, "--labels", "topic", "--pooling",
            "mean,tokens", "--transform", "centre",
        ])
        #expect(text.contains("transform") && text.contains("between"))
        let clouds = try #require(try written().clouds)
        let layers = Set(clouds.map(\.layer))
        #expect(clouds.count == layers.count * 2 * 2 && layers.contains(0))
        #expect(clouds.filter { $0.pooling == "mean" }.allSatisfy { $0.score.points == 120 })
        #expect(clouds.filter { $0.pooling == "tokens" }.allSatisfy { $0.score.points > 360 })
        let names = Set(clouds[0].score.measures.map(\.name))
        #expect(names.isSuperset(of: ["isoscore", "between_class_share", "twonn", "uniformity"]))
        #expect(!names.contains("partition_score"))
        for name in ["table.md", "table.csv"] {
            #expect(FileManager.default.fileExists(atPath: folder.file("out/\(name)").path))
        }
    }

    /// Tables show the number that an interval is of, not the one with the bias of few points.
    @Test func everyNumberOfTheTableIsInItsInterval() throws {
        let text = try run([
            "--input", folder.file("rows.csv").path, "--text", "text", "--pooling", "cls,mean",
        ])
        let found = text.matches(of: /([-0-9.e]+)(\*?) \[([-0-9.e]+) … ([-0-9.e]+)\]/)
        #expect(found.count > 20)
        for match in found {
            let (value, lower, upper) = (match.output.1, match.output.3, match.output.4)
            let numbers = [lower, value, upper].compactMap { Double($0) }
            #expect(numbers == numbers.sorted() && numbers.count == 3, "\(match.output.0)")
            #expect(match.output.2.isEmpty, "a number with its bias has no interval")
        }
        #expect(text.contains("Numbers are without the bias of few points"))
        let table = try String(contentsOf: folder.file("out/table.md"), encoding: .utf8)
        #expect(table.contains("Numbers are without the bias of few points"))
    }

    /// Measured in windows and blocks, a layer is what `embed` and `score` make of it.
    @Test func aLayerIsWhatEmbedAndScoreSay() throws {
        let vectors = folder.file("x.safetensors").path
        _ = try printed([
            "embed", "--model", model, "--input", folder.file("rows.csv").path, "--text", "text",
            "--layers", "all", "--output", vectors,
        ])
        let measures = ["--measures", "isoscore,mean_cosine,effective_rank", "--format", "csv"]
        let scored = try printed(["score", vectors] + measures).split(separator: "\n").dropFirst()
        _ = try run([
            "--input", folder.file("rows.csv").path, "--text", "text", "--measures",
            "isoscore,mean_cosine,effective_rank",
        ])
        let table = try String(contentsOf: folder.file("out/table.csv"), encoding: .utf8)
        let analyzed = table.split(separator: "\n").dropFirst()
        #expect(scored.count == analyzed.count)
        for (one, other) in zip(scored, analyzed) {
            let (a, b) = (
                one.split(separator: ",", omittingEmptySubsequences: false),
                other.split(separator: ",", omittingEmptySubsequences: false)
            )
            // file, cloud / layer, pooling, transform, and then the same.
            #expect(a.dropFirst(2).prefix(4).elementsEqual(b.dropFirst(3).prefix(4)))
            let numbers = [a[6], b[7]].compactMap { Double($0) }
            #expect(numbers.count == 2 && abs(numbers[0] - numbers[1]) <= 1e-9 * abs(numbers[0]))
        }
    }

    @Test func similaritiesAreHeldAgainstScores() throws {
        let text = try run([
            "--similarity", "--input", folder.file("pairs.csv").path, "--text", "one", "--pair",
            "two",
            "--labels", "score", "--layers", "last", "--transform", "centre",
        ])
        #expect(text.contains("Spearman") && text.contains("negative distance"))
        let similarities = try #require(try written().similarities)
        // cls and mean, as they are and centred, three similarities each.
        #expect(similarities.rows.count == 12 && similarities.pairs == 60)
        let best = similarities.rows.compactMap(\.spearman.value).max()
        for row in similarities.rows {
            let value = try #require(row.spearman.value)
            #expect(row.spearman.difference == value - (best ?? .nan))
        }
        let differences = try String(
            contentsOf: folder.file("out/differences.csv"), encoding: .utf8)
        #expect(differences.split(separator: "\n").count == 1 + 12 * 11 / 2)
    }

    @Test func whatCannotBeAnalyzedIsRefused() throws {
        let rows = folder.file("rows.csv").path
        let cases: [([String], String)] = [
            ([], "--task or from --input"),
            (["--input", rows, "--pooling", "men"], "did you mean 'mean'?"),
            (["--input", rows, "--transform", "clusters"], "takes the points themselves"),
            (["--input", rows, "--transform", "isobn:bta=1"], "did you mean 'beta'?"),
            (["--input", rows, "--similarity", "--pooling", "tokens"], "compares sentences"),
            (["--task", "rte", "--labels", "x"], "--labels has no effect with --task"),
        ]
        for (arguments, words) in cases {
            let answer = try #require(Answer(["analyze", "--output", "out"] + arguments))
            #expect(answer.text.contains(words), "\(answer.text)")
        }
        #expect(
            refusal { _ = try run(["--input", rows, "--similarity"]) }.contains("has no pairs"))
        try folder.write("mine", to: "out/table.md")
        #expect(
            refusal { _ = try run(["--input", rows, "--text", "text"]) }.contains(
                "no analysis.json"))
    }

    @Test func aDiagnosisNamesTheMeanAndWhatHelps() throws {
        var rows = ""
        for row in 0..<200 {
            let numbers = (0..<6).map { index in
                "\(Double((row * (index * 2 + 3)) % (31 + index)) / 31 + (index == 2 ? 40 : 0))"
            }
            rows += numbers.joined(separator: ",") + "\n"
        }
        try folder.write(rows, to: "x.csv")
        let text = try printed(["diagnose", folder.file("x.csv").path])
        let lines = text.split(separator: "\n")
        #expect(lines[1].lowercased().contains("an extremely shifted mean"))
        #expect(lines[1].contains("imension that extremely dominates (2)"), "\(lines[1])")
        #expect(text.contains("comes from the mean of the points"))
        #expect(text.contains("Dimension 2 (from 0) alone makes"))
        #expect(text.contains("centre") && text.contains("linear classifier"))
        let sentences = try printed([
            "diagnose", "--model", model, "--input", folder.file("rows.csv").path, "--text", "text",
            "--json",
        ])
        #expect(sentences.contains("\"remedies\""))
        let neither = try #require(Answer(["diagnose"]))
        #expect(neither.text.contains("give a file of vectors, or --input"))
    }
}
