import Checkpoints
import Formats
import Foundation
import Isotropy
import TestSupport
import Testing
import Training

extension WrittenFiles {
    /// SQuAD 2.0: a run, its answers and what `evaluate` says of them.
    func questions() throws {
        for (part, paragraphs) in [("train", 0..<4), ("dev", 4..<6)] {
            try writeQuestions(
                paragraphs: paragraphs, impossible: true, to: folder.file("\(part)-v2.0.json"))
        }
        let task = ["--task", "squad-2", "--data", folder.url.path]
        try finetune("spans", on: task, "--max-length", "24", "--stride", "6")
        try checkRun("spans")
        let answering = ["--model", folder.file("spans/checkpoint").path] + task
        _ = try printed(
            ["predict", "--candidates", "--output", folder.file("answers").path] + answering)
        for place in ["spans", "answers"] {
            for name in try folder.names(in: place)
            where ["predictions.json", "null_odds.json"].contains(name) || place == "answers" {
                try checkHasQuestionsOnly("\(place)/\(name)")
            }
        }
        check.check(try printed(["evaluate", "--json"] + answering), as: "evaluate---json")
        let given = ["--predictions", folder.file("spans/predictions.json").path]
        check.check(try printed(["evaluate", "--json"] + task + given), as: "evaluate---json")
    }

    /// A file of SQuAD's scripts has the questions' ids on top and nothing else.
    private func checkHasQuestionsOnly(_ name: String) throws {
        let file = try JSONTree(Array(text(name).utf8))
        guard case .object(let members) = file else { throw NoObject(name: name) }
        let ids = (4..<6).flatMap { ["\($0)-3", "\($0)-24"] }
        #expect(members.map(\.name).sorted() == ids.sorted(), "\(name)")
    }

    private struct NoObject: Error {
        let name: String
    }

    /// What is read of a checkpoint, of points, of devices and of a task's files.
    func outputs() throws {
        check.check(
            try printed([
                "evaluate", "--model", folder.file("pairs/checkpoint").path, "--task", "custom",
                "--test", folder.file("pairs-dev.csv").path, "--json",
            ]), as: "evaluate---json")
        let points = (0..<12).map { "\($0),\($0 * $0 % 7),\($0 % 5)\n" }.joined()
        try folder.write(points, to: "points.csv")
        check.check(
            try printed(["score", folder.file("points.csv").path, "--json"]), as: "score---json")
        try clouds()
        check.check(try printed(["measures", "--json"]), as: "measures---json")
        try transforms()
        check.check(try printed(["devices", "--json"]), as: "devices---json")
        // The command takes a minute and more.
        let finding = DeviceCheck.Finding(
            family: "bert", method: "plain", precision: "fp32", quantity: "logits",
            difference: 1e-6, bound: 2e-5, worst: "logits")
        let findings = try JSONEncoder().encode(Versioned(["findings": [finding]]))
        check.check(
            String(decoding: findings, as: UTF8.self), as: "devices---check---json")
        check.check(try printed(["data", "list", "--json"]), as: "data-list---json")
    }

