"""Where the time of steps goes, by sampling with Linux perf."""

import collections
import pathlib
import shutil
import signal
import subprocess
import time

from . import kernels, symbols
from .environment import HarnessError
from .side import Answer, Side

INSTALL = "apt-get install linux-perf (Debian) or linux-tools-generic (Ubuntu)"


def is_available() -> bool:
    return shutil.which("perf") is not None


def record(side: Side, request: str, file: pathlib.Path, frequency: int) -> Answer:
    """Samples a process while it answers one request, and at no other time."""
    # A virtual machine may have no hardware counters; the processor's clock is always there.
    command = ["perf", "record", "--event", "cpu-clock", "--freq", str(frequency)]
    command += ["--pid", str(side.process.pid), "--output", str(file)]
    perf = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    # It says nothing when it has attached. Until the request the process only waits for input,
    # which costs no samples.
    time.sleep(1)
    answer = side.ask(request)
    perf.send_signal(signal.SIGINT)
    _, messages = perf.communicate()
    if not file.exists():
        raise HarnessError(f"perf record failed:\n{messages.strip()}")
    return answer


def samples(file: pathlib.Path) -> dict[tuple[str, str], int]:
    """Samples of each (library, mangled function)."""
    command = ["perf", "report", "--input", str(file), "--stdio", "--no-children", "--force"]
    command += ["--fields", "sample,dso,sym", "--field-separator", "|", "--no-demangle"]
    report = subprocess.run(command, capture_output=True, text=True)
    if report.returncode != 0:
        raise HarnessError(f"perf report failed:\n{report.stderr.strip()}")
    found: dict[tuple[str, str], int] = collections.Counter()
    for line in report.stdout.splitlines():
        fields = line.split("|", 2)
        if len(fields) == 3 and fields[0].strip().isdigit():
            # `[.] name` is a function of the process, `[k] name` one of the kernel.
            name = fields[2].strip().removeprefix("[.] ").removeprefix("[k] ")
            found[fields[1].strip(), name] += int(fields[0])
    if not found:
        raise HarnessError("perf took no samples")
    return found


def by_group(found: dict[tuple[str, str], int]) -> dict[str, collections.Counter]:
    """The functions of each group with their samples."""
    files = symbols.source_files()
    names = symbols.readable([function for _, function in found])
    groups = {name: collections.Counter() for name in kernels.GROUPS}
    for (library, function), count in found.items():
        if library == "isotropy" and symbols.base(function) in files:
            library = f"isotropy:{files[symbols.base(function)]}"
        shown = names[function]
        if function.startswith("0x"):
            shown = "generated code" if library.startswith("[JIT]") else f"code of {library}"
        groups[kernels.group(library, names[function])][shown] += count
    return groups
