"""Whole runs on a device that are killed and resumed, there and on the processor.

    resumed_runs.py ISOTROPY FOLDER [--device cuda] [--output FILE]

The runs have IsoBN and I-STAR. One that is killed and resumed on its device must end with the bits of one
that nobody killed. One that is resumed on the other device goes on from the same state: its losses must be
close to those of an unbroken run on the processor, without dropout.
"""

import argparse
import importlib.machinery
import importlib.util
import json
import pathlib
import subprocess
import sys
import time

import torch
import transformers

TOOLS = pathlib.Path(__file__).resolve().parents[1]
WORDS = "good bad fine dull bright slow warm cold film plot scene voice long short true loud".split()
METHOD = ["--normalizer", "isobn", "--penalty", "istar", "--lambda", "1", "--target-size", "2000"]
#: Of a loss, relative: devices round differently, and training carries that on.
CLOSE = 1e-2


def kill_test():
    """The file is a program; what it says of a run's outcome is used here, too."""
    loader = importlib.machinery.SourceFileLoader("kill_test", str(TOOLS / "kill-test"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("kill_test", loader))
    sys.dont_write_bytecode = True
    loader.exec_module(module)
    return module


def make_model(folder):
    torch.manual_seed(1)
    transformers.utils.logging.disable_progress_bar()
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "the", "is", "it", ".", *WORDS]
    config = transformers.BertConfig(
        vocab_size=len(vocabulary), hidden_size=128, num_hidden_layers=4, num_attention_heads=2,
        intermediate_size=512, max_position_embeddings=64,
    )  # fmt: skip
    transformers.BertModel(config).save_pretrained(folder)
    (folder / "vocab.txt").write_text("\n".join(vocabulary) + "\n")
    (folder / "tokenizer_config.json").write_text('{"do_lower_case": true, "tokenizer_class": "BertTokenizer"}')


class Bench:
    def __init__(self, options):
        self.options, self.kill = options, kill_test()
        folder = options.folder
        folder.mkdir(parents=True)
        make_model(folder / "model")
        self.kill.make_rows(folder / "train.tsv", 512, 1)
        self.kill.make_rows(folder / "dev.tsv", 64, 2)

    def folder(self, *words):
        return self.options.folder / "-".join(words).replace(":", "-")

    def command(self, output, device, *more):
        folder = self.options.folder
        return list(map(str, [
            self.options.isotropy, "finetune", "--model", folder / "model", "--task", "custom",
            "--train", folder / "train.tsv", "--dev", folder / "dev.tsv", "--batch-size", "16",
            "--epochs", "3", "--max-length", "32", "--evaluate-every", "8", "--learning-rate", "1e-4",
            "--precision", "fp32", "--device", device, *METHOD, "--output", output, *more,
        ]))  # fmt: skip

    def finish(self, *arguments):
        command = self.command(*arguments)
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        if done.returncode != 0:
            raise RuntimeError(f"{' '.join(command[1:])}: exit {done.returncode}: {done.stderr.strip()[-600:]}")

    def break_off(self, output, device, *more, after=30):
        """Kills the run when its log has so many steps and a state is there; how many it has then."""
        with open(self.folder("killed.txt"), "w+") as said:
            process = subprocess.Popen(self.command(output, device, *more), stdout=said, stderr=said)
            log, state = output / "log.jsonl", output / "resume" / "state.safetensors"
            while not (state.exists() and log.exists() and log.read_bytes().count(b"\n") >= after):
                if process.poll() is not None:
                    said.seek(0)
                    raise RuntimeError(f"ended before it was killed: {said.read()[-600:]}")
                time.sleep(0.002)
            process.kill()
            process.wait()
        return log.read_bytes().count(b"\n")

    def losses(self, output):
        return [json.loads(line)["loss"] for line in (output / "log.jsonl").read_text().splitlines()]

    def same(self, device):
        """Killed and resumed, against unbroken: the files that differ."""
        whole, broken = self.folder("whole"), self.folder("broken")
        self.finish(whole, device)
        killed = self.break_off(broken, device)
        self.finish(broken, device, "--resume=auto")
        wanted, found = self.kill.outcome(whole), self.kill.outcome(broken)
        different = sorted(key for key in wanted | found if wanted.get(key) != found.get(key))
        return dict(passed=not different, killed_after=killed, different=different)

    def moved(self, first, second):
        """Begun on one device and ended on the other; how far its losses are from the unbroken run's.

        Without dropout, so that losses differ by rounding alone in any precision.
        """
        whole, output = self.folder("undropped"), self.folder("moved", first, second)
        if not whole.exists():
            self.finish(whole, "cpu", "--dropout", "0")
        killed = self.break_off(output, first, "--dropout", "0")
        self.finish(output, second, "--dropout", "0", "--resume=auto")
        pairs = list(zip(self.losses(output), self.losses(whole), strict=True))
        distances = [abs(one - other) / abs(other) for one, other in pairs]
        return dict(
            passed=max(distances) <= CLOSE, killed_after=killed, largest=max(distances),
            before=max(distances[:killed]), steps=len(distances),
        )  # fmt: skip


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("isotropy")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--device", default="cuda")
    parser.add_argument("--output", type=pathlib.Path)
    options = parser.parse_args()
    bench = Bench(options)
    results = {}
    checks = {"the same bits": lambda: bench.same(options.device)}
    for first, second in ((options.device, "cpu"), ("cpu", options.device)):
        checks[f"{first} to {second}"] = lambda first=first, second=second: bench.moved(first, second)
    for name, check in checks.items():
        began = time.monotonic()
        try:
            results[name] = check()
        except Exception as error:  # The other checks are worth having all the same.
            results[name] = dict(passed=False, error=f"{type(error).__name__}: {error}")
        results[name]["seconds"] = time.monotonic() - began
        print("passed" if results[name]["passed"] else "FAILED", name, json.dumps(results[name]), flush=True)
        if options.output:
            options.output.write_text(json.dumps(results, indent=1) + "\n")
    failed = [name for name, result in results.items() if not result["passed"]]
    print(f"failed: {', '.join(failed)}" if failed else f"all {len(results)} as they must be")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
