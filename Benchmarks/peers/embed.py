"""The transformers side of the embedding benchmark: float32, sorted by length, mean pooling.

`embed` on standard input tokenizes and embeds all sentences, as sentence-transformers does: longest
first, in batches padded to their longest, without gradients; `quit` ends.
"""

import argparse

import torch
from transformers import AutoModel, AutoTokenizer

import lines
import rows


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Embedding a corpus with transformers, timed.")
    parser.add_argument("--model", required=True, help="a checkpoint's folder")
    parser.add_argument("--sentences", required=True, help="a text file with one sentence a line")
    parser.add_argument("--max-length", type=int, default=256)
    parser.add_argument("--batch-size", type=int, default=32)
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


class Embedder:
    def __init__(self, options: argparse.Namespace):
        self.sentences = rows.sentences(options.sentences)
        self.tokenizer = AutoTokenizer.from_pretrained(options.model)
        self.model = AutoModel.from_pretrained(options.model, dtype=torch.float32).eval()
        self.options = options

    @torch.inference_mode()
    def embed(self) -> dict:
        ids = rows.tokenize(self.tokenizer, self.sentences, self.options.max_length)
        vectors = torch.empty(len(ids), self.model.config.hidden_size)
        for numbers in rows.batches_by_length(ids, self.options.batch_size):
            batch = rows.pad([ids[number] for number in numbers])
            states = self.model(**batch).last_hidden_state
            mask = batch["attention_mask"].unsqueeze(-1)
            vectors[numbers] = (states * mask).sum(1) / mask.sum(1)
        return dict(count=len(ids), **rows.sizes(ids))


def main() -> None:
    options = arguments()
    torch.set_num_threads(options.threads)
    embedder = Embedder(options)
    lines.serve(dict(embed=lambda count: [embedder.embed() for _ in range(count)][-1]))


if __name__ == "__main__":
    main()
