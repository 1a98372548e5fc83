"""Where things are: the repository, the user's cache, the peers' Python, rows to run on."""

import os
import pathlib
import subprocess

BENCHMARKS = pathlib.Path(__file__).resolve().parent.parent
ROOT = BENCHMARKS.parent
#: What is measured; ISOTROPY_TOOL names another build.
TOOL = pathlib.Path(os.environ.get("ISOTROPY_TOOL") or ROOT / "isotropy")
PEERS = BENCHMARKS / "peers"
LENGTHS = BENCHMARKS / "lengths.txt"


class HarnessError(Exception):
    """Something that the user can put right; its text says what."""


def environment() -> dict[str, str]:
    """The variables of every process that is timed.

    The peers' threads wait for each other as ours do; see `use_libtorch` in Tools/lib/swift.sh.
    """
    quiet = {"TRANSFORMERS_VERBOSITY": "error", "HF_HUB_DISABLE_PROGRESS_BARS": "1"}
    return {"GOMP_SPINCOUNT": "20000", "HF_HUB_OFFLINE": "1", **quiet, **os.environ}


def cached(name: str) -> pathlib.Path:
    """A folder that the tool keeps in the user's cache."""
    base = os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache"
    cache = pathlib.Path(os.environ.get("ISOTROPY_CACHE") or pathlib.Path(base) / "isotropy")
    found = sorted(cache.glob(name + "-[0-9]*/"))
    if not found:
        raise HarnessError(f"{name} is not in {cache} yet: run ./isotropy quickstart once")
    return found[-1]


def peers_python() -> pathlib.Path:
    """The Python with PyTorch and transformers, made where it is missing.

    ISOTROPY_PEERS_PYTHON names one that is there already.
    """
    if given := os.environ.get("ISOTROPY_PEERS_PYTHON"):
        return pathlib.Path(given)
    made = subprocess.run([ROOT / "Tools/peers"], stdout=subprocess.PIPE, text=True)
    if made.returncode != 0:
        raise HarnessError("Tools/peers could not make the peers' environment")
    return pathlib.Path(made.stdout.strip())


def prepare_tool() -> None:
    """Builds our side where something changed, before anything is timed."""
    if subprocess.run([TOOL, "--version"], stdout=subprocess.DEVNULL).returncode != 0:
        raise HarnessError("./isotropy does not build or start")


def write_reviews(folder: pathlib.Path, count: int) -> pathlib.Path:
    """A file of `count` reviews, one a line: the published ones in order, round and round."""
    source = cached("reviews") / "movieReviewSnippets_GroundTruth.txt"
    texts = [row.split("\t")[2] for row in source.read_text(encoding="utf-8").split("\n") if row]
    target = folder / f"reviews-{count}.txt"
    lines = (texts[index % len(texts)] + "\n" for index in range(count))
    target.write_text("".join(lines), encoding="utf-8")
    return target
