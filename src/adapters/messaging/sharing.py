"""How the consumers of a group share its partitions."""

from collections.abc import Collection, Mapping
from math import ceil
from typing import NamedTuple
from uuid import UUID


class Place(NamedTuple):
    """One partition of a topic."""

    topic: str
    partition: int


class Moves(NamedTuple):
    """What a member should leave to others now, and how many free ones it may take."""

    leave: list[Place]
    take: int


def moves(
    holders: Mapping[Place, UUID | None],
    members: Collection[UUID],
    me: UUID,
    busy: Collection[Place],
) -> Moves:
    """Bring a member nearer to its fair part: as few as let the members hold all of them.

    What it is busy with it keeps until it has put its work on record. A partition whose holder is
    no member any more is free.
    """
    fair = ceil(len(holders) / max(1, len(members)))
    mine = [place for place, holder in holders.items() if holder == me]
    free = sum(holder not in members for holder in holders.values())
    spare = [place for place in mine if place not in busy]
    return Moves(spare[: max(0, len(mine) - fair)], min(free, max(0, fair - len(mine))))
