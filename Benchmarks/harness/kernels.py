"""Which function belongs to which part of a step: the first rule that fits decides.

A function of `Sources/CTorch/kernels` that no rule names is shown under "other" with its name, so a
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
ACTIVATION = "activation"
NORM = "dropout, residual, norm"
EMBEDDINGS = "embeddings"
OPTIMIZER = "optimizer"
PENALTY = "penalty"
LIBTORCH = "libtorch, other"
MEMORY = "memory"
WAITING = "waiting"
OTHER = "other"

OURS = r"^isotropy$"
TORCH = r"^libtorch|^libc10"

RULES = [
    Rule(WAITING, r"^libgomp"),
    Rule(WAITING, r"^\[kernel", r"futex|sched|task_switch|softirq|idle|irqentry|timer"),
    Rule(MEMORY, r"^\[kernel"),
    # Code that oneDNN and MKL generate while they run has no names.
    Rule(PRODUCTS, r"^\[JIT\]|anon|^perf-\d+\.map|^jitted-|^\[unknown\]"),
    Rule(PRODUCTS, TORCH, r"mkl_|dnnl|gemm|ideep|addmm"),
    Rule(ATTENTION, OURS, r"(?i)attention|softmax|probabilit|scores|fill_multipliers|widen|narrow"),
    Rule(ATTENTION, TORCH, r"(?i)attention|softmax|sdp"),
    Rule(PENALTY, OURS, r"(?i)penalty|moment|covariance|cloud|centred|rank_k|isoscore"),
    Rule(ACTIVATION, f"{OURS}|{TORCH}", r"(?i)gelu|relu|silu|tanh|activation|bias"),
    Rule(EMBEDDINGS, f"{OURS}|{TORCH}", r"(?i)embed|lookup|gather|scatter|index_(select|add|put)"),
    Rule(OPTIMIZER, OURS, r"(?i)adam|optim|step_|squares|sum_of_products|round_to|master|gradient"),
    Rule(OPTIMIZER, TORCH, r"(?i)adam|norm_kernel|foreach"),
    Rule(NORM, f"{OURS}|{TORCH}", r"(?i)drop|residual|norm|rowwisemoments|bernoulli"),
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
