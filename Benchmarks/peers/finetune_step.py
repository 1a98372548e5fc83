"""The Hugging Face side of the fine-tuning benchmark.

Reads commands on stdin: `step N` runs N whole fine-tuning steps (padding of the batch, forward,
backward, clipping, optimizer) and answers with one line of JSON {step, tokens, seconds}, where
`step` counts all steps so far and `tokens` are those without padding; `quit` ends. Batches are the
rows in their order, round and round.
"""

import argparse
import json
import pathlib
import sys
import time

import torch
from transformers import AutoTokenizer, BertConfig, BertForSequenceClassification


def arguments():
    parser = argparse.ArgumentParser(description="Fine-tuning steps of transformers, timed.")
    parser.add_argument("--model", required=True, help="a checkpoint's directory, or bert-base (random)")
    rows = parser.add_mutually_exclusive_group(required=True)
    rows.add_argument("--sentences", help="a text file with one sentence a line")
    rows.add_argument("--lengths", help="a file of numbers: random ids of these lengths")
    parser.add_argument("--batch-size", type=int, default=32)
    parser.add_argument("--max-length", type=int, default=256)
    parser.add_argument("--precision", choices=["fp32", "bf16"], default="bf16")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--learning-rate", type=float, default=2e-5)
    return parser.parse_args()


def read_rows(options):
    """Lists of token ids."""
    if options.lengths:
        generator = torch.Generator().manual_seed(0)
        lengths = [int(word) for word in pathlib.Path(options.lengths).read_text().split()]
        return [torch.randint(1000, 30000, (n,), generator=generator).tolist() for n in lengths]
    tokenizer = AutoTokenizer.from_pretrained(options.model)
    lines = pathlib.Path(options.sentences).read_text(encoding="utf-8").splitlines()
    return tokenizer(lines, truncation=True, max_length=options.max_length)["input_ids"]


def read_model(name):
    torch.manual_seed(0)
    if name == "bert-base":
        return BertForSequenceClassification(BertConfig(num_labels=2))
    return BertForSequenceClassification.from_pretrained(name, num_labels=2)


class Trainer:
    """What transformers' own Trainer does in a step, without its bookkeeping."""

    def __init__(self, options):
        self.rows = read_rows(options)
        self.model = read_model(options.model).train()
        self.batch_size = options.batch_size
        self.bf16 = options.precision == "bf16"
        self.optimizer = torch.optim.AdamW(
            self.groups(), lr=options.learning_rate, eps=1e-8, fused=True
        )
        self.step_count = 0

    def groups(self):
        named = list(self.model.named_parameters())
        is_free = lambda name: name.endswith("bias") or "LayerNorm" in name
        return [
            dict(params=[p for name, p in named if not is_free(name)], weight_decay=0.01),
            dict(params=[p for name, p in named if is_free(name)], weight_decay=0.0),
        ]

    def batch(self):
        """Padded to the longest row in the batch."""
        first = self.step_count * self.batch_size
        numbers = [(first + i) % len(self.rows) for i in range(self.batch_size)]
        rows = [torch.tensor(self.rows[number]) for number in numbers]
        ids = torch.nn.utils.rnn.pad_sequence(rows, batch_first=True)
        lengths = torch.tensor([len(row) for row in rows])
        mask = (torch.arange(ids.shape[1]) < lengths[:, None]).long()
        labels = torch.tensor([number % 2 for number in numbers])
        return dict(input_ids=ids, attention_mask=mask, labels=labels), int(lengths.sum())

    def step(self):
        batch, tokens = self.batch()
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.bf16):
            loss = self.model(**batch).loss
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad()
        self.step_count += 1
        return tokens


def main():
    options = arguments()
    torch.set_num_threads(options.threads)
    trainer = Trainer(options)
    for line in sys.stdin:
        match line.split():
            case ["step", count]:
                started = time.perf_counter()
                tokens = sum(trainer.step() for _ in range(int(count)))
                seconds = time.perf_counter() - started
                answer = dict(step=trainer.step_count, tokens=tokens, seconds=seconds)
                print(json.dumps(answer), flush=True)
            case ["quit"]:
                return
            case _:
                sys.exit(f"unknown command: {line!r}")


if __name__ == "__main__":
    main()
