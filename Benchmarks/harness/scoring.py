"""Our IsoScore of a large file against NumPy's covariance of it."""

import json
import os
import resource
import statistics
import subprocess
import sys
import time

from .cases import Scoring
from .environment import PEERS, TOOL, HarnessError, environment
from .setup import Setup

#: How far the two scores may be apart, relative: both multiply in float32.
SAME = 1e-4


def score(case: Scoring, setup: Setup) -> dict:
    """Whole commands, from their start to the printed score; the file is in the page cache for both."""
    points = setup.folder / "cloud.npy"
    shape = [str(case.points), str(case.dimensions)]
    if subprocess.run([setup.python, PEERS / "random_points.py", points, *shape]).returncode != 0:
        raise HarnessError("the points could not be made")
    ours = [TOOL, "score", points, "--measures", "isoscore", "--no-intervals"]
    commands = dict(
        ours=[*ours, "--moment-precision", "fp32", "--json"],
        exact=[*ours, "--json"],
        theirs=[setup.python, PEERS / "covariance.py", points],
    )
    threads = {name: str(setup.threads) for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")}
    with setup.product_rate({"fp32"}) as rate:
        rate.measure()
        rounds = []
        for index in range(case.rounds):
            order = list(commands) if index % 2 == 0 else list(commands)[::-1]
            answers = {key: _run(commands[key], threads) for key in order}
            _check_same(case, answers)
            rounds.append(answers)
            rate.measure()
            seconds = ", ".join(f"{key} {answers[key]['seconds']:.1f} s" for key in commands)
            print(f"{case.name}: round {index + 1} of {case.rounds}: {seconds}", file=sys.stderr)
    points.unlink()
    ratios = [r["theirs"]["seconds"] / r["ours"]["seconds"] for r in rounds]
    result = dict(
        name=case.name, kind="scoring", points=case.points, dimensions=case.dimensions,
        ratio=statistics.median(ratios), ratios=ratios,
    )
    # Half of the products, as they are symmetric: a multiplication and an addition each.
    work = case.points * case.dimensions**2
    around = [rate.around(index, "fp32") for index in range(len(rounds))]
    for key in commands:
        result[key] = dict(
            seconds=statistics.median(r[key]["seconds"] for r in rounds),
            score=rounds[0][key]["score"],
            peak_bytes=max(r[key]["peak_bytes"] for r in rounds),
            share=statistics.median(
                work / r[key]["seconds"] / best for r, best in zip(rounds, around)
            ),
        )
    result["product_rate"] = statistics.median(around)
    return result


def _run(command: list, threads: dict[str, str]) -> dict:
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, env=environment() | threads)
    output = process.stdout.read()
    _, status, usage = _wait(process)
    seconds = time.perf_counter() - began
    if status != 0:
        raise HarnessError(f"ended with {status}: {' '.join(map(str, command))}")
    told = json.loads(output)
    found = told["score"] if "score" in told else told["clouds"][0]["measures"][0]["value"]
    return dict(seconds=seconds, score=found, peak_bytes=usage.ru_maxrss * 1024)


def _wait(process: subprocess.Popen) -> tuple[int, int, resource.struct_rusage]:
    found = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(found[1])
    return found


def _check_same(case: Scoring, answers: dict[str, dict]) -> None:
    scores = [answer["score"] for answer in answers.values()]
    if max(scores) - min(scores) > SAME * max(scores):
        raise HarnessError(f"{case.name}: the sides differ: {scores}")
