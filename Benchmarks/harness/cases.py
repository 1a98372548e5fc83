"""What is measured: every case as a value."""

import dataclasses


@dataclasses.dataclass(frozen=True)
class Steps:
    """A process that runs fine-tuning steps: whose, of which model, on which rows, how."""

    owner: str
    """`ours`, `theirs`, or `compiled`: theirs through torch.compile"""
    model: str
    precision: str
    rows: str
    """`rte` (random ids with the lengths of RTE's pairs), `squad` (full windows) or `reviews`"""
    batch_size: int = 32
    method: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True)
class Comparison:
    """Our steps and theirs on the same rows."""

    name: str
    ours: Steps
    theirs: Steps
    rounds: int
    steps: int


@dataclasses.dataclass(frozen=True)
class Addition:
    """What a method adds to a step of plain fine-tuning."""

    name: str
    plain: Steps
    method: Steps
    rounds: int
    steps: int
    peer: tuple[Steps, str] | None = None
    """the other implementation and the word that asks it for a step with the method"""
    peer_rounds: int = 5
    peer_steps: int = 1


@dataclasses.dataclass(frozen=True)
class Embedding:
    """Our embedding of a corpus and theirs in fp32, both with mean pooling."""

    name: str
    model: str
    sentences: int
    rounds: int
    precision: str = "bf16"
    """of ours"""


@dataclasses.dataclass(frozen=True)
class Size:
    """A model that is large for the machine: whether it runs, and in how much memory."""

    name: str
    ours: Steps
    rounds: int


@dataclasses.dataclass(frozen=True)
class Tokenization:
    """Our tokenizer and theirs on the reviews, repeated to 5 MB."""

    name: str
    tokenizer: str
    """`minilm`, or the kind of one that is trained on the reviews: `byte-level`, `unigram`"""
    sentences: int
    rounds: int


@dataclasses.dataclass(frozen=True)
class Loading:
    """A model of random weights from its file into memory, ours and theirs."""

    name: str
    model: str
    precision: str
    rounds: int


@dataclasses.dataclass(frozen=True)
class Neighbors:
    """TwoNN of a random cloud, ours and scikit-dimension's."""

    name: str
    points: int
    dimensions: int
    rounds: int


@dataclasses.dataclass(frozen=True)
class Scoring:
    """IsoScore of a random cloud in a file, ours and NumPy's."""

    name: str
    points: int
    dimensions: int
    rounds: int


@dataclasses.dataclass(frozen=True)
class OnDevice:
    """Steps of several programs that take turns on one CUDA device; the first is ours."""

    name: str
    sides: tuple[tuple[str, Steps], ...]
    rounds: int
    steps: int
    """of each program in each round, and before the first"""


Case = Comparison | Addition | Embedding | Size | Tokenization | Loading | Neighbors | Scoring | OnDevice


def _bert(owner: str, precision: str, *method: str) -> Steps:
    return Steps(owner, "bert-base", precision, "rte", method=method)


def _minilm(owner: str, precision: str) -> Steps:
    return Steps(owner, "minilm", precision, "reviews")


CASES: list[Case] = [
    Comparison("bert-base-bf16", _bert("ours", "bf16"), _bert("theirs", "bf16"), 7, 2),
    Comparison("bert-base-fp32", _bert("ours", "fp32"), _bert("theirs", "fp32"), 3, 1),
    Comparison("bert-base-bf16-against-fp32", _bert("ours", "bf16"), _bert("theirs", "fp32"), 3, 1),
    Comparison("minilm-bf16", _minilm("ours", "bf16"), _minilm("theirs", "bf16"), 9, 8),
    Comparison("minilm-fp32", _minilm("ours", "fp32"), _minilm("theirs", "fp32"), 5, 8),
    Addition(
        "istar", _bert("ours", "bf16"), _bert("ours", "bf16", "--penalty", "istar"), 9, 2,
        peer=(_bert("theirs", "bf16"), "istar"), peer_rounds=2,
    ),
    Addition(
        "istar-alone", _bert("ours", "bf16", "--every-token"),
        _bert("ours", "bf16", "--penalty", "istar"), 9, 2,
    ),
    Addition(
        "isobn", _bert("ours", "bf16"), _bert("ours", "bf16", "--normalizer", "isobn"), 15, 2
    ),
    Embedding("embed", "minilm", sentences=8_000, rounds=3),
    Embedding("embed-fp32", "minilm", sentences=8_000, rounds=3, precision="fp32"),
    Size(
        "roberta-large", Steps("ours", "roberta-large", "bf16", "rte", batch_size=16),
        rounds=3,
    ),
    Tokenization("tokenize-wordpiece", "minilm", sentences=44_320, rounds=7),
    Tokenization("tokenize-byte-level", "byte-level", sentences=44_320, rounds=7),
    Tokenization("tokenize-unigram", "unigram", sentences=44_320, rounds=7),
    Loading("load-bert-base", "bert-base", "fp32", rounds=5),
    Loading("load-roberta-large", "roberta-large", "fp32", rounds=5),
    Loading("load-roberta-large-bf16", "roberta-large", "bf16", rounds=5),
    Neighbors("twonn", points=50_000, dimensions=768, rounds=1),
    Scoring("score", points=1_000_000, dimensions=768, rounds=3),
]


#: Tokens of a window of SQuAD's texts.
SQUAD_LENGTH = 384


def _on_device(model: str, rows: str, rounds: int, steps: int) -> list[OnDevice]:
    """Ours, with the methods too, against transformers; and ours against compiled transformers."""

    def steps_of(owner: str, *method: str) -> Steps:
        return Steps(owner, model, "bf16", rows, method=method)

    ours, theirs = ("ours", steps_of("ours")), ("theirs", steps_of("theirs"))
    # I-STAR needs every token, which plain steps do not compute in the last layer.
    methods = [("every token", steps_of("ours", "--every-token")), ("istar", steps_of("ours", "--penalty", "istar"))]
    # A fifth program of the large model would not fit into 80 GB beside the others.
    if model == "bert-base":
        methods.append(("isobn", steps_of("ours", "--normalizer", "isobn")))
    compiled = ("compiled", steps_of("compiled"))
    name = f"{model}-{rows}"
    return [
        OnDevice(name, (ours, theirs, *methods), rounds, steps),
        OnDevice(f"{name}-compiled", (ours, compiled), rounds, steps),
    ]


#: With `--device cuda`. The lengths of RTE make 32 batches of 32, so two rounds see all of them, as the
#: warm-up does.
DEVICE_CASES: list[Case] = [
    *_on_device("bert-base", "rte", rounds=9, steps=16),
    *_on_device("roberta-large", "squad", rounds=7, steps=8),
    *_on_device("bert-base", "squad", rounds=7, steps=8),
    *_on_device("roberta-large", "rte", rounds=7, steps=16),
]
# What tells most comes first, where the time is limited; what is compiled takes a minute.
_FIRST = ["bert-base-rte", "roberta-large-squad", "bert-base-rte-compiled"]
DEVICE_CASES.sort(
    key=lambda case: _FIRST.index(case.name) if case.name in _FIRST else 9 + case.name.endswith("-compiled")
)


def replaced(case: Case, **values: int) -> Case:
    """The same with those of the values that such a case has."""
    known = {field.name for field in dataclasses.fields(case)}
    return dataclasses.replace(case, **{k: v for k, v in values.items() if k in known})


#: The least work that shows that a case runs.
QUICK = dict(rounds=1, steps=1, peer_rounds=1, sentences=320, points=2_000)
