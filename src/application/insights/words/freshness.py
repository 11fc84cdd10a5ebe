"""Drafts that nothing newer came for while they were written."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from application.insights.words.ports import RecordReader
from domain.ids import OrganisationId

TRIES = 3
CHANGING = "the record changed each time that it was written about"


class Dated(Protocol):
    @property
    def snapshot(self) -> int: ...


Draft = TypeVar("Draft", bound=Dated)


def written_now(
    records: RecordReader, organisation_id: OrganisationId, write: Callable[[int], Draft]
) -> Draft:
    """Return what was written of the snapshot that still counts when it is done.

    `write` is told how often that failed before. What it writes the last time, which is TRIES - 1,
    is believed: it asks no model then, and takes no longer than reading does.
    """
    tries = 0
    draft = write(tries)
    while tries < TRIES - 1 and records.snapshot(organisation_id) != draft.snapshot:
        tries += 1
        draft = write(tries)
    return draft
