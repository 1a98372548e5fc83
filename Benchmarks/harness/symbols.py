"""Names of functions: which of our source files has them, and how a person reads them."""

import collections
import os
import pathlib
import shutil
import subprocess

from .environment import ROOT, HarnessError


def source_files() -> dict[str, str]:
    """Mangled names of the C++ shim's functions -> the file, such as `kernels/dropout.cpp`.

    A name that several files have (an inline function, a template's instance) is in none of them.
    """
    build = pathlib.Path(os.environ.get("ISOTROPY_BUILD_PATH") or ROOT / ".build")
    objects = build / "release/CTorch.build"
    files = collections.defaultdict(set)
    for path in sorted(objects.rglob("*.cpp.o")):
        for line in _output("nm", "--defined-only", path).splitlines():
            _, kind, name = line.split(maxsplit=2)
            if kind in "tTwW":
                files[base(name)].add(str(path.relative_to(objects)).removesuffix(".o"))
    return {name: found.pop() for name, found in files.items() if len(found) == 1}


def base(name: str) -> str:
    """Without the suffix of a clone for one kind of processor."""
    return name.split(".")[0] if name.startswith("_Z") else name


def readable(names: list[str]) -> dict[str, str]:
    """Demangled, without arguments."""
    texts = _output("c++filt", "--no-params", text="\n".join(map(base, names))).splitlines()
    return dict(zip(names, texts))


def _output(program: str, *arguments, text: str = "") -> str:
    if shutil.which(program) is None:
        raise HarnessError(f"{program} is missing: apt-get install binutils")
    done = subprocess.run([program, *arguments], input=text, capture_output=True, text=True)
    if done.returncode != 0:
        raise HarnessError(f"{program} failed: {done.stderr.strip()}")
    return done.stdout
