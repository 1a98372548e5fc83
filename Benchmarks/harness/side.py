"""A process that does timed work when it is told to."""

import dataclasses
import json
import pathlib
import subprocess

from .environment import HarnessError, environment


@dataclasses.dataclass(frozen=True)
class Answer:
    """What a request did, and how long it took."""

    seconds: float
    #: Tokens that are not padding.
    tokens: int
    #: The sum of the squared lengths of the sequences.
    squares: int
    #: Steps so far, or sentences of the request.
    count: int


class Side:
    """Reads requests line by line on its standard input and answers each with a line of JSON.

    It is alive between the requests of the other side, and idle: nothing is loaded, compiled or
    warmed up within a measurement.
    """

    def __init__(self, command: list):
        self.command = [str(word) for word in command]
        self.process = subprocess.Popen(
            self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env=environment(),
        )

    def __enter__(self) -> "Side":
        return self

    def __exit__(self, *_) -> None:
        self.close()

    def ask_json(self, request: str) -> dict:
        try:
            self.process.stdin.write(request + "\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            pass
        line = self.process.stdout.readline()
        if not line:
            code = self.process.wait()
            end = "killed: too little memory?" if code == -9 else f"ended with {code}"
            raise HarnessError(f"{end}: {' '.join(self.command)}")
        return json.loads(line)

    def ask(self, request: str) -> Answer:
        return Answer(**self.ask_json(request))

    def peak_bytes(self) -> int:
        """The most memory that it held so far, files it has mapped included (VmHWM)."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024

    def close(self) -> None:
        """Lets it end; kills it where it does not."""
        try:
            self.process.stdin.write("quit\n")
            self.process.stdin.close()
        except (BrokenPipeError, ValueError):
            pass
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()
