"""The protocol of every peer: a request a line, answered with a line of JSON."""

import json
import sys
import time
from collections.abc import Callable


def serve(requests: dict[str, Callable[[int], dict]]) -> None:
    """Answers `WORD N` (N is 1 where it is missing) until `quit` or the end of the input.

    Adds `seconds`, the time that the whole request took.
    """
    for line in sys.stdin:
        words = line.split()
        if words == ["quit"]:
            return
        count = int(words[1]) if len(words) == 2 and words[1].isdigit() else 1
        if not words or len(words) > 2 or words[0] not in requests:
            sys.exit(f"unknown request: {line!r}; known are {', '.join(requests)} and quit")
        began = time.perf_counter()
        answer = requests[words[0]](count)
        answer["seconds"] = time.perf_counter() - began
        print(json.dumps(answer), flush=True)
