"""What the numbers were measured on."""

import json
import os
import pathlib
import platform
import subprocess

from .environment import ROOT, TOOL


def describe(python: pathlib.Path | None) -> dict:
    """The machine and the versions of both sides; `python` is the peers', if they run."""
    values = _fields("/proc/cpuinfo")
    memory = int(_fields("/proc/meminfo").get("MemTotal", "0 kB").split()[0]) * 1024
    features = {"avx2", "avx512f", "avx512_bf16", "amx_bf16"}
    return dict(
        processor=values.get("model name", platform.machine()),
        cores=os.cpu_count(),
        features=sorted(features & set(values.get("flags", "").split())),
        memory_bytes=memory,
        system=platform.platform(),
        load=os.getloadavg()[0],
        devices=_output("nvidia-smi", "--query-gpu=name,driver_version", "--format=csv,noheader"),
        isotropy=_output(TOOL, "--version"),
        commit=_output("git", "-C", ROOT, "describe", "--always", "--dirty"),
        peers=_versions(python) if python else {},
    )


def sentence(about: dict) -> str:
    """The machine in a line of text."""
    peers = ", ".join(f"{name} {version}" for name, version in about["peers"].items())
    devices = "".join(f"{line}; " for line in about["devices"].splitlines())
    return (
        f"{devices}{about['processor']}, {about['cores']} cores, {' '.join(about['features'])}, "
        f"{about['memory_bytes'] / 1e9:.0f} GB, {about['system']}; "
        f"Isotropy {about['commit'] or about['isotropy']}" + (f"; {peers}" if peers else "")
    )


def _fields(path: str) -> dict[str, str]:
    """`name: value` lines; of several with one name the last counts."""
    pairs = (line.split(":", 1) for line in pathlib.Path(path).read_text().splitlines())
    return {pair[0].strip(): pair[1].strip() for pair in pairs if len(pair) == 2}


def _versions(python: pathlib.Path) -> dict[str, str]:
    script = "import json, importlib.metadata as m; print(json.dumps({n: m.version(n) for n in %r}))"
    return json.loads(_output(python, "-c", script % (["torch", "transformers"],)) or "{}")


def _output(*command) -> str:
    """What a command prints, nothing where it fails."""
    try:
        done = subprocess.run(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
    except FileNotFoundError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
