"""Rounds in which each side does the same work, one after the other."""

import sys
from collections.abc import Callable
from typing import NamedTuple

from .environment import HarnessError
from .side import Answer, Side


class Turn(NamedTuple):
    """What one side is asked for in every round: a word, to which the number of steps is added."""

    side: Side
    word: str

    def take(self, steps: int) -> Answer:
        return self.side.ask(f"{self.word} {steps}")


def alternate(
    name: str,
    turns: dict[str, Turn],
    *,
    rounds: int,
    steps: int,
    warmup: int,
    between: Callable[[], None] = lambda: None,
) -> list[dict[str, Answer]]:
    """Warms every side up, then lets each take its turn in every round.

    Every second round goes in the opposite order, so that a machine that slows down or speeds up
    favours neither. `between` runs before the first round and after each.
    """
    for turn in turns.values():
        if warmup > 0:
            turn.take(warmup)
    between()
    results = []
    for index in range(rounds):
        order = list(turns) if index % 2 == 0 else list(turns)[::-1]
        answers = {key: turns[key].take(steps) for key in order}
        _check_same_work(name, answers)
        results.append({key: answers[key] for key in turns})
        between()
        seconds = ", ".join(f"{key} {results[-1][key].seconds:.2f} s" for key in turns)
        print(f"{name}: round {index + 1} of {rounds}: {seconds}", file=sys.stderr)
    return results


def _check_same_work(name: str, answers: dict[str, Answer]) -> None:
    work = {key: (answer.tokens, answer.squares) for key, answer in answers.items()}
    if len(set(work.values())) > 1:
        raise HarnessError(f"{name}: the sides did not get the same rows: {work}")
