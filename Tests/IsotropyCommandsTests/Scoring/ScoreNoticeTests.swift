import Checkpoints
import Files
import Foundation
import IsotropyCommands
import TestSupport
import Testing
import Torch

/// What `score` and `merge` tell beside numbers, and what they refuse.
struct ScoreNoticeTests {
    private let tables: PointTables
    private var folder: TemporaryFolder { tables.folder }

    init() throws { tables = try PointTables() }

    private func write(_ rows: [[Double]], to name: String) throws -> String {
        try tables.write(rows, to: name)
    }

    private func points(_ count: Int, _ size: Int, seed: UInt64 = 1) -> [[Double]] {
        PointTables.points(count, size, seed: seed)
    }

    /// What a command says beside its result, and that.
    private func said(_ arguments: [String]) throws -> Console.Listener {
        let listener = Console.Listener()
        try Console.$listener.withValue(listener) {
            var command = try IsotropyCommand.parseAsRoot(arguments)
            try command.run()
        }
        return listener
    }

    @Test func sortedRowsAreTold() throws {
        let sorted = points(200, 3).enumerated().map { row, point in
            point.map { $0 + (row < 100 ? 5 : 0) }
        }
        let file = try write(sorted, to: "sorted.csv")
        #expect(try printed(["score", file]).contains("If rows are sorted, intervals are wrong"))
        #expect(try printed(["diagnose", file]).contains("If rows are sorted"))
        let shuffled = try write(points(200, 3), to: "shuffled.csv")
        #expect(!(try printed(["score", shuffled]).contains("rows are sorted")))
        let without = try printed(["score", file, "--no-intervals"])
        #expect(!without.contains("rows are sorted"))
    }

    /// Rows that belong to others cannot be left out: nobody is told to.
    @Test func adviceAgainstBadRowsIsWhatCanBeDone() throws {
        let good = try write(points(60, 2), to: "good.csv")
        let rows = (0..<60).map { "\($0 % 7).5,\($0 == 7 ? "nan" : "1")\n" }
        try folder.write(rows.joined(), to: "bad.csv")
        let bad = folder.file("bad.csv").path
        let flag = "--skip-bad-rows leaves such rows out"
        #expect(refusal { _ = try printed(["score", bad]) }.contains(flag))
        for files in [[bad, "--against", good], [good, "--against", bad]] {
            let text = refusal { _ = try printed(["score"] + files) }
            #expect(text.contains("line 8") && !text.contains("--skip-bad-rows"), "\(text)")
            #expect(text.contains("rows of both files belong together"), "\(text)")
        }
        let part = ["--shard", "1/1", "--save-moments", folder.file("m.safetensors").path]
        let text = refusal { _ = try printed(["score", bad] + part) }
        #expect(text.contains("take these out of it first") && !text.contains("skip-bad"))
    }

    @Test func aFileOfAnotherKindThanItsNameSaysIsRefusedByName() throws {
        let file = folder.file("x.csv")
        try writeNumPy(Tensor.of([1, 2, 3, 4] as [Float], shape: [2, 2]), to: file)
        let text = refusal { _ = try printed(["score", file.path]) }
        #expect(text.contains("is named .csv, and begins as a .npy file does: --input-format npy"))
        #expect(try printed(["score", file.path, "--input-format", "npy"]).contains("2 points"))
    }

    @Test func allThatSumsAreKeptOfIsMeasuredAndTheRestIsNamed() throws {
        let file = try write(points(60, 3), to: "x.csv")
        let sums = folder.file("m.safetensors").path
        let listener = try said(["score", file, "--measures", "all", "--save-moments", sums])
        #expect(listener.text.contains("left out is what takes the points themselves:"))
        #expect(listener.text.contains("partition_score") && listener.text.contains("twonn"))
        #expect(listener.results.contains("IsoScore") && !listener.results.contains("TwoNN"))
        let merged = try printed(["merge", sums, "--format", "json"])
        #expect(merged.contains("\"uniformity\"") && !merged.contains("\"twonn\""))
    }

    @Test func aLockNamesTheOptionThatNamesTheFile() throws {
        let file = try write(points(60, 3), to: "x.csv")
        let sums = folder.file("m.safetensors")
        let lock = try OutputLock(writing: sums)
        defer { lock.release() }
        let text = refusal { _ = try printed(["score", file, "--save-moments", sums.path]) }
        #expect(text.hasSuffix("or give another --save-moments"))
        let text2 = refusal {
            _ = try printed([
                "transform", "fit", file, "--kind", "centre", "--output", sums.path,
            ])
        }
        #expect(text2.hasSuffix("or give another --output"))
    }

    @Test func partsThatWereNotAddedUpAlikeAreTold() throws {
        let file = try write(points(60, 3), to: "x.csv")
        let other = try write(points(60, 3, seed: 2), to: "y.csv")
        let sums = ["a", "b", "c"].map { folder.file("\($0).safetensors").path }
        for (file, to, precision) in [
            (file, sums[0], "fp32"), (other, sums[1], "fp64"), (other, sums[2], "fp32"),
        ] {
            _ = try printed([
                "score", file, "--save-moments", to, "--moment-precision", precision,
            ])
        }
        let text = try said(["merge", "--append", sums[0], sums[1]]).text
        #expect(text.contains("fp32 (x.csv from row 0 on) and in fp64 (y.csv from row 0 on)"))
        #expect(try said(["merge", "--append", sums[0], sums[2]]).text == "")
    }
}
