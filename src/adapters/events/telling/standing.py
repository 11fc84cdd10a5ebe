"""What consumers made of many events at once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from domain.events.backlog import Backlogged
from domain.events.status import Progress


def progress_of(
    marks: Iterable[tuple[str, int, datetime]], waiting: Iterable[Backlogged]
) -> Mapping[int, Progress]:
    """Return the progress of each position that has any, from marks and backlog."""
    done: dict[int, dict[str, datetime]] = defaultdict(dict)
    to_do: dict[int, list[Backlogged]] = defaultdict(list)
    for consumer, position, at in marks:
        done[position][consumer] = at
    for item in waiting:
        to_do[item.position].append(item)
    return {one: Progress(done[one], to_do[one]) for one in {*done, *to_do}}
