"""Our tokenizers against the `tokenizers` package."""

import pathlib
import statistics
import subprocess

from .alternation import Turn, alternate
from .cases import Tokenization
from .environment import PEERS, TOOL, HarnessError, cached
from .setup import Setup
from .side import Answer, Side

#: What both sides are asked for: ids alone, or the spelling and the place of every token, too.
WORDS = ("ids", "encode")


def tokenize(case: Tokenization, setup: Setup) -> list[dict]:
    """One thread against one, then as many as the run has; each word with rounds of its own."""
    sentences = setup.reviews(case.sentences)
    megabytes = sentences.stat().st_size / 1e6
    folder = _folder(case.tokenizer, setup)
    results = []
    for threads in sorted({1, setup.threads}):
        common = ["--model", folder, "--sentences", sentences, "--threads", threads]
        ours = [TOOL, "benchmark-tokenize", *common]
        theirs = [setup.python, PEERS / "tokenize_texts.py", *common]
        with Side(ours) as our_side, Side(theirs) as their_side:
            sides = dict(ours=our_side, theirs=their_side)
            for word in WORDS:
                rounds = alternate(
                    f"{case.name}, {word}, threads {threads}",
                    {key: Turn(side, word) for key, side in sides.items()},
                    rounds=case.rounds, steps=1, warmup=1,
                )
                ratios = [r["theirs"].seconds / r["ours"].seconds for r in rounds]
                result = dict(
                    name=case.name, kind="tokenization", word=word, threads=threads,
                    megabytes=megabytes, ratio=statistics.median(ratios), ratios=ratios,
                )
                for key, side in sides.items():
                    speed = _speed([r[key] for r in rounds], megabytes)
                    result[key] = speed | dict(peak_bytes=side.peak_bytes())
                results.append(result)
    return results


def _folder(tokenizer: str, setup: Setup) -> pathlib.Path:
    """minilm's, or one of a published kind trained on the reviews."""
    if tokenizer == "minilm":
        return cached(tokenizer)
    folder = setup.folder / tokenizer
    if not folder.exists():
        # Every review once.
        command = [setup.python, PEERS / "train_tokenizer.py", tokenizer, setup.reviews(10_605)]
        if subprocess.run([*command, folder]).returncode != 0:
            raise HarnessError(f"the tokenizer {tokenizer} could not be trained")
    return folder


def _speed(answers: list[Answer], megabytes: float) -> dict:
    return dict(
        megabytes_per_second=statistics.median(megabytes / a.seconds for a in answers),
        tokens_per_second=statistics.median(a.tokens / a.seconds for a in answers),
        seconds=[a.seconds for a in answers],
    )
