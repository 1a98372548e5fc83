"""The transformers side of the loading benchmark: one load of a classifier, timed.

Prints a line of JSON: seconds, and the bytes of memory that the process held before and at most.
"""

import argparse
import json
import pathlib
import time

import torch
import transformers

#: By the names of the tool's option.
PRECISIONS = {"fp32": torch.float32, "bf16": torch.bfloat16}


def peak_bytes() -> int:
    status = pathlib.Path("/proc/self/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024


def main() -> None:
    parser = argparse.ArgumentParser(description="Loading a model with transformers, timed.")
    parser.add_argument("--model", required=True, help="a checkpoint's folder")
    parser.add_argument("--precision", choices=PRECISIONS, default="fp32")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    # Importing the architecture's module, which transformers puts off, is no part of loading.
    config = transformers.AutoConfig.from_pretrained(options.model)
    architecture = getattr(transformers, config.architectures[0])
    before = peak_bytes()
    began = time.perf_counter()
    model = architecture.from_pretrained(
        options.model, dtype=PRECISIONS[options.precision]
    )
    # Weights that stay in the mapped file are read when they are first used: here.
    for parameter in model.parameters():
        parameter.data.sum()
    seconds = time.perf_counter() - began
    weights = sum(4 * parameter.numel() for parameter in model.parameters())
    print(
        json.dumps(
            dict(seconds=seconds, weight_bytes=weights, start_bytes=before, peak_bytes=peak_bytes())
        )
    )


if __name__ == "__main__":
    main()
