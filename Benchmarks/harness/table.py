"""Results as Markdown."""

from collections.abc import Callable


def markdown(results: list[dict]) -> str:
    """A table for each kind of result that there is."""
    parts = []
    for kind, (columns, cells) in TABLES.items():
        rows = [cells(result) for result in results if result["kind"] == kind]
        if rows:
            parts.append(table(columns, rows))
    if rows := [row for result in results if result["kind"] == "device" for row in _device(result)]:
        parts.append(table(DEVICE_COLUMNS, rows, texts=(0, 1)))
    return "\n\n".join(parts)


def table(columns: list[str], rows: list[list[str]], texts: tuple[int, ...] = (0,)) -> str:
    """The columns `texts` are text, the others are numbers."""
    rule = [":--" if index in texts else "--:" for index in range(len(columns))]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in [columns, rule, *rows])


def _comparison(result: dict) -> list[str]:
    ours, theirs = result["ours"], result["theirs"]
    return [
        result["name"],
        f"{ours['tokens_per_second']:,.0f}",
        f"{theirs['tokens_per_second']:,.0f}",
        f"**{result['ratio']:.2f}**",
        _range(result["ratios"]),
        f"{_giga(ours['product_rate'])} {result['precision']}",
        _percent(ours["share"]),
        _percent(theirs["share"]),
        _gigabytes(ours["peak_bytes"]),
        _gigabytes(theirs["peak_bytes"]),
    ]


def _addition(result: dict) -> list[str]:
    ours, theirs = result["ours"], result.get("theirs")
    return [
        f"{result['name']} ({result['model']}, {result['precision']})",
        f"**{_percent(ours['added'], 2)}**",
        _quartiles(ours["rounds"]),
        _percent(theirs["added"], 1) if theirs else "not run",
        _gigabytes(ours["peak_bytes"]["plain"]),
        _gigabytes(ours["peak_bytes"]["method"]),
    ]


def _device(result: dict) -> list[list[str]]:
    """A row for each program."""
    return [
        [
            result["name"],
            name,
            f"{side['steps_per_second']:.1f}",
            f"{side['tokens_per_second']:,.0f}",
            "" if side["ratios"] == [1.0] * len(side["ratios"]) else f"**{side['ratio']:.2f}**",
            _range(side["ratios"]),
            f"{side['product_rate'] / 1e12:,.0f} {result['precision']}",
            _percent(side["share"]),
            "unknown" if side["device_bytes"] is None else _gigabytes(side["device_bytes"]),
        ]
        for name, side in result["sides"].items()
    ]


def _embedding(result: dict) -> list[str]:
    ours, theirs = result["ours"], result["theirs"]
    return [
        f"{result['name']} ({result['model']}, ours in {result['precision']}, {result['sentences']:,} sentences)",
        f"{ours['sentences_per_second']:,.0f}",
        f"{theirs['sentences_per_second']:,.0f}",
        f"**{result['ratio']:.2f}**",
        _range(result["ratios"]),
        _percent(ours["share"]),
        _percent(theirs["share"]),
        _gigabytes(ours["peak_bytes"]),
        _gigabytes(theirs["peak_bytes"]),
    ]


def _size(result: dict) -> list[str]:
    ours = result["ours"]
    return [
        f"{result['name']} ({result['precision']}, batch {result['batch_size']})",
        f"{sorted(ours['seconds'])[len(ours['seconds']) // 2]:.2f}",
        f"{ours['tokens_per_second']:,.0f}",
        _percent(ours["share"]),
        f"**{_gigabytes(ours['peak_bytes'])}**",
    ]


def _tokenization(result: dict) -> list[str]:
    ours, theirs = result["ours"], result["theirs"]
    what = {"ids": "ids", "encode": "ids, tokens, offsets"}[result["word"]]
    return [
        f"{result['name']}: {what}",
        str(result["threads"]),
        f"{ours['megabytes_per_second']:.1f}",
        f"{theirs['megabytes_per_second']:.1f}",
        f"**{result['ratio']:.1f}**",
        _range(result["ratios"]),
        _gigabytes(ours["peak_bytes"]),
        _gigabytes(theirs["peak_bytes"]),
    ]


def _loading(result: dict) -> list[str]:
    ours, theirs = result["ours"], result["theirs"]
    shares = [
        f"{side['peak_bytes'] / result['weight_bytes']:.2f}" for side in (ours, theirs)
    ]
    own = (ours["peak_bytes"] - ours["start_bytes"]) / result["weight_bytes"]
    return [
        f"{result['name']} ({result['precision']})",
        f"{ours['seconds']:.2f}",
        f"{theirs['seconds']:.2f}",
        f"**{result['ratio']:.2f}**",
        _range(result["ratios"]),
        _gigabytes(result["weight_bytes"]),
        _gigabytes(ours["peak_bytes"]),
        shares[0],
        f"{own:.2f}",
        shares[1],
    ]


