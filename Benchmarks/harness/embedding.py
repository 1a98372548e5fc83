"""Our embedding of a corpus against transformers' one."""

import contextlib
import statistics

from . import work
from .alternation import Turn, alternate
from .cases import Embedding
from .environment import PEERS, TOOL, cached
from .rate import ProductRate
from .setup import Setup
from .side import Answer, Side

#: Both truncate there.
MAX_LENGTH = 256


def embed(case: Embedding, setup: Setup) -> dict:
    """Tokenization, encoder and pooling; not loading the model, nor writing the file."""
    common = ["--sentences", setup.reviews(case.sentences), "--max-length", MAX_LENGTH]
    common += ["--threads", setup.threads]
    ours = [TOOL, "benchmark-embed", "--model", case.model, "--precision", case.precision, *common]
    theirs = [setup.python, PEERS / "embed.py", "--model", cached(case.model), *common]
    with contextlib.ExitStack() as stack:
        rate = stack.enter_context(setup.product_rate({"bf16", "fp32"}))
        sides = {
            key: stack.enter_context(Side(command))
            for key, command in dict(ours=ours, theirs=theirs).items()
        }
        rounds = alternate(
            case.name, {key: Turn(side, "embed") for key, side in sides.items()},
            rounds=case.rounds, steps=1, warmup=1, between=rate.measure,
        )
        peaks = {key: side.peak_bytes() for key, side in sides.items()}
    ratios = [r["theirs"].seconds / r["ours"].seconds for r in rounds]
    result = dict(
        name=case.name, kind="embedding", model=case.model, precision=case.precision,
        their_precision="fp32", sentences=case.sentences,
        ratio=statistics.median(ratios), ratios=ratios,
    )
    for key, precision in dict(ours=case.precision, theirs="fp32").items():
        answers = [r[key] for r in rounds]
        result[key] = _speed(answers, case.model, rate, precision) | dict(peak_bytes=peaks[key])
    return result


def _speed(answers: list[Answer], model: str, rate: ProductRate, precision: str) -> dict:
    reached = [work.forward(work.SHAPES[model], a) / a.seconds for a in answers]
    around = [rate.around(index, precision) for index in range(len(answers))]
    return dict(
        sentences_per_second=statistics.median(a.count / a.seconds for a in answers),
        tokens_per_second=statistics.median(a.tokens / a.seconds for a in answers),
        product_rate=statistics.median(around),
        share=statistics.median(done / best for done, best in zip(reached, around)),
        seconds=[a.seconds for a in answers],
    )
