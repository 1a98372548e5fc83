import Checkpoints
import Foundation
import IsotropyCommands
import Isotropy
import TestSupport
import Testing
import Torch

struct TransformCommandTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        let rows = try Tensor.random([40, 3], seed: 3).numbers
        try writeNumPy(Tensor.of(rows, shape: [40, 3]), to: folder.file("x.npy"))
        try writeNumPy(
            Tensor.of(rows.map(Float.init), shape: [40, 3]), to: folder.file("f.npy"))
    }

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

    private func points(_ name: String) throws -> Tensor {
        try #require(try PointCloudFile.read(folder.file(name)).first).points
    }

    @Test func aFileIsWhitenedAndBroughtBack() throws {
        let said = try run("fit", path("x.npy"), "--kind", "zca", "-o", path("t.safetensors"))
        #expect(said.hasSuffix("t.safetensors: zca of 3 dimensions, from 40 points\n"))
        #expect(
            try run("apply", path("t.safetensors"), path("x.npy"), "--output", path("y.npy"))
                .hasSuffix("y.npy: 40 rows of 3 dimensions\n"))
        let white = try Moments(of: points("y.npy"))
        expectClose(
            try #require(white.covariance()).elements, [1, 0, 0, 0, 1, 0, 0, 0, 1], absolute: 1e-12)
        try run("invert", path("t.safetensors"), path("y.npy"), "--output", path("z.npy"))
        expectClose(try points("z.npy").numbers, try points("x.npy").numbers, absolute: 1e-13)
        #expect(
            try folder.names().filter { !$0.hasPrefix(".") } == [
                "f.npy", "t.safetensors", "x.npy", "y.npy", "z.npy",
            ])
    }

    @Test func float32StaysFloat32AndRowsGetTheLengthOne() throws {
        try run("fit", path("f.npy"), "--kind", "centre", "-o", path("t.safetensors"))
        try run(
            "apply", path("t.safetensors"), path("f.npy"), "--normalize", "-o", path("y.npy"))
        let rows = try points("y.npy")
        #expect(rows.dtype == .float32)
        let squares = try rows.multiplied(by: rows).sum(along: 1)
        expectClose(try squares.numbers, Array(repeating: 1, count: 40), absolute: 1e-6)
    }

    @Test func whatHasNoInverseAndOtherDimensionsAreRefused() throws {
        try run(
            "fit", path("x.npy"), "--kind", "pca", "--components", "2", "-o", path("t.safetensors"))
        let said = refusal {
            try run("invert", path("t.safetensors"), path("x.npy"), "-o", path("y.npy"))
        }
        #expect(said.contains("has no inverse: pca kept 2 of 3 directions"), "\(said)")
        try writeNumPy(Tensor.zeros([2, 5]), to: folder.file("wide.npy"))
        #expect(
            refusal {
                try run("apply", path("t.safetensors"), path("wide.npy"), "-o", path("y.npy"))
            }
            .contains("has points of 5 dimensions, and the transform is for 3"))
        #expect(try !folder.names().contains("y.npy"))
    }

    @Test func anOptionOfAnotherKindIsAWrongUsage() throws {
        let fit = ["transform", "fit", "a.npy", "-o", "t.safetensors", "--kind"]
        for (options, said) in [
            (["zca", "--beta", "1"], "--beta has no effect with --kind = zca"),
            (["isobn", "--shrinkage", "auto"], "--shrinkage has no effect with --kind = isobn"),
            (
                ["zca", "--shrinkage", "2"],
                "--shrinkage must be a number in 0 ... 1, or auto, not '2'"
            ),
            (["zca", "--components", "0"], "--components must be positive, not 0"),
            (["zka"], "--kind"),
        ] {
            let answer = try #require(Answer(fit + options))
            #expect(answer.code == 64 && answer.text.contains(said), "\(answer.text)")
        }
    }

    @Test(arguments: [
        ["fit", "a.npy", "-o", "t.safetensors"], ["fit", "a.npy", "--kind", "zca", "-o", "t.npy"],
        ["fit", "a.safetensors", "--kind", "zca", "-o", "a.safetensors"],
        ["apply", "t.safetensors", "a.npy", "-o", "a.npy"], ["apply", "t.safetensors", "a.npy"],
        ["apply", "t.safetensors", "a.npy", "-o", "b.csv"],
        ["apply", "t.safetensors", "a.csv", "--columns", "0", "-o", "b.npy"],
        ["invert", "t.safetensors", "-o", "b.npy"], ["export", "t.safetensors"],
        ["export", "t.safetensors", "-o", ""],
        ["export", "t.safetensors", "-o", "x", "--pooling", "tokens"],
        ["export", "t.safetensors", "-o", "x", "--max-length", "0"],
    ])
    func aWrongUsageIsRefusedBeforeItRuns(_ arguments: [String]) throws {
        #expect(try #require(Answer(["transform"] + arguments)).code == 64)
    }

    @Test func wordsOfTheLibraryNameFlags() throws {
        try writeNumPy(Tensor.zeros([4, 3], .float64), to: folder.file("still.npy"))
        let said = refusal {
            try run("fit", path("still.npy"), "--kind", "zca", "-o", path("t.safetensors"))
        }
        #expect(
            said.contains("rank 0 of 3") && said.contains("give --shrinkage, --epsilon"), "\(said)")
    }

    @Test func severalMatricesNeedAName() throws {
        let rows = try points("f.npy")
        try writeSafetensors([("a", rows), ("b", rows)], to: folder.file("two.safetensors"))
        let fit = ["fit", path("two.safetensors"), "--kind", "centre", "-o", path("t.safetensors")]
        #expect(
            refusal { try run(fit[0], fit[1], fit[2], fit[3], fit[4], fit[5]) }
                .contains("holds 2 matrices (a, b): --tensor says which"))
        try run(fit[0], fit[1], "--tensor", "b", fit[2], fit[3], fit[4], fit[5])
    }
}
