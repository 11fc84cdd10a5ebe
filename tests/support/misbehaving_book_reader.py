"""A reader of tables that does to its process what the file says, one word."""

import json
import os
import signal
import sys

from adapters.confined.confinement import confine
from adapters.insights.books.limits import BookLimits
from adapters.insights.books.telling import refusal
from domain.insights.book_errors import BookNeededTooMuchMemory

HEAD = b'{"hidden":[],"epoch":null}\n'


def main() -> None:
    confine(BookLimits(**json.loads(sys.argv[3])), int(sys.argv[2]))
    word, out = sys.stdin.buffer.read().decode(), sys.stdout.buffer
    if word == "stop":
        os.kill(os.getpid(), signal.SIGSTOP)
    if word == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if word == "half":
        out.write(HEAD + b'"A"\n[1,"sa"]\n')
    if word == "babble":
        out.write(b"nonsense\n")
    while word == "spin":
        pass
    held: list[bytearray] = []
    try:
        while word == "hoard":
            held.append(bytearray(10_000_000))
    except MemoryError:
        held.clear()
        out.write(refusal(BookNeededTooMuchMemory()))
    while word == "flood":
        out.write(b'[1,"s' + b" " * 65_536 + b'"]\n')
    out.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
