import Foundation
import IsotropyCommands
import TestSupport
import Testing

/// Figures of a tree of runs, their numbers against the runs' own files, read without our readers.
struct RunFigureTests {
    private let tiny: TinyCheckpoint
    private var folder: TemporaryFolder { tiny.folder }
    private var tree: String { folder.file("tree").path }

    init() throws {
        tiny = try TinyCheckpoint()
        let rows = (0..<24).map { "w\(9 + $0) w\($0 % 4),\($0 % 3 == 0 ? "bad" : "good")\n" }
        let train = try tiny.folder.write("text,label\n" + rows.joined(), to: "train.csv").path
        _ = try printed([
            "finetune", "--model", tiny.folder.file("model").path, "--task", "custom", "--train",
            train, "--dev", train, "--epochs", "2", "--method", "plain", "--method",
            "istar:lambda=-1,zeta=0.2,target-size=100", "--seeds", "1,2", "--output",
            tiny.folder.file("tree").path,
        ])
    }

    private func objects(_ name: String) throws -> [[String: Any]] {
        try String(contentsOf: folder.file(name), encoding: .utf8).split(separator: "\n").map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
    }

    private func rows(_ figure: String, _ more: String...) throws -> [[String]] {
        try csvRows(printed(["figure", figure, tree, "--format", "csv"] + more))
    }

    private func methods() throws -> [String] {
        try folder.names(in: "tree").filter { $0 == "plain" || $0.hasPrefix("istar") }.sorted()
    }

