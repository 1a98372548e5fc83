"""What all cases of a run share: options, files, and how processes are started."""

import dataclasses
import pathlib

from .cases import SQUAD_LENGTH, Case, Steps
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
    device: str = "cpu"

    def start(self, steps: Steps) -> Side:
        """A process that runs such steps."""
        if steps.owner == "ours":
            command = [TOOL, "benchmark-step", "--model", steps.model]
        else:
            model = cached(steps.model) if steps.model == "minilm" else steps.model
            command = [self.python, PEERS / "finetune_step.py", "--model", model]
            command += ["--compile"] if steps.owner == "compiled" else []
        command += ["--precision", steps.precision, "--batch-size", steps.batch_size]
        command += ["--threads", self.threads, *steps.method]
        if self.device != "cpu":
            command += ["--device", self.device]
        if steps.rows == "reviews":
            return Side(command + ["--sentences", self.reviews(4096)])
        return Side(command + ["--lengths", self.lengths(steps.rows)])

    def lengths(self, rows: str) -> pathlib.Path:
        """A file of the lengths of such rows."""
        if rows == "rte":
            return LENGTHS
        path = self.folder / f"{rows}.txt"
        path.write_text(f"{SQUAD_LENGTH}\n" * 128)
        return path

    def reviews(self, count: int) -> pathlib.Path:
        return write_reviews(self.folder, count)

    def product_rate(self, precisions: set[str]) -> ProductRate:
        return ProductRate(self.python, self.threads, precisions, self.quick, self.device)


def group(cases: list[Case]) -> list[list[Case]]:
    """Comparisons with the same other side go together: it then runs once for all of them."""
    groups: dict[object, list[Case]] = {}
    for case in cases:
        groups.setdefault(getattr(case, "theirs", case), []).append(case)
    return list(groups.values())
