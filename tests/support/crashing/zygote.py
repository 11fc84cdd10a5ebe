"""A process that has imported everything, and forks the parts that are killed."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from support.crashing.ground import Ground
from support.started import started


@dataclass(frozen=True, slots=True)
class Zygote:
    """One serves any number of runs: its imports take seconds, what it forks starts at once."""

    process: "subprocess.Popen[str]"

    def fork(self, part: str, ground: Ground) -> int:
        """Start a part, and return its pid."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{part} {ground.written()}\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())


@contextmanager
def zygote() -> Iterator[Zygote]:
    arguments = ("-m", "support.crashing.parts")
    with started(*arguments, settings={}, stdin=subprocess.PIPE) as process:
        yield Zygote(process)
