import ArgumentParser
import Foundation

/// What other programs of this field call our flags: `run_glue.py` and Trainer, sentence-transformers, scikit-learn.
package enum ForeignFlags {
    /// By their names without dashes, words joined by `-`.
    package static let ours = [
        "lr": "--learning-rate", "bs": "--batch-size", "train-batch-size": "--batch-size",
        "per-device-train-batch-size": "--batch-size", "per-gpu-train-batch-size": "--batch-size",
        "num-train-epochs": "--epochs", "num-epochs": "--epochs", "n-epochs": "--epochs",
        "model-name-or-path": "--model", "model-name": "--model", "model-revision": "--revision",
        "task-name": "--task", "max-seq-length": "--max-length", "max-seq-len": "--max-length",
        "output-dir": "--output", "out": "--output", "overwrite-output-dir": "--overwrite",
        "resume-from-checkpoint": "--resume", "train-file": "--train", "validation-file": "--dev",
        "dev-file": "--dev", "eval-file": "--dev", "validation-split": "--dev",
        "test-file": "--test", "max-train-samples": "--limit",
        "gradient-accumulation-steps": "--accumulate",
        "gradient-checkpointing": "--checkpoint-activations", "warmup-ratio": "--warmup",
        "lr-scheduler-type": "--schedule", "scheduler": "--schedule", "max-grad-norm": "--clip",
        "label-smoothing-factor": "--label-smoothing", "bf16": "--precision bf16",
        "fp32": "--precision fp32", "random-state": "--seeds", "eval-steps": "--evaluate-every",
        "metric-for-best-model": "--metric", "early-stopping-patience": "--early-stopping",
        "text-column": "--text", "text-column-names": "--text", "text-column-name": "--text",
        "label-column": "--label", "label-column-name": "--label", "sep": "--delimiter",
        "do-regression": "--kind regression", "use-cpu": "--device cpu",
        "no-cuda": "--device cpu", "n-splits": "--folds", "class-weight": "--class-weights",
        "gpu": "--device cuda", "pooling-strategy": "--pooling",
        "normalize-embeddings": "--normalize",
    ]

    /// A message on an unknown option with what the option is called here, in the place of the one that is
    /// spelled most alike; others as they are, and those on commands without that option.
    package static func explained(_ message: String) -> String {
        guard let found = message.firstMatch(of: /Unknown option '--?([A-Za-z0-9_-]+)'/),
            let ours = ours[found.1.lowercased().replacing("_", with: "-")],
            let usage = message.firstMatch(of: /Usage: isotropy ([a-z -]*[a-z])/),
            let help = help(ofCommand: usage.1.split(separator: " ")),
            help.contains("  \(ours.prefix(while: { $0 != " " }))")
        else { return message }
        var lines = message.split(separator: "\n", omittingEmptySubsequences: false).map(
            String.init)
        guard let place = lines.firstIndex(where: { $0.contains(found.0) }) else { return message }
        let kept = lines[place].replacing(/\. Did you mean.*/, with: "")
        lines[place] = kept + ": here it is \(ours)"
        return lines.joined(separator: "\n")
    }

    /// - Parameter names: of a command and the ones in it, which lead to it.
    private static func help(ofCommand names: [Substring]) -> String? {
        var command: any ParsableCommand.Type = IsotropyCommand.self
        for name in names {
            guard
                let inner = command.configuration.subcommands.first(where: {
                    $0._commandName == name
                })
            else { return nil }
            command = inner
        }
        return command.helpMessage(includeHidden: true)
    }
}
