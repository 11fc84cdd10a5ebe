"""Which table a sheet holds, told by the names of its columns."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from domain.insights.cell import Cell, Kind
from domain.insights.texts import tidy


class TableKind(StrEnum):
    """In the order in which they are looked for: interactions name customers too."""

    INTERACTIONS = "interactions"
    CUSTOMERS = "customers"
    PRODUCTS = "products"


Names = Mapping[str, Sequence[str]]
KNOWN: Mapping[TableKind, Names] = {
    TableKind.INTERACTIONS: {
        "started_at": "date_start started_at start start_date datetime timestamp date".split(),
        "channel": "interaction channel interaction_type medium".split(),
        "customers": "customers customer customer_id customer_ids".split(),
        "topic": "topic topics subject".split(),
        "sentiment": "sentiment sentiments".split(),
    },
    TableKind.CUSTOMERS: {
        "id": "customer_id customerid id customer".split(),
        "occupation": "occupation job profession".split(),
        "type": "type customer_type segment".split(),
        "opted_out": "opted_out opt_out optout do_not_contact unsubscribed".split(),
    },
    TableKind.PRODUCTS: {
        "month": "date month period".split(),
        "product": "product products product_of_discussion".split(),
    },
}
REQUIRED = {
    TableKind.INTERACTIONS: frozenset({"started_at", "channel", "customers"}),
    TableKind.CUSTOMERS: frozenset({"id"}),
    TableKind.PRODUCTS: frozenset({"month", "product"}),
}
BESIDES = {TableKind.CUSTOMERS: frozenset({"occupation", "type", "opted_out"})}
"""A column named `id` alone does not make a table of customers."""
APART = re.compile(r"[^0-9a-z]+")
LONGEST_HEAD = 200
"""Characters of a column's name: one with more is none that we know, whatever is left of it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the request says of the file: `mapping` names the column of each field."""

    kind: TableKind | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """A table: where its header stands, and at which place of a row each field is."""

    sheet: str
    kind: TableKind
    header: int
    places: Mapping[str, int]
    names: Mapping[str, str]
    unused: tuple[str, ...]
    is_hidden: bool = False


def recognised(sheet: str, number: int, cells: Sequence[Cell], asked: Asked) -> Found | None:
    """Return the table whose header this row is; None when it is no header that we know."""
    written = [tidy(one.text) if one.kind is Kind.TEXT else "" for one in cells]
    for kind in TableKind if asked.kind is None else (asked.kind,):
        names = _names(kind, asked.mapping)
        places = _places(written, names)
        if REQUIRED[kind] <= places.keys() and _is_enough(kind, places, asked):
            unused = tuple(
                one for at, one in enumerate(written) if one and at not in places.values()
            )
            said = {name: written[at] for name, at in places.items()}
            return Found(sheet, kind, number, places, said, unused)
    return None


def _names(kind: TableKind, mapping: Mapping[str, str]) -> Names:
    ours = {name: [_name(mapping[name])] for name in KNOWN[kind] if name in mapping}
    return {**KNOWN[kind], **ours}


def _places(written: Sequence[str], names: Names) -> dict[str, int]:
    """Give each field the first column that has one of its names, and each column one field."""
    heads = [_name(one) if len(one) <= LONGEST_HEAD else "" for one in written]
    places: dict[str, int] = {}
    for name, known in names.items():
        for one in known:
            at = next((i for i, head in enumerate(heads) if head == one), None)
            if at is not None and at not in places.values():
                places[name] = at
                break
    return places


def _is_enough(kind: TableKind, places: Mapping[str, int], asked: Asked) -> bool:
    beside = BESIDES.get(kind)
    return asked.kind is kind or beside is None or bool(beside & places.keys())


def _name(text: str) -> str:
    return APART.sub("_", text.lower()).strip("_")
