"""I-STAR in the form in which Rudman and Eickhoff (2024) publish it: through singular values.

Written from the paper's Algorithm 1. As in the published code, the points are the vectors of all
positions of all transformer layers, padding included, stacked into one matrix; the covariance is
shrunk toward that of a sample, and torch differentiates the singular values. The published code lets
the sample's float64 carry over to all that follows; here everything stays in float32, which is faster.
"""

import torch


def points(hidden_states: tuple[torch.Tensor, ...]) -> torch.Tensor:
    """`[layers * sequences * positions, hidden]`, without the embeddings."""
    stacked = torch.stack(hidden_states[1:])
    return stacked.reshape(-1, stacked.shape[-1]).float()


def score(covariance: torch.Tensor) -> torch.Tensor:
    """IsoScore of a covariance, steps 3 to 6 of the algorithm."""
    size = covariance.shape[0]
    root = size**0.5
    spectrum = torch.linalg.svdvals(covariance)
    normalized = root * spectrum / torch.linalg.vector_norm(spectrum)
    defect = torch.linalg.vector_norm(normalized - 1) / (2 * (size - root)) ** 0.5
    return ((size - defect**2 * (size - root)) ** 2 - size) / (size * (size - 1))


class Penalty:
    """The term of the loss: lambda (1 - IsoScore*)."""

    def __init__(self, target: torch.Tensor, weight: float = -1.0, zeta: float = 0.2):
        self.target = target
        self.weight = weight
        self.zeta = zeta

    def __call__(self, hidden_states: tuple[torch.Tensor, ...]) -> torch.Tensor:
        covariance = torch.cov(points(hidden_states).T)
        shrunk = (1 - self.zeta) * covariance + self.zeta * self.target
        return self.weight * (1 - score(shrunk))


class SampleCovariance:
    """The covariance of the first `size` points or a few more, without keeping them."""

    def __init__(self, size: int = 250_000):
        self.size = size
        self.count = 0
        self.sum: torch.Tensor | float = 0.0
        self.products: torch.Tensor | float = 0.0

    @property
    def is_complete(self) -> bool:
        return self.count >= self.size

    def add(self, cloud: torch.Tensor) -> None:
        self.count += cloud.shape[0]
        self.sum = self.sum + cloud.sum(0, dtype=torch.float64)
        self.products = self.products + (cloud.T @ cloud).double()

    def value(self) -> torch.Tensor:
        mean = self.sum / self.count
        covariance = self.products - self.count * torch.outer(mean, mean)
        return (covariance / (self.count - 1)).float()
