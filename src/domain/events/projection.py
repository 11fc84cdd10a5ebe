"""What a projection says, as a digest: equal for projections that say the same."""

import json
from collections.abc import Iterable
from datetime import date
from hashlib import sha256

from domain.events.entity import Entity

BITS = 256
Line = tuple[object, ...]


def digest(lines: Iterable[Line]) -> str:
    """Return 64 hex digits: the sum of the lines' SHA-256, so that their order does not matter."""
    total = sum(int.from_bytes(sha256(_written(one)).digest(), "big") for one in lines)
    return f"{total % (1 << BITS):064x}"


def tally_line(type: str, day: date, events: int) -> Line:
    return (type, day.isoformat(), events)


def state_line(entity: Entity) -> Line | None:
    """Say where it ends once nothing waits any more; None for what was never told.

    How many came late or left gaps is about their arrival, and no part of it.
    """
    known = [*entity.waiting, *([entity.latest] if entity.latest else [])]
    if not known:
        return None
    end = max(known, key=lambda one: one.sequence)
    said = (end.sequence, end.type, end.occurred_at.isoformat(), str(end.key_id))
    return (entity.lane[1], *said)


def _written(line: Line) -> bytes:
    return json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode()
