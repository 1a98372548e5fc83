"""Our intrinsic dimension of a random cloud against scikit-dimension's."""

import contextlib
import statistics
import subprocess
import sys

from .cases import Neighbors
from .environment import PEERS, TOOL, HarnessError
from .setup import Setup
from .side import Side

#: How far the two dimensions may be apart, relative.
SAME = 1e-9


def find(case: Neighbors, setup: Setup) -> dict:
    """The same file of float32 points for both; reading it is not timed, and our side is warmed up."""
    points = setup.folder / "points.npy"
    shape = [str(case.points), str(case.dimensions)]
    if subprocess.run([setup.python, PEERS / "random_points.py", points, *shape]).returncode != 0:
        raise HarnessError("the points could not be made")
    common = ["--points", points, "--threads", setup.threads]
    commands = dict(
        ours=[TOOL, "benchmark-neighbors", *common],
        theirs=[setup.python, PEERS / "twonn.py", *common],
    )
    with contextlib.ExitStack() as stack:
        rate = stack.enter_context(setup.product_rate({"fp32"}))
        sides = {key: stack.enter_context(Side(command)) for key, command in commands.items()}
        sides["ours"].ask_json("twonn")
        rate.measure()
        rounds = []
        for index in range(case.rounds):
            order = list(sides) if index % 2 == 0 else list(sides)[::-1]
            answers = {key: sides[key].ask_json("twonn") for key in order}
            _check_same_answer(case, answers)
            rounds.append(answers)
            rate.measure()
            seconds = ", ".join(f"{key} {answers[key]['seconds']:.1f} s" for key in sides)
            print(f"{case.name}: round {index + 1} of {case.rounds}: {seconds}", file=sys.stderr)
        peaks = {key: side.peak_bytes() for key, side in sides.items()}
    ratios = [r["theirs"]["seconds"] / r["ours"]["seconds"] for r in rounds]
    result = dict(
        name=case.name, kind="neighbors", points=case.points, dimensions=case.dimensions,
        ratio=statistics.median(ratios), ratios=ratios,
    )
    for key in sides:
        result[key] = dict(
            seconds=statistics.median(r[key]["seconds"] for r in rounds),
            answer=rounds[0][key]["answer"], peak_bytes=peaks[key],
        )
    around = [rate.around(index, "fp32") for index in range(len(rounds))]
    # Half of all pairs, a multiplication and an addition for each dimension.
    work = case.points**2 * case.dimensions
    result["ours"]["product_rate"] = statistics.median(around)
    result["ours"]["share"] = statistics.median(
        work / r["ours"]["seconds"] / best for r, best in zip(rounds, around)
    )
    return result


def _check_same_answer(case: Neighbors, answers: dict[str, dict]) -> None:
    ours, theirs = answers["ours"]["answer"], answers["theirs"]["answer"]
    if abs(ours - theirs) > SAME * abs(theirs):
        raise HarnessError(f"{case.name}: the sides differ: {ours} and {theirs}")
