"""Rankings read from columns that are held in memory, as of what the database says now.

Each question asks the database first which rows are published. While that is what the columns were
made of, they are the answer; a file that came or was mended is read, and the others are not again.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, Final, Protocol
from uuid import UUID

from adapters.campaigns.rankings.chosen import Chosen
from adapters.campaigns.rankings.columns import Cells, FileColumns, RowColumns
from adapters.campaigns.rankings.held import Held, Ordered
from adapters.campaigns.rankings.shelf import NoShelf, Shelf
from adapters.campaigns.rankings.sum_keys import key_of
from adapters.campaigns.rankings.uncollected import uncollected
from application.campaigns.rankings.ports import Ranked
from application.errors import Unavailable
from domain.campaigns.rankings.ranking import (
    After,
    Counts,
    Filters,
    Missing,
    Neighbours,
    Standing,
)
from domain.campaigns.rankings.shrinkage import NOTHING, Prior
from domain.ids import OrganisationId

MOST_ROWS: Final = 5_000_000
"""Held at once, at about 40 bytes each; the organisations that were asked of longest ago go."""
TRIES: Final = 5


@dataclass(frozen=True, slots=True)
class Published:
    """What is published now: rows and quarantined rows by file, and files that are on their way.

    `withdrawn` counts for each file that was withdrawn one more than what it counted for before.
    """

    loaded: dict[UUID, int]
    quarantined: int
    unpublished: int
    withdrawn: int = 0

    @classmethod
    def of(cls, files: Iterable[Any]) -> Published:
        """Sum up rows of the table of files: those of an organisation that have not failed.

        Those that are published stand in the order in which they came.
        """
        found = sorted(files, key=lambda one: (one.received_at, one.id))
        published = [one for one in found if one.state == "published"]
        withdrawn = [one for one in found if one.state == "withdrawn"]
        return cls(
            {one.id: one.loaded for one in published},
            sum(one.quarantined for one in published),
            len(found) - len(published) - len(withdrawn),
            sum(one.loaded + 2 for one in withdrawn),
        )

    @property
    def snapshot(self) -> int:
        """Grows with each file that is published or withdrawn, and with each row that is mended."""
        return sum(self.loaded.values()) + len(self.loaded) + self.withdrawn


class RowSource(Protocol):
    def published(self, organisation_id: OrganisationId) -> Published: ...

    def rows(self, file_id: UUID) -> Iterable[Sequence[Cells]]:
        """Yield the rows of a file in chunks, by their numbers."""


@dataclass(frozen=True, slots=True)
class ColumnRankings:
    source: RowSource
    shelf: Shelf = field(default_factory=NoShelf)
    _held: OrderedDict[OrganisationId, Held] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def snapshot(self, organisation_id: OrganisationId) -> int:
        return self.source.published(organisation_id).snapshot

    def ranked(
        self,
        organisation_id: OrganisationId,
        filters: Filters,
        limit: int,
        after: After | None = None,
        *,
        explain: bool = False,
    ) -> Ranked:
        published, held = self._current(organisation_id)
        prior = _prior(held, filters, after)
        columns = held.board(filters, prior or NOTHING)
        chosen = columns.chosen(filters)
        start = 0 if after is None else _start(columns, after, prior or NOTHING)
        places = chosen.some(start, limit + 1)
        told = [_standing(columns, chosen, at) for at in places]
        around = _around(columns, chosen, places, told)[:limit] if explain else []
        missing = Missing(published.quarantined, published.unpublished)
        more = len(places) > limit
        return Ranked(
            told[:limit], around, more, missing, published.snapshot, prior, held.rows.replaced
        )

    def _current(self, organisation_id: OrganisationId) -> tuple[Published, Held]:
        published = self.source.published(organisation_id)
        held = self._held.get(organisation_id)
        if held is not None and held.loaded == published.loaded:
            return published, held
        with self._lock:
            for _ in range(TRIES):
                published = self.source.published(organisation_id)
                held = self._renewed(organisation_id, published)
                if held is not None:
                    return published, held
        raise Unavailable("the ranking", "its rows change faster than they are read")

    def _renewed(self, organisation_id: OrganisationId, published: Published) -> Held | None:
        """Read what is new; None where a file was mended meanwhile."""
        held = self._held.get(organisation_id)
        if held is not None and held.loaded == published.loaded:
            return held
        known = held.files if held is not None else {}
        files = dict[UUID, FileColumns]()
        for file_id, size in published.loaded.items():
            one = known.get(file_id)
            if one is None or one.size != size:
                one = self._read(file_id, size)
            if one.size != size:
                return None
            files[file_id] = one
        made = Held(published.loaded, files, RowColumns.of(files))
        self._held[organisation_id] = made
        self._held.move_to_end(organisation_id)
        self._make_room()
        return made

    def _read(self, file_id: UUID, size: int) -> FileColumns:
        found = self.shelf.find(file_id, size)
        if found is not None:
            return found
        with uncollected():
            read = FileColumns.of(self.source.rows(file_id))
        if read.size == size:
            self.shelf.keep(file_id, read)
        return read

    def _make_room(self) -> None:
        while (
            len(self._held) > 1
            and sum(sum(one.loaded.values()) for one in self._held.values()) > MOST_ROWS
        ):
            self._held.popitem(last=False)


def _prior(held: Held, filters: Filters, after: After | None) -> Prior | None:
    """Return what rates are shrunken by: all pages by the same."""
    if not filters.shrink:
        return None
    return held.prior(filters) if after is None or after.prior is None else after.prior


def _start(columns: Ordered, after: After, prior: Prior) -> int:
    engaged, views = after.engagements + prior.engagements, after.views + prior.views
    key = key_of(columns.board.keys, engaged, views)
    return columns.board.after(key, after.place.order, lambda at: columns.place(at).order)


def _standing(columns: Ordered, chosen: Chosen, at: int) -> Standing:
    rank, tied = columns.board.rank(at, chosen)
    told = columns.columns
    counts = Counts(
        likes=int(told["likes"][at]),
        comments=int(told["comments"][at]),
        shares=int(told["shares"][at]),
        views=int(told["views"][at]),
        rows=int(told["rows"][at]) if "rows" in told else 1,
    )
    return Standing(columns.place(at), counts, rank, tied)


def _around(
    columns: Ordered, chosen: Chosen, places: Sequence[int], told: list[Standing]
) -> list[Neighbours]:
    """Return the neighbours of each; the last one's may be on the next page."""
    before = chosen.before(places[0]) if places else None
    first = None if before is None else _standing(columns, chosen, before)
    above = [first, *told[:-1]]
    below = [*told[1:], None]
    return [Neighbours(*one) for one in zip(above, below, strict=True)] if told else []
