"""The rate of matrix products: torch.mm, which goes to oneDNN or MKL, or to cuBLAS on a CUDA device.

`fp32` or `bf16` on standard input times every product and answers with
{products: [{shape: [m, k, n], rate}], seconds}, where `rate` is the operations per second of the
fastest of some repetitions; `quit` ends.
"""

import argparse
import time

import torch

import lines

#: Tokens of a batch of 32 with the lengths of RTE: 70 a sequence, in whole tiles.
TOKENS = 2256
#: m, k, n of `[m, k] x [k, n]`.
SQUARES = [(1024,) * 3, (2048,) * 3, (4096,) * 3]
#: BERT-base: forward and gradient of the input, then gradient of the weights.
STEP = [
    (TOKENS, 768, 768),
    (TOKENS, 768, 2304),
    (TOKENS, 768, 3072),
    (TOKENS, 3072, 768),
    (768, TOKENS, 768),
    (768, TOKENS, 3072),
    (3072, TOKENS, 768),
]
#: Large enough for a device of hundreds of TFLOP/s.
DEVICE = [(8192,) * 3]
TYPES = dict(fp32=torch.float32, bf16=torch.bfloat16)


def rate(
    shape: tuple[int, int, int], dtype: torch.dtype, repetitions: int, device: torch.device
) -> float:
    m, k, n = shape
    a = torch.randn(m, k, device=device).to(dtype)
    b = torch.randn(k, n, device=device).to(dtype)
    result = torch.empty(m, n, dtype=dtype, device=device)
    torch.mm(a, b, out=result)
    seconds = []
    for _ in range(repetitions):
        synchronize(device)
        began = time.perf_counter()
        torch.mm(a, b, out=result)
        synchronize(device)
        seconds.append(time.perf_counter() - began)
    return 2 * m * k * n / min(seconds)


def synchronize(device: torch.device) -> None:
    if device.type == "cuda":
        torch.cuda.synchronize(device)


def measure(
    precision: str, shapes: list[tuple[int, int, int]], repetitions: int, device: torch.device
) -> dict:
    dtype = TYPES[precision]
    found = [dict(shape=shape, rate=rate(shape, dtype, repetitions, device)) for shape in shapes]
    return dict(products=found)


def main() -> None:
    parser = argparse.ArgumentParser(description="The rate of matrix products.")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--device", default="cpu", type=torch.device)
    parser.add_argument("--quick", action="store_true", help="fewer and smaller products")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    shapes, repetitions = (SQUARES[:2] + STEP, 2) if options.quick else (SQUARES + STEP, 3)
    if options.device.type == "cuda":
        shapes, repetitions = DEVICE, 10
    lines.serve(
        {
            name: lambda _, name=name: measure(name, shapes, repetitions, options.device)
            for name in TYPES
        }
    )


if __name__ == "__main__":
    main()
