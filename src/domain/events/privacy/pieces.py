"""Short numbers that are one only together: of a phone, an identity, an address of a machine."""

from collections.abc import Iterator, Sequence

from domain.events.privacy.found import Item, Places
from domain.events.privacy.roles import PHONE_PART
from domain.events.privacy.written import AROUND, written
from domain.privacy.field_names import expected

LONGEST_PIECE = 7
OCTETS, LARGEST_OCTET = 4, 255
WHOLE = {"phone": range(9, 15), "national_id": range(8, 13), "ip": range(4, 13)}
"""Digits, and a plus, of all the pieces together."""


def pieces(items: Sequence[Item]) -> Iterator[Places]:
    """Yield runs of short values that fields of one kind, or parts of a phone, hold together."""
    at = 0
    while at < len(items):
        kind, first = _kind_of_piece(items[at]), at
        at += 1
        while kind and at < len(items) and _kind_of_piece(items[at]) == kind:
            at += 1
        parts = [written(value) for _, value in items[first:at]]
        if (
            kind
            and at - first > 1
            and len("".join(parts)) in WHOLE[kind]
            and _are_octets(kind, parts)
        ):
            yield kind, range(first, at)


def _are_octets(kind: str, parts: Sequence[str]) -> bool:
    """Return whether there are four of them and none is too large; true of any other kind."""
    return kind != "ip" or (
        len(parts) == OCTETS and all(int(one) <= LARGEST_OCTET for one in parts)
    )


def _kind_of_piece(item: Item) -> str | None:
    name, value = item
    piece = written(value).strip(AROUND)
    if not (name and piece.isdecimal() and len(piece) <= LONGEST_PIECE):
        return None
    if PHONE_PART.fullmatch(name):
        return "phone"
    kind = expected(name)
    return kind if kind in WHOLE else None
