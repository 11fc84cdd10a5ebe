"""Names, street addresses, birthdays and network cards that a phrase announces.

None of them has a form that could be checked, so nothing is taken without its announcement.
"""

from collections.abc import Collection, Iterator

from domain.privacy import announced_births, announced_names, announced_places
from domain.privacy.announced_machines import machines
from domain.privacy.finding import Span

CUES = announced_names.CUES | announced_places.CUES | announced_births.CUES


def people(text: str) -> Iterator[Span]:
    """Yield what is announced; nothing at the price of a glance where no phrase announces."""
    low = text.lower()
    return announced(text, low, CUES.intersection(low.replace("-", " ").split()))


def may_announce(low: str) -> bool:
    """Return whether something announces in the middle of a word: `fullName`, `"address":`."""
    return (
        "name" in low or "addr" in low or "birth" in low or "dob" in low or "mac" in low
        or "holder" in low or "ssid" in low
    )  # fmt: skip


def announced(text: str, low: str, heard: Collection[str]) -> Iterator[Span]:
    """Take the text, the same in small letters, and which of CUES are its words."""
    yield from announced_names.names(text, low, heard)
    if not any(digit in text for digit in "0123456789"):
        return
    if "addr" in low or not announced_places.CUES.isdisjoint(heard):
        yield from announced_places.places(text, low)
    if "birth" in low or "dob" in low or not announced_births.CUES.isdisjoint(heard):
        yield from announced_births.births(text, low)
    if "mac" in low or "ssid" in low or "hwaddr" in low:
        yield from machines(text)
