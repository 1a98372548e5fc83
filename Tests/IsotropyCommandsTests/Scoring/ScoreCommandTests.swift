import Checkpoints
import Foundation
import IsotropyCommands
import TestSupport
import Testing
import Torch

/// `score` of files, in all its forms.
struct ScoreCommandTests {
    private let tables: PointTables
    private var folder: TemporaryFolder { tables.folder }

    init() throws { tables = try PointTables() }

    private func write(_ rows: [[Double]], to name: String) throws -> String {
        try tables.write(rows, to: name)
    }

    private func points(_ count: Int, _ size: Int, seed: UInt64 = 1) -> [[Double]] {
        PointTables.points(count, size, seed: seed)
    }

    private struct Output: Decodable {
        struct Cloud: Decodable {
            struct Value: Decodable {
                let name: String
                let value: Numbers?
                let debiased: Numbers?
                let intervals: [[Double]?]?
                let no_interval: String?
            }
            let name: String
            let points: Int
            let labels: [String]?
            let measures: [Value]

            func value(_ name: String) -> Value? { measures.first { $0.name == name } }
        }
        let clouds: [Cloud]
    }

    private enum Numbers: Decodable {
        case one(Double)
        case several([Double])

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let one = try? container.decode(Double.self) {
                self = .one(one)
            } else {
                self = .several(try container.decode([Double].self))
            }
        }

