"""The speed at which this machine multiplies matrices, measured between the rounds."""

import pathlib

from .environment import PEERS
from .side import Side


class ProductRate:
    """Measures products through torch.mm (oneDNN, MKL), on as many threads as both sides have.

    A measurement is the rate of the fastest product of some large square ones and of those that a
    step of BERT-base has. On a CUDA device (cuBLAS) it is that of one large square product.
    """

    def __init__(
        self, python: pathlib.Path, threads: int, precisions: set[str], quick: bool,
        device: str = "cpu",
    ):
        command = [python, PEERS / "product_rate.py", "--threads", threads, "--device", device]
        self.side = Side(command + (["--quick"] if quick else []))
        self.precisions = sorted(precisions)
        #: Each measurement: precision -> operations per second of the fastest product.
        self.measurements: list[dict[str, float]] = []

    def measure(self) -> None:
        best = {}
        for precision in self.precisions:
            products = self.side.ask_json(precision)["products"]
            best[precision] = max(product["rate"] for product in products)
        self.measurements.append(best)

    def around(self, index: int, precision: str) -> float:
        """The better of the measurements just before and just after round `index`."""
        return max(found[precision] for found in self.measurements[index : index + 2])

    def best(self, precision: str) -> float:
        return max(found[precision] for found in self.measurements)

    def __enter__(self) -> "ProductRate":
        return self

    def __exit__(self, *_) -> None:
        self.side.close()
