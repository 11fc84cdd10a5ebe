"""Lines of text out of marked-up text: paragraphs, headings, list items, rows of tables."""

from adapters.knowledge.extraction.limits import Limits
from domain.knowledge.errors import TooLargeWhenRead

BREAK, CELL = "\x1e", "\x1f"
"""Marks within a block until it ends: a new line, and the end of a table's cell."""


class Lines:
    """Gathers pieces of text into blocks with an empty line between; a row is one line `a | b`.

    What stands in a cell, paragraphs and tables too, stays on its row's line.
    """

    def __init__(self, limits: Limits) -> None:
        self._most = limits.characters
        self._characters = 0
        self._blocks: list[str] = []
        self._pieces: list[str] = []
        self._rows = 0

    def write(self, text: str) -> None:
        """Add a piece to the block; raises TooLargeWhenRead."""
        self._characters += len(text)
        if self._characters > self._most:
            raise TooLargeWhenRead(self._most)
        self._pieces.append(text)

    def end_line(self) -> None:
        self._pieces.append(" " if self._rows else BREAK)

    def end_block(self) -> None:
        if self._rows:
            self._pieces.append(" ")
        else:
            self._flush()

    def begin_row(self) -> None:
        self.end_block()
        self._rows += 1

    def end_cell(self) -> None:
        self._pieces.append(CELL if self._rows == 1 else " ")

    def end_row(self) -> None:
        self._rows -= 1
        self.end_block()

    def has_text(self) -> bool:
        """Return whether anything would be taken now."""
        return bool(self._blocks) or any(not piece.isspace() for piece in self._pieces)

    def take(self) -> str:
        """Return what was gathered, and begin anew."""
        self._flush()
        taken, self._blocks = "\n\n".join(self._blocks), []
        return taken

    def _flush(self) -> None:
        lines = (_line(line) for line in "".join(self._pieces).split(BREAK))
        block = "\n".join(filter(None, lines))
        self._pieces = []
        if block:
            self._blocks.append(block)


def _line(text: str) -> str:
    cells = (" ".join(cell.split()) for cell in text.split(CELL))
    return " | ".join(filter(None, cells))
