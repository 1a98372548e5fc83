"""The Hugging Face side of the fine-tuning benchmark.

`step N` on standard input runs N whole fine-tuning steps (padding to the longest row of the batch,
forward, backward, clipping, optimizer); `istar N` runs them with I-STAR as its authors publish it.
Both take the rows in their order, round and round, each from the first; `quit` ends.
"""

import argparse

import torch
from transformers import BertConfig, BertForSequenceClassification

import istar
import lines
import rows

#: Sizes that are run with random weights.
SIZES = {"bert-base": dict()}


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Fine-tuning steps of transformers, timed.")
    parser.add_argument("--model", required=True, help="a checkpoint's folder, or bert-base (random)")
    rows.add_options(parser)
    parser.add_argument("--batch-size", type=int, default=32)
    parser.add_argument("--precision", choices=["fp32", "bf16"], default="bf16")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--learning-rate", type=float, default=2e-5)
    return parser.parse_args()


def read_model(name: str) -> BertForSequenceClassification:
    torch.manual_seed(0)
    if name in SIZES:
        return BertForSequenceClassification(BertConfig(num_labels=2, **SIZES[name]))
    return BertForSequenceClassification.from_pretrained(name, num_labels=2)


class Trainer:
    """What transformers' own Trainer does in a step, without its bookkeeping."""

    def __init__(self, options: argparse.Namespace):
        self.rows = rows.read(options)
        self.model = read_model(options.model).train()
        self.batch_size = options.batch_size
        self.autocast = torch.autocast(
            "cpu", dtype=torch.bfloat16, enabled=options.precision == "bf16"
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
        batch = rows.pad(batch_rows)
        with self.autocast:
            output = self.model(**batch, labels=labels, output_hidden_states=penalized)
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
                output = self.model(**rows.pad(batch_rows), output_hidden_states=True)
            covariance.add(istar.points(output.hidden_states))
            number += 1
        self.model.train()
        return covariance.value()


def main() -> None:
    options = arguments()
    torch.set_num_threads(options.threads)
    trainer = Trainer(options)
    lines.serve(
        dict(
            step=lambda count: trainer.run("step", count),
            istar=lambda count: trainer.run("istar", count),
        )
    )


if __name__ == "__main__":
    main()
