"""The Hugging Face side of the fine-tuning benchmark.

`step N` on standard input runs N whole fine-tuning steps (padding to the longest row of the batch,
forward, backward, clipping, optimizer); `istar N` runs them with I-STAR as its authors publish it.
Both take the rows in their order, round and round, each from the first; `memory` answers with the
bytes that torch holds and held on a CUDA device; `quit` ends.
"""

import argparse
import functools

import torch
from transformers import AutoModelForSequenceClassification

import istar
import lines
import random_model
import rows


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Fine-tuning steps of transformers, timed.")
    parser.add_argument("--model", required=True, help="a checkpoint's folder, or a size with random weights")
    rows.add_options(parser)
    parser.add_argument("--batch-size", type=int, default=32)
    parser.add_argument("--precision", choices=["fp32", "bf16"], default="bf16")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--device", default="cpu", help="cpu, cuda or cuda:N")
    parser.add_argument("--compile", action="store_true", help="torch.compile, for any length")
    parser.add_argument("--learning-rate", type=float, default=2e-5)
    return parser.parse_args()


def read_model(name: str, device: torch.device) -> torch.nn.Module:
    torch.manual_seed(0)
    if name in random_model.MODELS:
        with device:
            return random_model.MODELS[name]()
    return AutoModelForSequenceClassification.from_pretrained(name, num_labels=2).to(device)


class Trainer:
    """What transformers' own Trainer does in a step, without its bookkeeping."""

    def __init__(self, options: argparse.Namespace):
        self.rows = rows.read(options)
        self.device = torch.device(options.device)
        self.model = read_model(options.model, self.device).train()
        if options.compile:
            self.model = torch.compile(self.model, dynamic=True)
        self.batch_size = options.batch_size
        self.autocast = torch.autocast(
            self.device.type, dtype=torch.bfloat16, enabled=options.precision == "bf16"
        )
        self.optimizer = torch.optim.AdamW(
            self.groups(), lr=options.learning_rate, eps=1e-8, fused=True
        )
        self.counts = dict(step=0, istar=0)
        #: Made when it is first asked for.
        self.penalty: istar.Penalty | None = None

    def groups(self) -> list[dict]:
        """Biases and norms do not decay."""
        decayed, free = [], []
        for name, parameter in self.model.named_parameters():
            is_free = name.endswith("bias") or "LayerNorm" in name
            (free if is_free else decayed).append(parameter)
        return [dict(params=decayed, weight_decay=0.01), dict(params=free, weight_decay=0.0)]

    def step(self, number: int, penalized: bool) -> list[list[int]]:
        """One step; the rows it was on."""
        numbers, batch_rows = rows.of_step(self.rows, number, self.batch_size)
        labels = torch.tensor([number % len(self.rows) % 2 for number in numbers])
        batch = rows.pad(batch_rows, self.device)
        with self.autocast:
            output = self.model(
                **batch, labels=labels.to(self.device), output_hidden_states=penalized
            )
        loss = output.loss
        if penalized:
            loss = loss + self.penalty(output.hidden_states)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad()
        return batch_rows

    def run(self, word: str, count: int) -> dict:
        penalized = word == "istar"
        if penalized and self.penalty is None:
            self.penalty = istar.Penalty(self.sample())
        done = []
        for _ in range(count):
            done += self.step(self.counts[word], penalized)
            self.counts[word] += 1
        if self.device.type == "cuda":
            torch.cuda.synchronize(self.device)
        return dict(count=self.counts[word], **rows.sizes(done))

    @torch.no_grad()
    def sample(self) -> torch.Tensor:
        """The covariance that I-STAR shrinks toward: of the first batches, dropout off."""
        self.model.eval()
        covariance = istar.SampleCovariance()
        number = 0
        while not covariance.is_complete:
            _, batch_rows = rows.of_step(self.rows, number, self.batch_size)
            with self.autocast:
                batch = rows.pad(batch_rows, self.device)
                output = self.model(**batch, output_hidden_states=True)
            covariance.add(istar.points(output.hidden_states))
            number += 1
        self.model.train()
        return covariance.value()

    def memory(self) -> dict:
        if self.device.type != "cuda":
            return {}
        return dict(
            allocated_bytes=torch.cuda.max_memory_allocated(self.device),
            reserved_bytes=torch.cuda.max_memory_reserved(self.device),
        )


def main() -> None:
    options = arguments()
    torch.set_num_threads(options.threads)
    trainer = functools.cache(lambda: Trainer(options))
    if torch.device(options.device).type == "cpu":
        # Before the first request, whose time it is no part of. A device's memory is taken by the first.
        trainer()
    lines.serve(
        dict(
            step=lambda count: trainer().run("step", count),
            istar=lambda count: trainer().run("istar", count),
            memory=lambda _: trainer().memory(),
        )
    )


if __name__ == "__main__":
    main()
