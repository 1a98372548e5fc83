import Foundation
import IsotropyCommands
import TestSupport
import Testing

/// Going on with other options than a run was begun with names their flags and both values.
struct ResumeOptionsTests {
    private let folder: TemporaryFolder
    private var train: String { folder.file("train.csv").path }
    private var other: String { folder.file("other.csv").path }

    init() throws {
        folder = try TemporaryFolder()
        try writeModelFolder("tiny-bert", to: folder.file("model"))
        for name in ["train", "other"] {
            let rows = (0..<12).map { "w\(10 + $0) w5,w6,\($0 % 2 == 0 ? "a" : "b")\n" }.joined()
            try folder.write("text,note,label\n" + rows, to: "\(name).csv")
        }
    }

    private func finetune(_ changes: [String: String] = [:], _ more: String...) throws {
        let usual = [
            "--model": folder.file("model").path, "--task": "custom", "--train": train,
            "--dev": train, "--epochs": "1", "--warmup": "0", "--max-length": "16",
            "--threads": "1",
            "--penalty": "istar", "--lambda": "2", "--target": "identity",
            "--output": folder.file("run").path,
        ]
        let options = usual.merging(changes) { $1 }.filter { !$0.value.isEmpty }
        _ = try printed(["finetune"] + options.flatMap { [$0.key, $0.value] } + more)
    }

    @Test func everyOptionThatDiffersIsNamedByItsFlag() throws {
        try finetune()
        let without = ["--lambda": "", "--target": ""]
        for (changes, differences) in [
            (
                ["--epochs": "2", "--batch-size": "8"],
                ["--batch-size: 32, now 8; --epochs: 1, now 2"]
            ),
            (["--lambda": "3", "--zeta": "0.5"], ["--lambda: 2, now 3; --zeta: 0.2, now 0.5"]),
            (without.merging(["--penalty": "cosreg"]) { $1 }, ["--penalty: istar, now cosreg"]),
            (["--normalizer": "isobn"], ["--normalizer: none, now isobn"]),
            (["--seeds": "7"], ["--seeds: 1, now 7"]),
            (["--metric": "f1"], ["--metric: accuracy, now f1"]),
            (["--preset": "paper"], ["--preset: corrected, now paper", "--accumulate: 1, now 2"]),
            (["--train": other], ["(--train: \(train), now \(other))"]),
            (["--dev": other], ["(--dev: \(train), now \(other))"]),
            (["--text": "note"], ["(--text: text, now note)"]),
        ] {
            let told = refusal { try finetune(changes, "--resume") }
            for difference in differences { #expect(told.contains(difference), "\(told)") }
            #expect(!told.contains("`"), "\(told)")
        }
        // Files of the same path that hold something else.
        try folder.write("text,note,label\nw7,w8,a\nw9,w8,b\n", to: "train.csv")
        let told = refusal { try finetune([:], "--resume") }
        #expect(told.contains("\(train) has changed since it began"), "\(told)")
    }
}
