"""Programs that take turns on one CUDA device: ours, ours with a method, the other side's."""

import contextlib
import statistics
import subprocess
import sys

from .alternation import Turn, alternate
from .cases import OnDevice
from .environment import HarnessError
from .setup import Setup
from .steps import speed


def take_turns(case: OnDevice, setup: Setup) -> dict:
    """Steps a second, the share of the product rate, and memory of each; ratios to the first that runs.

    Each program is warmed up alone, so that what the device's memory grows by is its own. Those of the
    other side take none before they are asked, and all begin at once: they import for some seconds. A
    program that fails there is left out and named under `failed`.
    """
    names = [name for name, _ in case.sides]
    programs = dict(case.sides)
    precision, model = programs[names[0]].precision, programs[names[0]].model
    memory, theirs, failed = {}, {}, {}
    with contextlib.ExitStack() as stack:
        rate = stack.enter_context(setup.product_rate({precision}))
        sides = {
            name: stack.enter_context(setup.start(program))
            for name, program in case.sides if program.owner != "ours"
        }
        # Ours first, and warmed up twice: kernels are compiled, and memory grows, in the first.
        for name in sorted(names, key=lambda name: name in sides):
            before = used_bytes(setup.device)
            if name not in sides:
                sides[name] = stack.enter_context(setup.start(programs[name]))
            try:
                for _ in range(1 if setup.quick else 2):
                    sides[name].ask(f"step {case.steps}")
            except HarnessError as error:
                failed[name] = str(error)
                print(f"{case.name}: {name} fails: {error}", file=sys.stderr)
            memory[name] = growth(before, used_bytes(setup.device))
        names = [name for name in names if name not in failed]
        if not names:
            raise HarnessError(f"no program runs: {failed}")
        sides = {name: sides[name] for name in names}
        rounds = alternate(
            case.name, {name: Turn(side, "step") for name, side in sides.items()},
            rounds=case.rounds, steps=case.steps, warmup=0, between=rate.measure,
        )
        for name in names:
            if programs[name].owner != "ours":
                held = sides[name].ask_json("memory")
                theirs[name] = {key: held[key] for key in held if key.endswith("_bytes")}
    first = [answers[names[0]].seconds for answers in rounds]
    found = {}
    for name in names:
        answers = [answers[name] for answers in rounds]
        seconds = [answer.seconds for answer in answers]
        ratios = [other / one for other, one in zip(seconds, first)]
        found[name] = speed(answers, model, rate, precision) | theirs.get(name, {}) | dict(
            steps_per_second=statistics.median(case.steps / time for time in seconds),
            device_bytes=memory[name], ratio=statistics.median(ratios), ratios=ratios,
        )  # fmt: skip
    return dict(
        name=case.name, kind="device", device=setup.device, model=model, precision=precision,
        batch_size=programs[names[0]].batch_size, steps=case.steps, sides=found, failed=failed,
    )


def used_bytes(device: str) -> int | None:
    """The memory of the CUDA device that is in use, by whomever; nothing where nvidia-smi does not say."""
    query = ["nvidia-smi", "--query-gpu=memory.used", "--format=csv,noheader,nounits"]
    index = device.partition(":")[2] or "0"
    try:
        done = subprocess.run([*query, "-i", index], stdout=subprocess.PIPE, text=True, check=True)
        return int(done.stdout) << 20
    except (OSError, ValueError, subprocess.CalledProcessError):
        return None


def growth(before: int | None, after: int | None) -> int | None:
    return None if before is None or after is None else after - before
