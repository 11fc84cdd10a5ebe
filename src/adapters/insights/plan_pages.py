"""Lines of a plan in pages: as many rows as a file has would take longer to keep than to read."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import msgspec

from application.paging import Window
from domain.insights.ledger import Kept, KeptRefusal
from domain.insights.rows import Change, Refused

LINES = 500
"""In each page but the last one of its kind; more than a reader may ask for at once."""
QUICKLY = 1


class PageOf(NamedTuple):
    """Lines up to the one that is numbered `last`, from 1; JSON, deflated."""

    kind: str
    last: int
    lines: bytes


@dataclass(slots=True)
class Filling:
    """The pages of one kind."""

    kind: str
    waiting: list[Any] = field(default_factory=list)
    last: int = 0
    pages: list[PageOf] = field(default_factory=list)

    def add(self, lines: Sequence[Any]) -> None:
        self.waiting += lines
        while len(self.waiting) >= LINES:
            self.cut()

    def cut(self) -> None:
        some, self.waiting = self.waiting[:LINES], self.waiting[LINES:]
        self.last += len(some)
        told = zlib.compress(msgspec.json.encode(some), QUICKLY)
        self.pages.append(PageOf(self.kind, self.last, told))


@dataclass(slots=True)
class PlanPages:
    """Takes lines in as they come, and holds them deflated."""

    changes: Filling = field(default_factory=lambda: Filling("change"))
    refusals: Filling = field(default_factory=lambda: Filling("refusal"))

    def hear(self, changes: Sequence[Change], refused: Sequence[Refused]) -> None:
        self.changes.add(changes)
        self.refusals.add(refused)

    def pages(self) -> list[PageOf]:
        for one in (self.changes, self.refusals):
            if one.waiting:
                one.cut()
        return [*self.changes.pages, *self.refusals.pages]


def changes_in(pages: Sequence[PageOf], window: Window, version: int) -> list[Kept]:
    """Return the lines of the window and one more, from the pages that hold them."""
    return [Kept(number, one, version) for number, one in _lines(pages, window, list[Change])]


def refusals_in(pages: Sequence[PageOf], window: Window) -> list[KeptRefusal]:
    return [KeptRefusal(number, one) for number, one in _lines(pages, window, list[Refused])]


def after(window: Window) -> int:
    return 0 if window.after is None else min(window.after.int, 2**31 - 1)


def _lines(pages: Sequence[PageOf], window: Window, kind: Any) -> list[tuple[int, Any]]:
    found = list[tuple[int, Any]]()
    for page in pages:
        some = msgspec.json.decode(zlib.decompress(page.lines), type=kind)
        found += enumerate(some, start=page.last - len(some) + 1)
    return [one for one in found if one[0] > after(window)][: window.limit + 1]