def _giga(rate: float) -> str:
    return f"{rate / 1e9:,.0f}"


def _gigabytes(count: float) -> str:
    return f"{count / 1e9:.2f}"


def _percent(share: float, digits: int = 0) -> str:
    return f"{100 * share:.{digits}f} %"


def _range(values: list[float]) -> str:
    return f"{min(values):.2f} to {max(values):.2f}"


def _quartiles(values: list[float]) -> str:
    """Between which the middle half of the rounds lies."""
    ordered = sorted(values)
    low, high = ordered[len(ordered) // 4], ordered[-1 - len(ordered) // 4]
    return f"{_percent(low, 2)} to {_percent(high, 2)}"


def _neighbors(result: dict) -> list[str]:
    ours, theirs = result["ours"], result["theirs"]
    return [
        f"{result['name']} of {result['points']:,} x {result['dimensions']}",
        f"{ours['seconds']:.1f}",
        f"{theirs['seconds']:.1f}",
        f"**{result['ratio']:.1f}**",
        _range(result["ratios"]),
        f"{ours['answer']:.10f}",
        f"{theirs['answer']:.10f}",
        f"{_giga(ours['product_rate'])} fp32",
        _percent(ours["share"]),
        _gigabytes(ours["peak_bytes"]),
        _gigabytes(theirs["peak_bytes"]),
    ]


def _scoring(result: dict) -> list[str]:
    ours, exact, theirs = result["ours"], result["exact"], result["theirs"]
    return [
        f"{result['name']} of {result['points']:,} x {result['dimensions']}",
        f"{ours['seconds']:.1f}",
        f"{exact['seconds']:.1f}",
        f"{theirs['seconds']:.1f}",
        f"**{result['ratio']:.2f}**",
        _range(result["ratios"]),
        f"{_giga(result['product_rate'])} fp32",
        _percent(ours["share"]),
        _percent(theirs["share"]),
        _gigabytes(ours["peak_bytes"]),
        _gigabytes(theirs["peak_bytes"]),
    ]


DEVICE_COLUMNS = [
    "on a device", "program", "steps/s", "tokens/s", "its seconds by ours", "rounds",
    "product rate, TFLOP/s", "share reached", "memory of the device, GB",
]  # fmt: skip
#: Kind of result -> the columns of its table, and a row of it.
TABLES: dict[str, tuple[list[str], Callable[[dict], list[str]]]] = {
    "comparison": (
        ["fine-tuning", "Isotropy, tokens/s", "transformers, tokens/s", "ratio", "rounds",
         "product rate, GFLOP/s", "share reached", "theirs", "peak memory, GB", "theirs"],
        _comparison,
    ),
    "addition": (
        ["method", "adds to a step", "middle half of the rounds", "published form in PyTorch adds",
         "peak memory without, GB", "with"],
        _addition,
    ),
    "embedding": (
        ["embedding", "Isotropy, sentences/s", "transformers fp32, sentences/s", "ratio",
         "rounds", "share reached", "theirs", "peak memory, GB", "theirs"],
        _embedding,
    ),
    "size": (
        ["one step", "seconds", "tokens/s", "share reached", "peak memory, GB"],
        _size,
    ),
    "tokenization": (
        ["tokenizing", "threads", "Isotropy, MB/s", "tokenizers, MB/s", "ratio", "rounds",
         "peak memory, GB", "theirs"],
        _tokenization,
    ),
    "loading": (
        ["loading", "Isotropy, s", "transformers, s", "ratio", "rounds", "weights in fp32, GB",
         "peak memory, GB", "of the weights", "of it while loading", "theirs"],
        _loading,
    ),
    "scoring": (
        ["IsoScore of a file", "Isotropy fp32, s", "fp64, s", "NumPy fp32, s", "ratio", "rounds",
         "product rate, GFLOP/s", "of it, half the products", "theirs", "peak memory, GB",
         "theirs"],
        _scoring,
    ),
    "neighbors": (
        ["neighbours", "Isotropy, s", "scikit-dimension, s", "ratio", "rounds", "dimension",
         "theirs", "product rate, GFLOP/s", "of it, half the products", "peak memory, GB",
         "theirs"],
        _neighbors,
    ),
}
