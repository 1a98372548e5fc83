"""Loading a model's weights, ours against transformers' way, each time in a new process."""

import json
import pathlib
import statistics
import subprocess
import sys

from .cases import Loading
from .environment import PEERS, TOOL, HarnessError, environment
from .setup import Setup


def load(case: Loading, setup: Setup) -> dict:
    """A folder of random weights that was just written, and so is in the system's memory."""
    folder = setup.folder / case.model
    if not folder.exists():
        _run([setup.python, PEERS / "random_model.py", case.model, folder])
    common = ["--model", folder, "--precision", case.precision, "--threads", setup.threads]
    commands = dict(
        ours=[TOOL, "benchmark-load", *common],
        theirs=[setup.python, PEERS / "load.py", *common],
    )
    rounds = []
    # One round before the others, not counted: it reads programs and libraries from the disk.
    for index in range(case.rounds + 1):
        order = list(commands) if index % 2 == 0 else list(commands)[::-1]
        answers = {key: json.loads(_run(commands[key])) for key in order}
        if index > 0:
            rounds.append(answers)
            seconds = ", ".join(f"{key} {answers[key]['seconds']:.2f} s" for key in commands)
            print(f"{case.name}: round {index} of {case.rounds}: {seconds}", file=sys.stderr)
    ratios = [r["theirs"]["seconds"] / r["ours"]["seconds"] for r in rounds]
    result = dict(
        name=case.name, kind="loading", model=case.model, precision=case.precision,
        weight_bytes=rounds[0]["ours"]["weight_bytes"],
        ratio=statistics.median(ratios), ratios=ratios,
    )
    for key in commands:
        result[key] = {
            field: statistics.median(r[key][field] for r in rounds)
            for field in ("seconds", "start_bytes", "peak_bytes")
        }
    return result


def _run(command: list[str | pathlib.Path]) -> str:
    words = [str(word) for word in command]
    done = subprocess.run(words, stdout=subprocess.PIPE, text=True, env=environment())
    if done.returncode != 0:
        raise HarnessError(f"ended with {done.returncode}: {' '.join(words)}")
    return done.stdout
