"""The `tokenizers` side of the tokenizers' benchmark.

`encode` on standard input encodes all lines of the file with everything that is known of each token,
`ids` without offsets; `quit` ends.
"""

import argparse
import os
import pathlib

import lines


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Tokenizing with tokenizers, timed.")
    parser.add_argument("--model", required=True, help="a folder with a tokenizer.json")
    parser.add_argument("--sentences", required=True, help="a text file with one sentence a line")
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args()


def main() -> None:
    options = arguments()
    # Read when the package first runs something on several threads.
    os.environ["RAYON_NUM_THREADS"] = str(options.threads)
    os.environ["TOKENIZERS_PARALLELISM"] = "true" if options.threads > 1 else "false"
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(pathlib.Path(options.model) / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    text = pathlib.Path(options.sentences).read_text(encoding="utf-8")
    sentences = text.removesuffix("\n").split("\n")

    def work(encode):
        def run(count: int) -> dict:
            lengths = []
            for _ in range(count):
                lengths += [len(encoding) for encoding in encode(sentences)]
            squares = sum(length * length for length in lengths)
            return dict(count=len(lengths), tokens=sum(lengths), squares=squares)

        return run

    lines.serve(dict(encode=work(tokenizer.encode_batch), ids=work(tokenizer.encode_batch_fast)))


if __name__ == "__main__":
    main()
