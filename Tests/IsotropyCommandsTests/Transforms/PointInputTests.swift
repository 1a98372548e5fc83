import Checkpoints
import Foundation
import IsotropyCommands
import TestSupport
import Testing
import Torch

/// What every command takes that reads points from a file, asked of `transform`.
struct PointInputTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func path(_ name: String) -> String { folder.file(name).path }

    /// What a command says, to standard error.
    @discardableResult
    private func run(_ arguments: String...) throws -> String {
        let listener = Console.Listener()
        try Console.$listener.withValue(listener) {
            var command = try IsotropyCommand.parseAsRoot(["transform"] + arguments)
            try command.run()
        }
        return listener.text
    }

    private static let lines = (0..<30).map { "[\($0), \($0 * $0 % 7), 0.5]" }
        .joined(separator: "\n")

    private func numbers(_ name: String) throws -> [Double] {
        try #require(try PointCloudFile.read(folder.file(name)).first).points
            .elements(as: Double.self)
    }

    @Test func rowsThatAreLeftOutAreToldOnceAndGiveTheSameTransform() throws {
        try folder.write(Self.lines, to: "good.jsonl")
        let bad = "[NaN, 1, 2]\n" + Self.lines + "\n[1, 2, Infinity]"
        try folder.write(bad, to: "bad.jsonl")
        let refused = refusal {
            try run("fit", path("bad.jsonl"), "--kind", "clusters", "-o", path("t.safetensors"))
        }
        #expect(refused.contains("line 1: number 1 is nan, not a finite number"))
        #expect(refused.hasSuffix("--skip-bad-rows leaves such rows out and counts them"))
        let options = ["--kind", "clusters", "--clusters", "2", "--removed", "1"]
        func fit(_ input: String, _ output: String, _ more: String...) throws -> String {
            let listener = Console.Listener()
            try Console.$listener.withValue(listener) {
                var command = try IsotropyCommand.parseAsRoot(
                    ["transform", "fit", path(input), "-o", path(output)] + options + more)
                try command.run()
            }
            return listener.text
        }
        let said = try fit("bad.jsonl", "bad.safetensors", "--skip-bad-rows")
        let note =
            "bad.jsonl: bad: 2 rows are left out, as they have numbers that are not finite: rows 0, 31 (from 0)"
        #expect(said.components(separatedBy: note).count == 2, "\(said)")
        #expect(try !fit("good.jsonl", "good.safetensors").contains("left out"))
        try run(
            "apply", path("bad.safetensors"), path("bad.jsonl"), "--skip-bad-rows", "-o",
            path("a.npy"))
        try run("apply", path("good.safetensors"), path("good.jsonl"), "-o", path("b.npy"))
        #expect(try numbers("a.npy") == numbers("b.npy"))
    }

    /// What can be read once only is copied, and each pass gets the copy.
    @Test func aPipeIsReadAsOftenAsItMust() throws {
        try folder.write(Self.lines, to: "x.jsonl")
        let pipe = path("pipe")
        #expect(mkfifo(pipe, 0o600) == 0)
        let text = Data(Self.lines.utf8)
        let writer = Thread {
            try? FileHandle(forWritingTo: URL(filePath: pipe)).write(contentsOf: text)
        }
        writer.start()
        let options = ["--kind", "clusters", "--clusters", "2", "--removed", "1"]
        for (input, output) in [(pipe, "a.safetensors"), (path("x.jsonl"), "b.safetensors")] {
            var command = try IsotropyCommand.parseAsRoot(
                ["transform", "fit", input, "-o", path(output)] + options)
            try Console.$listener.withValue(Console.Listener()) { try command.run() }
            try run("apply", path(output), path("x.jsonl"), "-o", path(output + ".npy"))
        }
        #expect(try numbers("a.safetensors.npy") == numbers("b.safetensors.npy"))
    }

    @Test func theKindAndTheRankAreOptions() throws {
        try folder.write(Self.lines, to: "x.txt")
        try run(
            "fit", path("x.txt"), "--input-format", "jsonl", "--kind", "centre", "-o",
            path("t.safetensors"))
        #expect(
            refusal {
                try run("fit", path("x.txt"), "--kind", "centre", "-o", path("u.safetensors"))
            }
            .contains("--input-format tells it for any name"))
        let cube = try Tensor.of((0..<24).map(Double.init), shape: [4, 2, 3])
        try writeSafetensors([("cube", cube)], to: folder.file("x.safetensors"))
        #expect(
            refusal {
                try run("apply", path("t.safetensors"), path("x.safetensors"), "-o", path("y.npy"))
            }.contains("--flatten takes all axes but the last as rows"))
        #expect(
            try run(
                "apply", path("t.safetensors"), path("x.safetensors"), "--flatten", "-o",
                path("y.npy")
            ).hasSuffix("y.npy: 8 rows of 3 dimensions\n"))
    }

    @Test func aRowIsNamedByItsPlaceInTheFile() throws {
        try folder.write("[1, 1]\n[3, 3]", to: "fit.jsonl")
        try folder.write("[NaN, 1]\n[5, 5]\n[2, 2]", to: "x.jsonl")
        try run("fit", path("fit.jsonl"), "--kind", "centre", "-o", path("t.safetensors"))
        #expect(
            refusal {
                try run(
                    "apply", path("t.safetensors"), path("x.jsonl"), "--skip-bad-rows",
                    "--normalize", "-o", path("y.npy"))
            } == "--normalize: row 3 of x is zero, which has no direction")
    }
}
