"""Cursors into what was said of a fact: the row that a page ended with, and a mark of the fact."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec

from domain.campaigns.rankings.ranking import CursorNotOfThis
from domain.campaigns.rankings.revision import Fact, Revision, Said
from domain.campaigns.rate import MOST
from entrypoints.http.packed_cursor import mark, packed, unpacked


class Told(msgspec.Struct, array_like=True, forbid_unknown_fields=True):
    """What a cursor says, in order."""

    mark: str
    received_at: Annotated[datetime, msgspec.Meta(tz=True)]
    file_id: UUID
    row: Annotated[int, msgspec.Meta(ge=0, le=MOST)]


def cursor_after(last: Revision, fact: Fact) -> str:
    return packed(Told(_mark(fact), last.received_at, last.file_id, last.row))


def after_cursor(text: str, fact: Fact) -> Said:
    """Return the row; raises CursorNotOfThis for what was not given out for this fact."""
    told = unpacked(text, Told)
    if told is None or told.mark != _mark(fact):
        raise CursorNotOfThis
    return Said(told.received_at, told.file_id, told.row)


def _mark(fact: Fact) -> str:
    return mark(f"{fact.campaign_id} {fact.day} {fact.influencer_id}")