    @Test func curvesAreTheMeansOfWhatSeedsLogged() throws {
        let data = try rows("training-curves")
        let folders = try methods()
        #expect(folders.count == 2)
        for (name, method) in zip(["I-STAR λ = −1, n = 100", "plain"], folders) {
            let logs = try (1...2).map { try objects("tree/\(method)/\($0)/log.jsonl") }
            for (quantity, field) in [("training loss", "task_loss"), ("penalty", "penalty")] {
                let drawn = data.filter { $0[0] == quantity && $0[1] == name }
                #expect(drawn.count == logs[0].count)
                for (step, row) in drawn.enumerated() {
                    let values = try logs.map { try #require($0[step][field] as? Double) }
                    #expect(row[2] == "\(Double(step + 1))")
                    #expect(abs(try #require(Double(row[3])) - mean(values)) < 1e-12)
                    let deviation = covariance(values, values).squareRoot()
                    #expect(abs(try #require(Double(row[4])) - mean(values) + deviation) < 1e-12)
                }
            }
            let evaluations = try (1...2).map {
                try objects("tree/\(method)/\($0)/evaluations.jsonl")
            }
            let drawn = data.filter { $0[0].hasPrefix("development accuracy") && $0[1] == name }
            #expect(drawn.count == evaluations[0].count && !drawn.isEmpty)
            for (place, row) in drawn.enumerated() {
                let values = try evaluations.map { records in
                    let metrics = try #require(records[place]["metrics"] as? [String: Double])
                    return 100 * (try #require(metrics["accuracy"]))
                }
                #expect(abs(try #require(Double(row[3])) - mean(values)) < 1e-9)
            }
        }
    }

    /// Confidence is the largest probability that the logits give.
    @Test func calibrationAndConfusionCountThePredictions() throws {
        var bins = [[Double]](repeating: [0, 0, 0], count: 10)
        var pairs: [String: Int] = [:]
        for seed in 1...2 {
            let lines = try String(
                contentsOf: folder.file("tree/plain/\(seed)/predictions.tsv"), encoding: .utf8
            ).split(separator: "\n").dropFirst()
            for line in lines {
                let cells = line.split(separator: "\t")
                let logits = cells[3...].compactMap { Double($0) }
                let confidence =
                    (logits.map(exp).max() ?? .nan) / logits.map(exp).reduce(0, +)
                let bin = min(9, Int(confidence * 10))
                bins[bin][0] += 1
                bins[bin][1] += confidence
                bins[bin][2] += cells[1] == cells[2] ? 1 : 0
                pairs["\(cells[2]) \(cells[1])", default: 0] += 1
            }
        }
        for (row, bin) in zip(try rows("calibration").filter { $0[0] == "plain" }, bins) {
            #expect(row[3] == "\(Int(bin[0]))")
            guard bin[0] > 0 else {
                #expect(row[4].isEmpty && row[5].isEmpty)
                continue
            }
            #expect(abs(try #require(Double(row[4])) - bin[1] / bin[0]) < 1e-9)
            #expect(abs(try #require(Double(row[5])) - bin[2] / bin[0]) < 1e-12)
        }
        let confusion = try rows("confusion").filter { $0[1] == "plain" }
        #expect(confusion.count == 4)
        for row in confusion { #expect(row[4] == "\(pairs["\(row[2]) \(row[3])"] ?? 0)") }
    }

    @Test func theTreeHasThemWithTheirDataAndTheReportMakesThemAnew() throws {
        let names = try folder.names(in: "tree/figures").sorted()
        for name in ["training-curves", "calibration", "confusion", "metric-isoscore"] {
            #expect(names.contains("\(name).svg") && names.contains("\(name).csv"))
        }
        let before = try names.map { try Data(contentsOf: folder.file("tree/figures/\($0)")) }
        for name in names {
            try FileManager.default.removeItem(at: folder.file("tree/figures/\(name)"))
        }
        _ = try printed(["report", tree])
        #expect(try names.map { try Data(contentsOf: folder.file("tree/figures/\($0)")) } == before)
        try FileManager.default.removeItem(at: folder.file("tree/plain/1/predictions.tsv"))
        _ = try printed(["report", tree])
        let page = try String(contentsOf: folder.file("tree/report.html"), encoding: .utf8)
        #expect(page.contains("No calibration"))
    }

    @Test func performanceAndTheTableAreOfTheResults() throws {
        let performance = try rows("performance-isoscore")
        #expect(performance.count == 4)
        for seed in 1...2 {
            let text = try Data(contentsOf: folder.file("tree/plain/\(seed)/results.json"))
            let results = try #require(
                try JSONSerialization.jsonObject(with: text) as? [String: Any])
            let isotropy = try #require(results["isotropy"] as? [String: Any])
            let row = try #require(
                performance.first { $0[2] == "plain" && $0[3] == "\(seed)" })
            let tokens = try #require(isotropy["tokens"] as? Double)
            // What is drawn is a mean of one.
            #expect(abs(try #require(Double(row[4])) - tokens) < 1e-15)
            let metrics = try #require(results["development"] as? [String: Double])
            #expect(abs(try #require(Double(row[5])) - 100 * (metrics["accuracy"] ?? .nan)) < 1e-9)
        }
        #expect(try rows("table2").count == 2 * 3)
        #expect(
            refusal { _ = try printed(["figure", "shrinkage-ablation", tree]) }
                .contains("takes runs of I-STAR with one λ and several ζ"))
        #expect(
            refusal { _ = try printed(["figure", "deviations", tree]) }
                .contains("takes an analysis: `isotropy analyze"))
    }

    @Test func analysesOfRunsAreCurvesByMethodOverSeeds() throws {
        for method in try methods() {
            for seed in 1...2 {
                _ = try printed([
                    "analyze", "--model", folder.file("tree/\(method)/\(seed)").path, "--input",
                    folder.file("train.csv").path, "--text", "text", "--pooling", "tokens",
                    "--measures", "isoscore", "--output",
                    folder.file("analyses/\(method)-\(seed)").path,
                ])
            }
        }
        let data = try csvRows(
            printed([
                "figure", "isoscore-layers", folder.file("analyses").path, "--format", "csv",
            ]))
        #expect(Set(data.map { $0[2] }) == ["plain", "I-STAR λ = −1, n = 100"])
        let scores = try (1...2).map { seed -> Double in
            let text = try Data(contentsOf: folder.file("analyses/plain-\(seed)/analysis.json"))
            let analysis = try #require(
                try JSONSerialization.jsonObject(with: text) as? [String: Any])
            #expect((analysis["run"] as? [String: Any])?["seed"] as? Int == seed)
            let cloud = try #require((analysis["clouds"] as? [[String: Any]])?.first)
            let measures = (cloud["score"] as? [String: Any])?["measures"] as? [[String: Any]]
            let row = try #require(measures?.first { $0["name"] as? String == "isoscore" })
            return try #require((row["debiased"] ?? row["value"]) as? Double)
        }
        let drawn = try #require(data.first { $0[2] == "plain" && $0[3] == "0.0" })
        #expect(drawn[5].isEmpty == false)
        #expect(abs(try #require(Double(drawn[4])) - mean(scores)) < 0.05)
    }
}
