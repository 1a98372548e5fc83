"""Compares what the tool computes on a device with transformers on the same device, family by family.

    transformers_parity.py ISOTROPY FOLDER [--device cuda] [--output FILE]

Small random models with tokenizers are made in FOLDER. Hidden states of every layer, pooled states and
probabilities must agree within 2e-5 in fp32 (without TF32); bf16 is reported beside transformers'
own autocast, both as the largest difference from fp32.
"""

import argparse
import json
import pathlib
import shutil
import subprocess
import sys

import torch
import transformers
from safetensors.torch import load_file

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOKENIZERS = ROOT / "Tests" / "TokenizationTests" / "Fixtures"
sys.path.insert(0, str(ROOT / "Tools" / "fixtures" / "encoders"))

from models import distil_sizes, random_model, sizes

TOLERANCE = 2e-5
WORDPIECE, BYTE_LEVEL = TOKENIZERS / "uncased-vocabulary", TOKENIZERS / "byte-level-files"
UNIGRAM = TOKENIZERS / "sentencepiece" / "albert-file"
#: Heads of 64 as in every published base model; a size and a kind of tokenizer for each family.
WIDE = dict(layers=3, intermediate=512, positions=514, heads=2)
MODELS = {
    "bert": (WORDPIECE, dict(hidden_act="gelu", layer_norm_eps=1e-12, **sizes(333, **WIDE))),
    "roberta": (
        BYTE_LEVEL,
        dict(hidden_act="gelu", layer_norm_eps=1e-5, pad_token_id=1, **sizes(401, types=1, **WIDE)),
    ),
    "electra": (
        WORDPIECE,
        dict(hidden_act="gelu", layer_norm_eps=1e-12, embedding_size=64, **sizes(333, **WIDE)),
    ),
    "distilbert": (WORDPIECE, dict(activation="gelu", **distil_sizes(333, **WIDE))),
    "albert": (
        UNIGRAM,
        dict(hidden_act="gelu_new", layer_norm_eps=1e-12, embedding_size=64, **sizes(170, **WIDE)),
    ),
}  # fmt: skip
HIDDEN = 128
WORDS = "the film is a fine dull long story of voice and light in which nothing ever seems to end".split()
#: From one word to as many as the positions take; two are pairs.
TEXTS = [" ".join((WORDS * 4)[start : start + count]) for start, count in
         [(0, 1), (3, 7), (1, 60), (5, 12), (9, 2), (2, 33), (7, 24), (11, 5), (0, 18), (4, 41)]]  # fmt: skip


def make(family, folder):
    """A checkpoint of random weights with its tokenizer, and the model."""
    tokenizer, options = MODELS[family]
    options = options | dict(num_labels=3)
    options["dim" if family == "distilbert" else "hidden_size"] = HIDDEN
    model = random_model(7, family, **options)
    model.save_pretrained(folder)
    for file in tokenizer.iterdir():
        if "golden" not in file.name:
            shutil.copy(file, folder)
    return model


def run(isotropy, *arguments):
    done = subprocess.run([isotropy, *map(str, arguments)], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True)  # fmt: skip
    if done.returncode != 0:
        raise RuntimeError(f"isotropy {arguments[0]}: exit {done.returncode}: {done.stderr.strip()[-600:]}")
    return done.stdout


def expected(model, sequences, device):
    """Each text alone, so that there is no padding: states of every layer, pooled, probabilities."""
    states, mean, probabilities = None, [], []
    for sequence in sequences:
        inputs = {"input_ids": torch.tensor([sequence["ids"]], device=device)}
        if getattr(model.config, "type_vocab_size", 1) > 1:
            inputs["token_type_ids"] = torch.tensor([sequence["type_ids"]], device=device)
        with torch.no_grad():
            output = model(**inputs, output_hidden_states=True)
        layers = [layer[0].float().cpu() for layer in output.hidden_states]
        states = [old + [new] for old, new in zip(states or [[] for _ in layers], layers)]
        mean.append(layers[-1].mean(0))
        probabilities.append(output.logits[0].float().softmax(-1).cpu())
    return dict(
        {f"layer_{number:02d}": torch.cat(rows) for number, rows in enumerate(states)},
        mean=torch.stack(mean), probabilities=torch.stack(probabilities),
    )  # fmt: skip


