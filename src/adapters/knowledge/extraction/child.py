"""The process in which one file is read: its bytes on standard input, its pages on the output.

Run as `python -m adapters.knowledge.extraction.child MEDIA_TYPE PARENT LIMITS`, the limits as JSON.
The answer is JSON: `{"pages": [[number, text], …]}`, or `{"refused": code, "detail": sentence}`.
"""

import json
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from adapters.confined.confinement import confine
from adapters.knowledge.extraction import FileTextExtractor
from adapters.knowledge.extraction.limits import Limits
from domain.knowledge.errors import NeededTooMuchMemory, Unreadable

if TYPE_CHECKING:  # a process starts for each file: import no more than it needs
    from application.knowledge.ports import TextExtractor


def main(made: Callable[[Limits], "TextExtractor"]) -> None:
    """Read the file within the limits, answer, and end without looking back."""
    media_type, parent, given = sys.argv[1:]
    limits = Limits(**json.loads(given))
    confine(limits, int(parent))
    sys.stdout.buffer.write(_answer(made(limits), media_type))
    sys.stdout.buffer.flush()
    os._exit(0)


def _answer(extractor: "TextExtractor", media_type: str) -> bytes:
    try:
        pages = extractor.extract(sys.stdin.buffer.read(), media_type)
        return _json({"pages": [(page.number, page.text) for page in pages]})
    except Unreadable as why:
        return _refused(why.code, str(why))
    except MemoryError:
        return _refused(NeededTooMuchMemory.code, "")
    except Exception as bug:  # the outermost frame: whatever the file did, its reader says so
        return _refused(Unreadable.code, f"reading the file failed with {type(bug).__name__}")


def _refused(code: str, detail: str) -> bytes:
    return _json({"refused": code, "detail": detail})


def _json(answer: dict[str, Any]) -> bytes:
    return json.dumps(answer, ensure_ascii=False).encode()


if __name__ == "__main__":
    main(FileTextExtractor)
