"""Which function belongs to which part of a step: the first rule that fits decides.

A function of `Sources/CTorch` has the library `isotropy:` and its source file, such as
`isotropy:kernels/dropout.cpp`. A kernel that no rule names is shown under "other" with its name, so a
missing rule is seen.
"""

import re
from typing import NamedTuple


class Rule(NamedTuple):
    group: str
    #: Regular expressions, found anywhere: in the name of the library, in that of the function.
    library: str
    function: str = ""


PRODUCTS = "matrix products"
ATTENTION = "attention"
ACTIVATION = "activation, biases"
NORM = "dropout, residual, norm"
EMBEDDINGS = "embeddings"
OPTIMIZER = "optimizer"
PENALTY = "penalty"
LIBTORCH = "libtorch, other"
MEMORY = "memory"
WAITING = "waiting"
OTHER = "other"

KERNELS = "^isotropy:kernels/"
TORCH = r"^libtorch|^libc10"

RULES = [
    Rule(WAITING, r"^libgomp"),
    Rule(WAITING, r"^\[kernel", r"futex|sched|task_switch|softirq|idle|irqentry|timer"),
    Rule(MEMORY, r"^\[kernel"),
    # Code that oneDNN and MKL generate while they run has no names.
    Rule(PRODUCTS, r"^\[JIT\]|anon|^perf-\d+\.map|^jitted-|^\[unknown\]"),
    Rule(PRODUCTS, KERNELS + r"products\."),
    Rule(ATTENTION, KERNELS + "attention"),
    Rule(ACTIVATION, KERNELS + "(activation|column_sums)"),
    Rule(NORM, KERNELS + "(add_norm|dropout|norm|fused)"),
    Rule(EMBEDDINGS, KERNELS + "(embedding|rows|row_sums)"),
    Rule(OPTIMIZER, KERNELS + "(adamw|squares)"),
    Rule(PENALTY, KERNELS + "(moments|shrinkage|centred|product_strips|cloud)"),
    Rule(PRODUCTS, TORCH, r"mkl_|dnnl|gemm|ideep|addmm"),
    Rule(ATTENTION, TORCH, r"(?i)attention|softmax|sdp"),
    Rule(ACTIVATION, TORCH, r"(?i)gelu|relu|silu|tanh"),
    Rule(EMBEDDINGS, TORCH, r"(?i)embed|gather|scatter|index_(select|add|put)"),
    Rule(NORM, TORCH, r"(?i)drop|layer_?norm|rowwisemoments|bernoulli"),
    Rule(OPTIMIZER, TORCH, r"(?i)adam|foreach|norm_kernel"),
    Rule(MEMORY, "", r"malloc|calloc|free|chunk|mem(cpy|set|move)"),
    Rule(LIBTORCH, TORCH),
    Rule(OTHER, ""),
]

#: In the order in which tables have them.
GROUPS = [
    PRODUCTS, ATTENTION, ACTIVATION, NORM, EMBEDDINGS, OPTIMIZER, PENALTY, LIBTORCH, MEMORY,
    WAITING, OTHER,
]


def group(library: str, function: str) -> str:
    return next(
        rule.group
        for rule in RULES
        if re.search(rule.library, library) and re.search(rule.function, function)
    )