        var numbers: [Double] {
            switch self {
            case .one(let number): [number]
            case .several(let numbers): numbers
            }
        }
    }

    private func scored(_ arguments: [String]) throws -> [Output.Cloud] {
        let text = try printed(["score", "--format", "json"] + arguments)
        return try JSONDecoder().decode(Output.self, from: Data(text.utf8)).clouds
    }

    @Test func measuresAreChosenByNameAndByGroup() throws {
        let file = try write(points(80, 4), to: "x.csv")
        let named = try scored([file, "--measures", "mean_cosine,isoscore"])[0]
        // In the order of the catalogue.
        #expect(named.measures.map(\.name) == ["isoscore", "mean_cosine"])
        let group = try scored([file, "--group", "dimension"])[0]
        #expect(group.measures.first?.name == "twonn" && group.value("isoscore") == nil)
        let all = try scored([file, "--measures", "all"])[0]
        #expect(all.value("partition_score") != nil && all.value("between_class_share") == nil)
        let refused = try #require(Answer(["score", file, "--measures", "isoscor"]))
        #expect(refused.text.contains("did you mean 'isoscore'?"))
        let labels = try #require(Answer(["score", file, "--group", "labels"]))
        #expect(labels.text.contains("between_class_share takes --labels"))
        let group2 = try #require(Answer(["score", file, "--group", "spectra"]))
        #expect(group2.text.contains("spectrum"))
    }

    @Test func intervalsStandBesideValuesUnlessTheyAreLeftOut() throws {
        let file = try write(points(80, 4), to: "x.csv")
        let with = try #require(try scored([file, "--measures", "isoscore"])[0].value("isoscore"))
        let bounds = try #require(with.intervals?.first ?? nil)
        let value = try #require(with.value?.numbers.first)
        #expect(bounds[0] < value && value < bounds[1])
        let without = try #require(
            try scored([file, "--measures", "isoscore", "--no-intervals"])[0].value("isoscore"))
        #expect(without.intervals == nil && without.no_interval == "not_measured")
        expectClose(without.value?.numbers ?? [], with.value?.numbers ?? [.nan], absolute: 1e-13)
    }

    @Test func severalFilesStandInOneTable() throws {
        let files = [
            try write(points(60, 3), to: "one.csv"), try write(points(70, 5), to: "two.csv"),
        ]
        let text = try printed(["score"] + files)
        let lines = text.split(separator: "\n")
        #expect(lines[0] == "one: 60 points of 3 dimensions")
        #expect(lines[1] == "two: 70 points of 5 dimensions")
        #expect(lines[2].hasPrefix("measure") && lines[2].contains("one"))
        #expect(text.contains(" two\n"))
        let markdown = try printed(["score", "--format", "markdown"] + files)
        #expect(markdown.contains("| measure | one | two |"))
        let csv = try printed(
            ["score", "--format", "csv", "--measures", "deviation_spectrum"] + files)
        #expect(csv.split(separator: "\n").count == 1 + 3 + 5)
    }

    /// Each class at a place of its own: nearly all of the variance is between them.
    @Test func labelsAndSecondCloudsAreRead() throws {
        let rows = points(90, 3).enumerated().map { row, point in
            point.map { $0 * 0.01 + Double(row % 3) * 10 }
        }
        let file = try write(rows, to: "x.csv")
        try folder.write((0..<90).map { "class \($0 % 3)\n" }.joined(), to: "labels.txt")
        let labels = folder.file("labels.txt").path
        let cloud = try scored([file, "--labels", labels])[0]
        #expect(cloud.labels == ["class 0", "class 1", "class 2"])
        let share = try #require(cloud.value("between_class_share")?.value?.numbers.first)
        #expect(share > 0.99)
        let doubled = try write(rows.map { $0.map { 2 * $0 + 1 } }, to: "y.csv")
        let pair = try scored([file, "--against", doubled, "--group", "two_clouds"])[0]
        expectClose(
            try #require(pair.value("linear_cka")?.value?.numbers), [1], absolute: 1e-12)
        try folder.write("a\nb\n", to: "few.txt")
        let few = folder.file("few.txt").path
        #expect(
            refusal { _ = try printed(["score", file, "--labels", few]) }
                .contains("has 2 labels, and there are more points"))
        let short = try write(Array(rows.prefix(50)), to: "short.csv")
        #expect(
            refusal { _ = try printed(["score", file, "--against", short]) }
                .contains("has fewer points"))
        #expect(
            refusal { _ = try printed(["score", short, "--against", file]) }
                .contains("has more points than the 50 of"))
    }

    /// To the digit, in any order of the parts; a part that is missing or stands twice is told.
    @Test func partsMergeToTheBitsOfOnePass() throws {
        // Of 1,200 dimensions 1,024 rows are a block.
        var state: UInt32 = 1
        let numbers = (0..<2500 * 1200).map { index -> Float in
            state = state &* 1_664_525 &+ 1_013_904_223
            return Float(state >> 8) * 0x1p-24 * Float(1 + index % 7) + 0.25
        }
        let file = folder.file("x.npy").path
        try writeNumPy(
            Tensor.of(numbers, shape: [2500, 1200]), to: folder.file("x.npy"))
        let options = ["--measures", "isoscore,mean_cosine,length_of_mean", "--format", "json"]
        let whole = try printed(["score", file] + options)
        let parts = try (1...3).map { part -> String in
            let name = folder.file("part-\(part).safetensors").path
            _ = try printed(
                ["score", file, "--shard", "\(part)/3", "--save-moments", name] + options)
            return name
        }
        func values(_ text: String) throws -> [[Double]] {
            try JSONDecoder().decode(Output.self, from: Data(text.utf8)).clouds[0].measures.map {
                ($0.value?.numbers ?? []) + ($0.intervals ?? []).flatMap { $0 ?? [] }
            }
        }
        for order in [[0, 1, 2], [2, 0, 1]] {
            let merged = try printed(["merge", "--format", "json"] + order.map { parts[$0] })
            #expect(try values(merged) == values(whole))
        }
        #expect(
            refusal { _ = try printed(["merge", parts[0], parts[2]]) }
                .contains("are in none of the files"))
        // In stages.
        let two = folder.file("two.safetensors").path
        _ = try printed(["merge", parts[2], parts[1], "--output", two])
        #expect(try values(printed(["merge", two, parts[0], "--format", "json"])) == values(whole))
        #expect(
            refusal { _ = try printed(["merge", "--append", two, parts[1]]) }
                .contains("would count twice"))
    }

    /// Of several clouds, too, a number is the one that its interval is of.
    @Test func numbersOfSeveralCloudsAreInTheirIntervals() throws {
        let files = [
            try write(points(60, 20), to: "one.csv"), try write(points(70, 5), to: "two.csv"),
        ]
        let text = try printed(["score"] + files)
        let found = text.matches(of: /([-0-9.e]+)(\*?) \[([-0-9.e]+) … ([-0-9.e]+)\]/)
        #expect(found.count > 8)
        for match in found {
            let (value, lower, upper) = (match.output.1, match.output.3, match.output.4)
            let numbers = [lower, value, upper].compactMap { Double($0) }
            #expect(numbers == numbers.sorted() && numbers.count == 3, "\(match.output.0)")
        }
        #expect(text.contains("Numbers are without the bias of few points"))
        let without = try printed(["score", "--no-intervals"] + files)
        #expect(without.contains("Where it cannot be taken out they have it, and a *."))
    }

    /// What isotropic points show of each dimension is one number, which stands beside each.
    @Test func oneIsotropicNumberStandsBesideAllOfItsKind() throws {
        let file = try write(points(60, 3), to: "x.csv")
        let csv = try printed([
            "score", file, "--measures", "mean_cosine_by_dimension", "--format", "csv",
        ])
        let rows = csv.split(separator: "\n").dropFirst()
        #expect(rows.count == 3 && rows.allSatisfy { $0.hasSuffix(",0.0") })
    }

    @Test func whatCannotBeKeptIsRefused() throws {
        let file = try write(points(60, 3), to: "x.csv")
        let to = ["--save-moments", folder.file("m.safetensors").path]
        let cases: [([String], String)] = [
            (to + ["--measures", "twonn"], "twonn take the points themselves"),
            (["--shard", "1/2"], "--save-moments, which says where its sums go"),
            (["--save-moments", "m.npy"], "ends in .safetensors"),
            (to + ["--shard", "3/2"], "a part is i/n"),
            (to + ["--skip-bad-rows", "--shard", "1/1"], "--shard, which counts rows"),
        ]
        for (arguments, words) in cases {
            let answer = try #require(Answer(["score", file] + arguments))
            #expect(answer.text.contains(words), "\(answer.text)")
        }
        #expect(
            refusal { _ = try printed(["score", file, "--shard", "1/2"] + to) }
                .contains("there are no 2 parts of whole blocks"))
    }
}
