"""Which CUDA build of torch pip can fetch: `cuda_torch.py OLDEST WANTED`.

Prints its version, then the requirements of the CUDA libraries that its description names, one a
line. The wanted version comes first, then those nearest to it, not older than OLDEST, of the same
major version. Nothing is downloaded but descriptions.
"""

import json
import re
import subprocess
import sys

PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
#: NVIDIA's libraries; what is written in Python (cuda-bindings, triton) is not needed.
LIBRARIES = re.compile(r"(nvidia-|cuda-toolkit\b)")
#: What pip said where it failed.
complaints = []


def requirements(version):
    """What the build without a local suffix needs of CUDA; empty for a build without CUDA or none."""
    found = subprocess.run(
        PIP + ["install", "--quiet", "--dry-run", "--no-deps", "--ignore-installed"]
        + ["--only-binary", ":all:", "--report", "-", f"torch==={version}"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    if found.returncode != 0:
        complaints.append(found.stderr.strip())
        return []
    metadata = json.loads(found.stdout)["install"][0]["metadata"]
    return [line for line in metadata.get("requires_dist", []) if LIBRARIES.match(line)]


def released(oldest, wanted):
    """The versions that pip lists between the two limits, the nearest to the wanted one first."""
    listed = subprocess.run(PIP + ["index", "versions", "torch"], stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, text=True)
    if listed.returncode != 0:
        complaints.append(listed.stderr.strip())
    versions = set(re.findall(r"(?<![\w.+])\d+\.\d+\.\d+(?![\w.+])", listed.stdout))
    number = lambda version: tuple(map(int, version.split(".")))
    first, centre = number(oldest), number(wanted)
    possible = [v for v in versions if first <= number(v) and number(v)[0] == centre[0]]
    # By the distance of the minor version; of two, the newer.
    return sorted(
        possible, key=lambda v: (abs(number(v)[1] - centre[1]), [-n for n in number(v)])
    )


def main(oldest, wanted):
    tried = []
    for version in [wanted, *(v for v in released(oldest, wanted) if v != wanted)]:
        if needed := requirements(version):
            return print(version, *needed, sep="\n")
        tried.append(version)
    last = f"; pip says: {complaints[-1][-600:]}" if complaints else ""
    sys.exit(f"error: pip finds no CUDA build of torch {oldest} or newer (tried {', '.join(tried)}){last}")


if __name__ == "__main__":
    main(*sys.argv[1:])