def found(isotropy, folder, lines, device, precision):
    """The same of the tool; in bf16 the states alone, as each start of it takes seconds on a device."""
    common = ["--model", folder, "--input", lines, "--precision", precision, "--device", device]
    common += ["--max-length", "500"]
    run(isotropy, "embed", *common, "--layers", "all", "--pooling", "tokens", "--output", folder / "tokens.st")
    tensors = load_file(folder / "tokens.st")
    tensors.pop("offsets")
    if precision != "fp32":
        return tensors
    answers = folder / "answers.jsonl"
    run(isotropy, "embed", *common, "--pooling", "mean", "--output", folder / "mean.st")
    run(isotropy, "predict", *common, "--task", "custom", "--lines", "--output", answers)
    (mean,) = load_file(folder / "mean.st").values()
    rows = [json.loads(line)["probabilities"] for line in answers.read_text().splitlines()]
    return tensors | dict(mean=mean, probabilities=torch.tensor([list(row.values()) for row in rows]))


def differences(ours, theirs):
    """Of each tensor: the largest difference; infinite where the shapes differ or a number is none."""
    result = {}
    for name in sorted(ours.keys() | theirs.keys()):
        one, other = ours.get(name), theirs.get(name)
        same = one is not None and other is not None and one.shape == other.shape
        result[name] = (one - other).abs().max().nan_to_num(float("inf")).item() if same else float("inf")
    return result


def check(family, options):
    folder = options.folder / family
    folder.mkdir(parents=True)
    model = make(family, folder).to(options.device)
    lines = folder / "lines.txt"
    lines.write_text("\n".join(TEXTS) + "\n")
    tokens = run(options.isotropy, "tokenize", "--model", folder, "--input", lines)
    sequences = [json.loads(line) for line in tokens.splitlines()]
    wanted = expected(model, sequences, options.device)
    exact = differences(found(options.isotropy, folder, lines, options.device, "fp32"), wanted)
    states = {name: tensor for name, tensor in wanted.items() if name.startswith("layer")}
    half = differences(found(options.isotropy, folder, lines, options.device, "bf16"), states)
    with torch.autocast(torch.device(options.device).type, torch.bfloat16):
        autocast = differences(expected(model, sequences, options.device), wanted)
    return dict(
        passed=max(exact.values()) <= TOLERANCE, fp32=exact, bf16=half, autocast=autocast,
        tokens=sum(len(sequence["ids"]) for sequence in sequences),
    )  # fmt: skip


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("isotropy")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--device", default="cuda")
    parser.add_argument("--output", type=pathlib.Path)
    options = parser.parse_args()
    transformers.utils.logging.disable_progress_bar()
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = False
    results = {}
    for family in MODELS:
        try:
            results[family] = check(family, options)
            worst = {kind: max(results[family][kind].values()) for kind in ("fp32", "bf16", "autocast")}
            print(family, *(f"{kind} {value:.1e}" for kind, value in worst.items()))
        except Exception as error:  # The other families are worth having all the same.
            results[family] = dict(passed=False, error=f"{type(error).__name__}: {error}")
            print(family, results[family]["error"])
        if options.output:
            options.output.write_text(json.dumps(results, indent=1) + "\n")
    failed = [family for family, result in results.items() if not result["passed"]]
    worst = max((max(r["fp32"].values()) for r in results.values() if "fp32" in r), default=float("nan"))
    print(f"largest fp32 difference {worst:.1e}; " + (f"failed: {', '.join(failed)}" if failed else "all agree"))
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
