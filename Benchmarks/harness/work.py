"""How many operations a piece of work needs: the formulas of Documentation/performance.md."""

import dataclasses

from .side import Answer


@dataclasses.dataclass(frozen=True)
class Shape:
    """The sizes of an encoder that decide its matrix products."""

    layers: int
    hidden: int
    intermediate: int

    @property
    def weights(self) -> int:
        """Weights of the encoder's products: query, key, value, output; expansion, contraction."""
        return self.layers * (4 * self.hidden**2 + 2 * self.hidden * self.intermediate)


SHAPES = {
    "minilm": Shape(6, 384, 1536),
    "bert-base": Shape(12, 768, 3072),
    "roberta-large": Shape(24, 1024, 4096),
}


def forward(shape: Shape, answer: Answer) -> float:
    """Floating-point operations of the products of a forward pass over real tokens.

    A product of a weight with a token is a multiplication and an addition per weight. Attention
    multiplies queries by keys and probabilities by values, over all pairs of a sequence's tokens.
    """
    linear = 2 * shape.weights * answer.tokens
    attention = 4 * shape.layers * shape.hidden * answer.squares
    return linear + attention


def training(shape: Shape, answer: Answer) -> float:
    """Those of a forward and a backward pass: each product has two more in the backward pass."""
    return 3 * forward(shape, answer)
