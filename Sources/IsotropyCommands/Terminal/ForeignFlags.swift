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
        "normalize-embeddings": "--normalize", "seed": "--seeds", "metric-name": "--metric",
        "evaluation-strategy": "--evaluate-every",
        "eval-strategy": "--evaluate-every", "greater-is-better": "--select-by",
        "cv": "--folds", "group-column": "--group", "id-column": "--id",
        "tf32": "--precision tf32", "max-samples": "--limit",
    ]

    /// What other programs ask for by a flag, and what is done about it here.
    package static let answers: [String: String] = {
        func all(_ names: String, _ answer: String) -> [(String, String)] {
            names.split(separator: " ").map { (String($0), answer) }
        }
        let lists = [
            all("do-train", "`isotropy finetune` always trains"),
            all(
                "do-eval",
                "finetune measures the development and test rows, `isotropy evaluate` a model on others"
            ),
            all("do-predict", "`isotropy predict` does, with a trained model"),
            all(
                "fp16 half-precision-backend fp16-opt-level",
                "there is no fp16: --precision bf16 has half the width"),
            all("max-steps", "a run is of whole epochs: --epochs, and --limit for fewer rows"),
            all(
                "save-strategy save-steps save-total-limit load-best-model-at-end",
                "the best model and the last state are saved at each evaluation"),
            all(
                "logging-steps logging-dir logging-strategy",
                "every step is a line of log.jsonl in --output"),
            all(
                "report-to run-name",
                "results.json, log.jsonl and report.html in --output are the record"),
            all(
                "push-to-hub hub-model-id hub-token hub-strategy",
                "nothing is uploaded: checkpoint/ in --output is a folder that transformers opens"),
            all(
                "pad-to-max-length group-by-length",
                "there is no padding: unequal lengths cost nothing"),
            all(
                "use-fast-tokenizer use-slow-tokenizer",
                "there is one tokenizer, with the ids of the fast one"),
            all("config-name tokenizer-name", "both come from the folder of --model"),
            all("cache-dir", "HF_HOME says where models of the hub are kept"),
            all("token use-auth-token", "HF_TOKEN, or the login of the hub's own program"),
            all("trust-remote-code", "code that comes with a model is never run"),
            all("ignore-mismatched-sizes", "a classifier of another size is new, and said to be"),
            all(
                "dataset-name dataset-config-name",
                "`isotropy data get TASK` fetches official files, --train takes yours"),
            all("overwrite-cache", "tokens are made anew each time"),
            all("max-eval-samples max-predict-samples", "sets are measured whole"),
            all(
                "per-device-eval-batch-size per-gpu-eval-batch-size eval-batch-size",
                "evaluation makes batches of some 4096 tokens"),
            all("auto-find-batch-size", "--batch-size, with --accumulate where memory is short"),
            all("adam-beta1 adam-beta2", "they are 0.9 and 0.999"),
            all("optim optimizer", "it is AdamW"),
            all("data-seed", "one of --seeds decides the classifier and the order of the rows"),
            all(
                "full-determinism deterministic",
                "one seed and one number of threads always give the same bits"),
            all(
                "dataloader-num-workers preprocessing-num-workers",
                "rows are tokenized beforehand, by --threads"),
            all("dataloader-drop-last", "with --preset published-code alone"),
            all(
                "local-rank fsdp deepspeed ddp-backend ddp-find-unused-parameters",
                "a run is one process on one --device"),
            all("torch-compile", "kernels are our own"),
            all(
                "shuffle-train-dataset shuffle-seed",
                "rows are shuffled by --seeds, unless --no-shuffle is given"),
        ]
        return Dictionary(lists.joined()) { first, _ in first }
    }()

    /// A message on an unknown option with what the option is called here, in the place of the one that is
    /// spelled most alike; others as they are, and those on commands without that option.
    package static func explained(_ message: String) -> String {
        guard let found = message.firstMatch(of: /Unknown option '--?([A-Za-z0-9_-]+)/),
            let usage = message.firstMatch(of: /Usage: isotropy ([a-z -]*[a-z])/),
            let answer = answer(
                to: found.1.lowercased().replacing("_", with: "-"),
                ofCommand: usage.1.split(separator: " "))
        else { return message }
        var lines = message.split(separator: "\n", omittingEmptySubsequences: false).map(
            String.init)
        guard let place = lines.firstIndex(where: { $0.contains(found.0) }) else { return message }
        let kept = lines[place].replacing(/\. Did you mean.*/, with: "")
        lines[place] = "\(kept): \(answer)"
        return lines.joined(separator: "\n")
    }

    /// What to say to an option of other programs; `nil` for others, and on commands that have nothing to do with it.
    private static func answer(to option: String, ofCommand names: [Substring]) -> String? {
        if let ours = ours[option], let help = help(ofCommand: names),
            help.contains("  \(ours.prefix(while: { $0 != " " }))")
        {
            return "here it is \(ours)"
        }
        let isTraining = ["finetune", "evaluate", "predict"].contains(names.first ?? "")
        return isTraining ? answers[option] : nil
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
