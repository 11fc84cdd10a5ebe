"""The process in which one file of tables is read: its bytes on the input, its rows on the output.

Run as `python -m adapters.insights.books.child KIND PARENT LIMITS`, the limits as JSON.
"""

import json
import os
import sys

from adapters.confined.confinement import confine
from adapters.insights.books.formats import sheets_of
from adapters.insights.books.limits import BookLimits
from adapters.insights.books.telling import refusal, tell
from domain.insights.book_errors import BookNeededTooMuchMemory, BookUnreadable


def main() -> None:
    """Read the file within the limits, answer, and end without looking back."""
    _, parent, given = sys.argv[1:]
    limits = BookLimits(**json.loads(given))
    confine(limits, int(parent))
    out = sys.stdout.buffer
    try:
        tell(sheets_of(sys.stdin.buffer.read(), limits), out, limits)
    except BookUnreadable as why:
        out.write(refusal(why))
    except MemoryError:
        out.write(refusal(BookNeededTooMuchMemory()))
    except Exception as bug:  # the outermost frame: whatever the file did, its reader says so
        out.write(refusal(BookUnreadable(f"reading the file failed with {type(bug).__name__}")))
    out.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
