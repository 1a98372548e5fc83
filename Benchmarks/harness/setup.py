"""What all cases of a run share: options, files, and how processes are started."""

import dataclasses
import pathlib

from .cases import Case, Steps
from .environment import LENGTHS, PEERS, TOOL, cached, write_reviews
from .rate import ProductRate
from .side import Side


@dataclasses.dataclass(frozen=True)
class Setup:
    folder: pathlib.Path
    """for files that live as long as the run"""
    python: pathlib.Path
    threads: int
    quick: bool
    warmup: int

    def start(self, steps: Steps) -> Side:
        """A process that runs such steps."""
        if steps.owner == "ours":
            command = [TOOL, "benchmark-step", "--model", steps.model]
        else:
            known = steps.model == "bert-base"
            model = steps.model if known else cached(steps.model)
            command = [self.python, PEERS / "finetune_step.py", "--model", model]
        command += ["--precision", steps.precision, "--batch-size", steps.batch_size]
        command += ["--threads", self.threads, *steps.method]
        if steps.rows == "reviews":
            return Side(command + ["--sentences", self.reviews(4096)])
        return Side(command + ["--lengths", LENGTHS])

    def reviews(self, count: int) -> pathlib.Path:
        return write_reviews(self.folder, count)

    def product_rate(self, precisions: set[str]) -> ProductRate:
        return ProductRate(self.python, self.threads, precisions, self.quick)


def group(cases: list[Case]) -> list[list[Case]]:
    """Comparisons with the same other side go together: it then runs once for all of them."""
    groups: dict[object, list[Case]] = {}
    for case in cases:
        groups.setdefault(getattr(case, "theirs", case), []).append(case)
    return list(groups.values())
