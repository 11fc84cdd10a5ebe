"""A reader that does to its process what the file says, one word: `stop`, `hoard`, `flood` …

Run by ConfinedTextExtractor in place of its own, under the same limits.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from adapters.knowledge.extraction.child import main
from adapters.knowledge.extraction.limits import Limits
from domain.knowledge.passage import Page


@dataclass(frozen=True, slots=True)
class MisbehavingReader:
    limits: Limits

    def extract(self, content: bytes, media_type: str) -> Sequence[Page]:
        word, _, rest = content.decode().partition(" ")
        told = getattr(self, word)(rest)
        return [Page(1, told or "survived")]

    def stop(self, _: str) -> None:
        os.kill(os.getpid(), signal.SIGSTOP)

    def spin(self, _: str) -> None:
        while True:
            pass

    def hoard(self, _: str) -> None:
        held = []
        while True:
            held.append(bytearray(10_000_000))

    def signal(self, number: str) -> None:
        os.kill(os.getpid(), int(number))

    def killed_once(self, mark: str) -> None:
        """Leave a mark and be killed, unless the mark is there."""
        if not Path(mark).is_dir():
            Path(mark).mkdir()
            self.signal(str(int(signal.SIGKILL)))

    def flood(self, _: str) -> None:
        while True:
            sys.stdout.buffer.write(b" " * 65_536)

    def babble(self, words: str) -> None:
        """Answer this, and end as if all were well."""
        sys.stdout.write(words)
        sys.stdout.flush()
        os._exit(0)

    def blunder(self, _: str) -> None:
        raise ZeroDivisionError("the file's own words")

    def hush(self, _: str) -> None:
        """Close the output as if all were said, and stay."""
        os.close(1)
        os.kill(os.getpid(), signal.SIGSTOP)

    def breed(self, mark: str) -> None:
        """Start a process that sleeps, leave its id, and stop."""
        sleeper = subprocess.Popen(["sleep", "60"])
        Path(mark, str(sleeper.pid)).mkdir()
        self.stop("")

    def write(self, path: str) -> str:
        try:
            Path(path).write_text("x" * 100)
        except OSError as error:
            return type(error).__name__
        return "wrote"

    def environment(self, _: str) -> str:
        return " ".join(sorted(os.environ))


if __name__ == "__main__":
    main(MisbehavingReader)
