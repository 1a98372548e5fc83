"""Our fine-tuning steps against theirs, what a method adds to a step, and steps of a large model."""

import contextlib
import statistics

from . import work
from .alternation import Turn, alternate
from .cases import Addition, Comparison, Size
from .rate import ProductRate
from .setup import Setup
from .side import Answer


def compare(cases: list[Comparison], setup: Setup) -> list[dict]:
    """Cases whose other side is the same, all in the same rounds."""
    programs = {case.ours.precision: case.ours for case in cases}
    programs["theirs"] = theirs = cases[0].theirs
    precisions = {program.precision for program in programs.values()}
    name = " and ".join(case.name for case in cases)
    with contextlib.ExitStack() as stack:
        rate = stack.enter_context(setup.product_rate(precisions))
        sides = {key: stack.enter_context(setup.start(p)) for key, p in programs.items()}
        rounds = alternate(
            name, {key: Turn(side, "step") for key, side in sides.items()},
            rounds=max(case.rounds for case in cases), steps=max(case.steps for case in cases),
            warmup=setup.warmup, between=rate.measure,
        )
        peaks = {key: side.peak_bytes() for key, side in sides.items()}
    results = []
    for case in cases:
        key = case.ours.precision
        ours, others = [r[key] for r in rounds], [r["theirs"] for r in rounds]
        ratios = [b.seconds / a.seconds for a, b in zip(ours, others)]
        results.append(
            dict(
                name=case.name, kind="comparison", model=case.ours.model,
                precision=key, their_precision=theirs.precision,
                batch_size=case.ours.batch_size,
                ratio=statistics.median(ratios), ratios=ratios,
                ours=speed(ours, case.ours.model, rate, key) | dict(peak_bytes=peaks[key]),
                theirs=speed(others, theirs.model, rate, theirs.precision)
                | dict(peak_bytes=peaks["theirs"]),
            )
        )
    return results


def add(case: Addition, setup: Setup) -> dict:
    """Plain steps and those with the method, alternately; then the same of the other side."""
    with contextlib.ExitStack() as stack:
        programs = dict(plain=case.plain, method=case.method)
        sides = {key: stack.enter_context(setup.start(p)) for key, p in programs.items()}
        ours = _added(
            alternate(
                case.name, {key: Turn(side, "step") for key, side in sides.items()},
                rounds=case.rounds, steps=case.steps, warmup=setup.warmup,
            )
        )
        ours["peak_bytes"] = {key: side.peak_bytes() for key, side in sides.items()}
    result = dict(
        name=case.name, kind="addition", model=case.plain.model, precision=case.plain.precision,
        ours=ours,
    )
    if case.peer:
        program, word = case.peer
        # One process for both of its steps: two with the memory of each do not fit every machine.
        with setup.start(program) as side:
            rounds = alternate(
                f"{case.name}, published form",
                dict(plain=Turn(side, "step"), method=Turn(side, word)),
                rounds=case.peer_rounds, steps=case.peer_steps, warmup=1,
            )
            result["theirs"] = _added(rounds) | dict(peak_bytes=dict(method=side.peak_bytes()))
    return result


def size(case: Size, setup: Setup) -> dict:
    """Steps of one side alone."""
    precision = case.ours.precision
    with setup.product_rate({precision}) as rate, setup.start(case.ours) as side:
        rounds = alternate(
            case.name, dict(ours=Turn(side, "step")), rounds=case.rounds, steps=1, warmup=1,
            between=rate.measure,
        )
        ours = speed([r["ours"] for r in rounds], case.ours.model, rate, precision)
        ours["peak_bytes"] = side.peak_bytes()
    return dict(
        name=case.name, kind="size", model=case.ours.model, precision=precision,
        batch_size=case.ours.batch_size, ours=ours,
    )


def _added(rounds: list[dict[str, Answer]]) -> dict:
    """The share of a plain step's time that the method adds: 0.05 is five per cent."""
    added = [r["method"].seconds / r["plain"].seconds - 1 for r in rounds]
    return dict(
        added=statistics.median(added), rounds=added,
        plain_seconds=[r["plain"].seconds for r in rounds],
        method_seconds=[r["method"].seconds for r in rounds],
    )


def speed(answers: list[Answer], model: str, rate: ProductRate, precision: str) -> dict:
    """Medians over the rounds; the share of the product rate is taken round by round."""
    reached = [work.training(work.SHAPES[model], a) / a.seconds for a in answers]
    around = [rate.around(index, precision) for index in range(len(answers))]
    return dict(
        tokens_per_second=statistics.median(a.tokens / a.seconds for a in answers),
        operations_per_second=statistics.median(reached),
        product_rate=statistics.median(around),
        best_product_rate=rate.best(precision),
        share=statistics.median(done / best for done, best in zip(reached, around)),
        seconds=[a.seconds for a in answers],
        tokens=[a.tokens for a in answers],
    )
