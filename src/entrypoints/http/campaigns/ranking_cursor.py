"""Cursors into a ranking: a place, a rate, and a mark of the filters that they were made for."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from domain.campaigns.rankings.ranking import After, By, CursorNotOfThis, Filters, Place, Standing
from domain.campaigns.rankings.shrinkage import MOST_PRIOR, Prior
from domain.campaigns.rate import MOST
from entrypoints.http.packed_cursor import mark, packed, unpacked

Count = Annotated[int, msgspec.Meta(ge=0, le=2**62)]
Small = Annotated[int, msgspec.Meta(ge=0, le=MOST)]
Shrinking = Annotated[int, msgspec.Meta(ge=0, le=MOST_PRIOR)]
Among = Annotated[int, msgspec.Meta(ge=0, le=2**61)]
"""Views of a prior: as many as there are, where hardly anybody engaged."""
Name = Annotated[str, msgspec.Meta(max_length=100)]


class Told(msgspec.Struct, array_like=True, forbid_unknown_fields=True):
    """What a cursor says, in order."""

    mark: str
    engagements: Count
    views: Annotated[int, msgspec.Meta(ge=1, le=2**62)]
    influencer_id: Name
    campaign_id: Small | None
    file_id: UUID | None
    row: Small | None
    prior: tuple[Shrinking, Among] | None = None


def cursor_after(last: Standing, filters: Filters, prior: Prior | None) -> str:
    place, counts = last.place, last.counts
    told = Told(
        _mark(filters),
        counts.engagements,
        counts.views,
        place.influencer_id,
        place.campaign_id,
        place.file_id,
        place.row,
        (prior.engagements, prior.views) if prior else None,
    )
    return packed(told)


def after_cursor(text: str, filters: Filters) -> After:
    """Return the place; raises CursorNotOfThis for what was not given out for these filters."""
    told = unpacked(text, Told)
    if told is None:
        raise CursorNotOfThis
    most = MOST if filters.by is By.ROW else 2**62
    if told.mark != _mark(filters) or max(told.engagements, told.views) > most:
        raise CursorNotOfThis
    place = Place(told.influencer_id, told.campaign_id, told.file_id, told.row)
    prior = Prior(*told.prior) if told.prior and filters.shrink else None
    return After(told.engagements, told.views, place, prior)


def _mark(filters: Filters) -> str:
    return mark(f"{filters.by.value} {filters.campaign_id} {filters.min_views} {filters.shrink}")
