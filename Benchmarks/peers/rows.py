"""The rows that a peer works on, and batches of them padded to their longest."""

import argparse
import pathlib

import torch
from transformers import AutoTokenizer


def add_options(parser: argparse.ArgumentParser) -> None:
    rows = parser.add_mutually_exclusive_group(required=True)
    rows.add_argument("--sentences", help="a text file with one sentence a line")
    rows.add_argument("--lengths", help="a file of numbers: random ids of these lengths")
    parser.add_argument("--max-length", type=int, default=256)


def read(options: argparse.Namespace) -> list[list[int]]:
    """Lists of token ids."""
    if options.lengths:
        generator = torch.Generator().manual_seed(0)
        lengths = [int(word) for word in pathlib.Path(options.lengths).read_text().split()]
        return [torch.randint(1000, 30000, (n,), generator=generator).tolist() for n in lengths]
    tokenizer = AutoTokenizer.from_pretrained(options.model)
    return tokenize(tokenizer, sentences(options.sentences), options.max_length)


def sentences(path: str) -> list[str]:
    """The lines of a file; only a line feed ends one."""
    return pathlib.Path(path).read_text(encoding="utf-8").removesuffix("\n").split("\n")


def tokenize(tokenizer, lines: list[str], max_length: int) -> list[list[int]]:
    return tokenizer(lines, truncation=True, max_length=max_length)["input_ids"]


def pad(rows: list[list[int]], device: torch.device | str = "cpu") -> dict[str, torch.Tensor]:
    """Ids and mask, `[rows, tokens of the longest]`."""
    longest = max(map(len, rows))
    ids = torch.tensor([row + [0] * (longest - len(row)) for row in rows])
    mask = torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in rows])
    return dict(input_ids=ids.to(device), attention_mask=mask.to(device))


def sizes(rows) -> dict[str, int]:
    """The real tokens, and the sum of the squared lengths."""
    lengths = [len(row) for row in rows]
    return dict(tokens=sum(lengths), squares=sum(n * n for n in lengths))


def of_step(rows: list[list[int]], step: int, batch_size: int) -> tuple[range, list[list[int]]]:
    """The rows of a step, round and round in their order, and the numbers of them."""
    numbers = range(step * batch_size, (step + 1) * batch_size)
    return numbers, [rows[number % len(rows)] for number in numbers]


def batches_by_length(rows: list[list[int]], batch_size: int) -> list[list[int]]:
    """Numbers of rows of similar length, longest first."""
    order = sorted(range(len(rows)), key=lambda number: -len(rows[number]))
    return [order[first : first + batch_size] for first in range(0, len(order), batch_size)]
