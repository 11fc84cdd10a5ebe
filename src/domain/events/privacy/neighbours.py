"""Identities that are split over neighbouring values of one object or list."""

from collections.abc import Iterable, Mapping, Sequence

from domain.events.json_value import JsonValue
from domain.events.privacy.cut_numbers import accounts, cards
from domain.events.privacy.found import Item
from domain.events.privacy.pairs import far_pairs, pairs, signed
from domain.events.privacy.pieces import pieces
from domain.events.privacy.roles import is_part
from domain.events.privacy.written import AROUND
from domain.privacy.accounts import LENGTHS

Parts = Mapping[int, tuple[str, bool]]
"""By place: the kind, and whether it is the first part."""
FOUR_DIGITS = 1000


def joined(items: Sequence[Item]) -> Parts:
    """Return the places of the values that are personal only together."""
    if not _may_join(sum(is_part(name) for name, _ in items), items):
        return {}
    parts: dict[int, tuple[str, bool]] = {}
    for kind, places in (
        *pairs(items), *far_pairs(items), *signed(items), *pieces(items),
        *cards(items), *accounts(items),
    ):  # fmt: skip
        if not any(place in parts for place in places):
            parts.update({place: (kind, place == places[0]) for place in places})
    return parts


def _may_join(named: int, items: Sequence[Item]) -> bool:
    """Return whether two names or two values look like parts, at the price of a glance."""
    if named > 1 or any(name == "email" and isinstance(value, str) for name, value in items):
        return True
    return may_join([value for _, value in items])


def may_join(values: Iterable[JsonValue]) -> bool:
    """Return whether two of these values look like parts, whatever their names."""
    written = 0
    for value in values:
        if isinstance(value, str):
            if value.strip(AROUND).isdigit():
                written += 1
            elif "@" in (value[:1], value[-1:]) or _begins_account(value):
                return True
        elif isinstance(value, int):
            written += value >= FOUR_DIGITS
    return written > 1


def _begins_account(value: str) -> bool:
    return value[2:4].isdigit() and value[:2].upper() in LENGTHS
