"""Events as comma-separated values: one a row, under a header that names the members."""

from collections.abc import Iterator, Mapping, Sequence

from adapters.events.formats.attributes import DIGITS
from adapters.events.formats.csv_rows import Row, rows
from adapters.events.formats.json_events import TOO_LARGE
from adapters.events.formats.limits import LARGEST_EVENT, MOST_EVENTS
from adapters.events.formats.members import READ, incoming
from domain.events.errors import EmptyBody, MalformedCsv, TooManyEvents
from domain.events.incoming import Flaw, Incoming
from domain.events.json_value import JsonValue

MEMBERS = frozenset(READ) - {"data"}
NUMBERS = frozenset({"sequence", "version"})
DEFAULTS = {"source": "portico-source", "type": "portico-type"}


def read_csv(body: bytes, headers: Mapping[str, str]) -> Sequence[Incoming | Flaw]:
    """Return the events; columns that are no members are their data, as strings."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise MalformedCsv("the body is not UTF-8") from None
    found = rows(text)
    names = _header(next(found, None))
    defaults = {name: headers[told] for name, told in DEFAULTS.items() if headers.get(told)}
    return list(_events(found, names, defaults))


def _header(row: Row | None) -> tuple[str, ...]:
    if row is None:
        raise EmptyBody("the body is empty")
    if row.fault is not None:
        raise MalformedCsv(row.fault.detail)
    if len(set(row.cells)) != len(row.cells) or "" in row.cells or "\0" in "".join(row.cells):
        raise MalformedCsv("each column needs a name of its own")
    return row.cells


def _events(
    found: Iterator[Row], names: tuple[str, ...], defaults: Mapping[str, str]
) -> Iterator[Incoming | Flaw]:
    for count, row in enumerate(found):
        if count == MOST_EVENTS:
            raise TooManyEvents(f"a request may bring {MOST_EVENTS} events")
        yield _event(row, names, defaults)


def _event(row: Row, names: tuple[str, ...], defaults: Mapping[str, str]) -> Incoming | Flaw:
    if row.fault is not None:
        return row.fault.flaw()
    if len(row.cells) != len(names):
        counts = f"{len(row.cells)} cells where the header has {len(names)}"
        return Flaw(code="wrong_cell_count", detail=f"line {row.line} has {counts}")
    if any("\0" in cell for cell in row.cells):
        return Flaw(code="nul_character", detail=f"line {row.line} holds the character NUL")
    if row.size > LARGEST_EVENT or sum(len(cell.encode()) for cell in row.cells) > LARGEST_EVENT:
        return TOO_LARGE
    told = dict(zip(names, row.cells, strict=True))
    members: dict[str, JsonValue] = dict(defaults)
    members |= {name: _read(name, cell) for name, cell in told.items() if name in MEMBERS and cell}
    members["data"] = {name: cell for name, cell in told.items() if name not in MEMBERS}
    return incoming(members)


def _read(name: str, cell: str) -> JsonValue:
    return int(cell) if name in NUMBERS and DIGITS.fullmatch(cell) else cell