    /// Points with labels and copies, sums of them, and what is said of a model's layers.
    private func clouds() throws {
        var rows = (0..<60).map {
            "\($0 % 13),\(($0 * 7) % 11),\(Double($0 % 5) + Double($0) / 97)"
        }
        rows[20] = rows[3]
        rows[21] = "5.00000001,2,0.05154639175257732"
        rows[5] = "5,2,0.05154639175257732"
        try folder.write(rows.joined(separator: "\n") + "\n", to: "cloud.csv")
        try folder.write((0..<60).map { "\($0 % 2)\n" }.joined(), to: "labels.txt")
        let cloud = folder.file("cloud.csv").path
        let labels = ["--labels", folder.file("labels.txt").path, "--measures", "all"]
        check.check(try printed(["score", cloud, "--json"] + labels), as: "score---json")
        let sums = folder.file("sums.safetensors")
        let kept = ["--measures", "isoscore,uniformity,mean_cosine_by_dimension,isoscore_star"]
        _ = try printed(["score", cloud, "--save-moments", sums.path] + kept)
        let metadata = try SafetensorsFile(contentsOf: sums).metadata
        check.check(metadata["isotropy_moments"] ?? "", as: "sums-of-points")
        check.check(try printed(["merge", sums.path, "--json"]), as: "score---json")
        check.check(try printed(["diagnose", cloud, "--json"]), as: "diagnose---json")
        let pairs = (0..<40).map { "w\($0 % 9) w\($0 % 5),w\($0 % 7) w3,\($0 % 6)\n" }
        try folder.write("one,two,score\n" + pairs.joined(), to: "scored.csv")
        let analyze = [
            "analyze", "--model", folder.file("pairs/checkpoint").path, "--input",
            folder.file("scored.csv").path, "--text", "one", "--pair", "two", "--layers", "last",
            "--transform",
            "centre",
        ]
        for (name, more) in [
            ("layers", ["--group", "spectrum"]),
            ("similar", ["--similarity", "--labels", "score"]),
        ] {
            _ = try printed(analyze + more + ["--output", folder.file(name).path])
            check.check(try text("\(name)/analysis.json"), as: "analysisjson")
        }
        try folder.write("text,label\nw9,a\nw10 w11,b\nw12,b\n", to: "labelled.csv")
        _ = try printed(
            [
                "analyze", "--model", model, "--input", folder.file("labelled.csv").path,
                "--labels", "label", "--layers",
                "last", "--output", folder.file("labelled").path,
            ])
        let clouds = try SafetensorsFile(contentsOf: folder.file("labelled/clouds.safetensors"))
        check.check(clouds.metadata["isotropy_clouds"] ?? "", as: "cloudssafetensors")
    }

    /// Transforms of those points, with and without what each kind alone has.
    private func transforms() throws {
        for kind in TransformKind.allCases {
            let file = folder.file("\(kind.rawValue).safetensors")
            var fit = ["transform", "fit", folder.file("points.csv").path, "--kind", kind.rawValue]
            if kind == .clusters { fit += ["--clusters", "2"] }
            _ = try printed(fit + ["--output", file.path])
            let metadata = try SafetensorsFile(contentsOf: file).metadata
            check.check(metadata["isotropy_transform"] ?? "", as: "a-transforms-metadata")
        }
    }

    /// What `data check` finds in files that are not the official ones, for which it fails.
    func dataChecks() throws {
        for name in ["train", "dev"] {
            // The answer begins inside a token, and is no whole one.
            try folder.write(
                """
                {"data": [{"paragraphs": [{"context": "w5 w15 w25", "qas": [{"id": "\(name)",
                "question": "w5", "answers": [{"text": "15", "answer_start": 4}]}]}]}]}
                """, to: "squad/\(name)-v1.1.json")
            try folder.write(
                "index\tsentence1\tsentence2\tlabel\n0\tw5.\tw6\t0\n1\tw7\tw8\t1\n",
                to: "wnli/\(name).tsv")
        }
        let windows = ["--max-length", "8", "--stride", "1"]
        for (task, options) in [("squad", windows), ("wnli", [])] {
            let check = ["data", "check", task, "--data", folder.file(task).path, "--json"]
            let report = try printed(check + ["--model", model] + options, failing: true)
            self.check.check(report, as: "data-check---json")
        }
    }

    /// Outputs of one object a line.
    func lines() throws {
        try folder.write("w5 w6\nw7 w8 w9 w10\n", to: "lines.txt")
        let tokenize = ["tokenize", "--model", model, "--input", folder.file("lines.txt").path]
        check.check(linesOf: try printed(tokenize), as: "tokenize")
        check.check(
            linesOf: try printed(tokenize + ["--max-length", "4", "--stride", "1"]),
            as: "tokenize---stride")
        for run in ["pairs", "scores"] {
            let file = folder.file("\(run).jsonl")
            _ = try printed([
                "predict", "--model", folder.file("\(run)/checkpoint").path, "--task", "custom",
                "--input", folder.file("\(run)-dev.csv").path, "--output", file.path,
            ])
            check.check(linesOf: try text("\(run).jsonl"), as: "predicts-lines")
        }
    }
}
