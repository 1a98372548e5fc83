"""Trains a tokenizer of a published kind on a file of sentences, for the tokenizers' benchmark.

    train_tokenizer.py KIND SENTENCES FOLDER

`byte-level` is RoBERTa's kind, `unigram` ALBERT's. Both get 30,000 tokens at most.
"""

import pathlib
import sys

from tokenizers import Tokenizer, models, pre_tokenizers, processors, trainers

SIZE = 30_000
#: Has ALBERT's normalizers, a small character map among them.
ALBERT = (
    pathlib.Path(__file__).resolve().parents[2]
    / "Tests/TokenizationTests/Fixtures/sentencepiece/albert-file/tokenizer.json"
)


def byte_level() -> tuple[Tokenizer, trainers.Trainer]:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    special = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
    trainer = trainers.BpeTrainer(
        vocab_size=SIZE, special_tokens=special, show_progress=False,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
    )
    tokenizer.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 0))
    return tokenizer, trainer


def unigram() -> tuple[Tokenizer, trainers.Trainer]:
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = Tokenizer.from_file(str(ALBERT)).normalizer
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    special = ["<pad>", "<unk>", "[CLS]", "[SEP]", "[MASK]"]
    trainer = trainers.UnigramTrainer(
        vocab_size=SIZE, special_tokens=special, unk_token="<unk>", show_progress=False
    )
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", 2), ("[SEP]", 3)],
    )
    return tokenizer, trainer


def main(kind: str, sentences: str, folder: str) -> None:
    tokenizer, trainer = {"byte-level": byte_level, "unigram": unigram}[kind]()
    tokenizer.train([sentences], trainer)
    pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(pathlib.Path(folder) / "tokenizer.json"))


if __name__ == "__main__":
    main(*sys.argv[1:])
