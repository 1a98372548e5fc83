"""Writes a folder with a classifier of random weights, as transformers saves it."""

import argparse

import torch
from transformers import (
    BertConfig,
    BertForSequenceClassification,
    RobertaConfig,
    RobertaForSequenceClassification,
)

MODELS = {
    "bert-base": lambda: BertForSequenceClassification(BertConfig()),
    "roberta-large": lambda: RobertaForSequenceClassification(
        RobertaConfig(
            vocab_size=50265, hidden_size=1024, num_hidden_layers=24, num_attention_heads=16,
            intermediate_size=4096, max_position_embeddings=514, type_vocab_size=1,
            layer_norm_eps=1e-5,
        )
    ),
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", choices=MODELS)
    parser.add_argument("folder")
    options = parser.parse_args()
    torch.manual_seed(0)
    MODELS[options.model]().save_pretrained(options.folder)


if __name__ == "__main__":
    main()
