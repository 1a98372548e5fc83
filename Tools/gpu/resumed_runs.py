"""Whole runs on a device that are killed and resumed, there and on the processor.

    resumed_runs.py ISOTROPY FOLDER [--device cuda] [--output FILE]

A run that is killed and resumed on its device must end with the bits of one that nobody killed; two
unbroken runs must agree as well. One that is resumed on the other device goes on from the same state: its
losses must be close to those of the unbroken run.
"""

import argparse
import importlib.machinery
import importlib.util
import json
import pathlib
import shutil
import subprocess
import sys
import time

import torch
import transformers

TOOLS = pathlib.Path(__file__).resolve().parents[1]
WORDS = "good bad fine dull bright slow warm cold film plot scene voice long short true loud".split()
METHODS = {
    "istar": ["--penalty", "istar", "--lambda", "1", "--target-size", "2000"],
    "isobn": ["--normalizer", "isobn"],
}
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

    def command(self, output, device, method, *more):
        folder = self.options.folder
        return [
            self.options.isotropy, "finetune", "--model", folder / "model", "--task", "custom",
            "--train", folder / "train.tsv", "--dev", folder / "dev.tsv", "--batch-size", "16",
            "--epochs", "3", "--max-length", "32", "--evaluate-every", "8", "--learning-rate", "1e-4",
            "--precision", "fp32", "--device", device, *METHODS[method], "--output", output, *more,
        ]  # fmt: skip

    def finish(self, *arguments):
        command = list(map(str, self.command(*arguments)))
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        if done.returncode != 0:
            raise RuntimeError(f"{' '.join(command[1:])}: exit {done.returncode}: {done.stderr.strip()[-600:]}")

    def break_off(self, output, device, method, after=30):
        """Kills the run when its log has so many steps and a state is there; how many it has then."""
        command = list(map(str, self.command(output, device, method)))
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        log, state = output / "log.jsonl", output / "resume" / "state.safetensors"
        while not (state.exists() and log.exists() and log.read_bytes().count(b"\n") >= after):
            if process.poll() is not None:
                raise RuntimeError(f"ended before it was killed: {process.stderr.read().decode()[-600:]}")
            time.sleep(0.002)
        process.kill()
        process.wait()
        process.stderr.close()
        return log.read_bytes().count(b"\n")

    def losses(self, output):
        return [json.loads(line)["loss"] for line in (output / "log.jsonl").read_text().splitlines()]

    def same(self, method, device):
        """Killed and resumed, against unbroken, and that once more: what differs, by file."""
        whole, again, broken = (self.options.folder / f"{name}-{device}-{method}".replace(":", "-")
                                for name in ("whole", "again", "broken"))  # fmt: skip
        self.finish(whole, device, method)
        self.finish(again, device, method)
        killed = self.break_off(broken, device, method)
        self.finish(broken, device, method, "--resume")
        found = {path: self.kill.outcome(path) for path in (whole, again, broken)}
        different = {
            name: sorted(key for key in found[whole] | found[path] if found[whole].get(key) != found[path].get(key))
            for name, path in (("again", again), ("resumed", broken))
        }  # fmt: skip
        return dict(passed=not any(different.values()), killed_after=killed, different=different)

    def moved(self, method, first, second):
        """Begun on one device and ended on the other; how far its losses are from the unbroken run's."""
        output = self.options.folder / f"moved-{first}-{second}-{method}".replace(":", "-")
        whole = self.options.folder / f"whole-{self.options.device}-{method}".replace(":", "-")
        killed = self.break_off(output, first, method)
        self.finish(output, second, method, "--resume")
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
    checks = [(f"{method}: the same bits", lambda m=method: bench.same(m, options.device)) for method in METHODS]
    for method in METHODS:
        for first, second in sorted({(options.device, "cpu"), ("cpu", options.device)}):
            checks.append((f"{method}: {first} to {second}", lambda m=method, a=first, b=second: bench.moved(m, a, b)))
    for name, check in checks:
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
