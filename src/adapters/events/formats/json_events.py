"""Events as JSON in Portico's own shape: one, a list, or one a line."""

from collections.abc import Callable, Sequence

from adapters.events.formats import strict_json
from adapters.events.formats.elements import elements, lines
from adapters.events.formats.limits import LARGEST_EVENT, MOST_EVENTS
from adapters.events.formats.members import incoming
from adapters.events.formats.plain_events import all_plain, plain
from domain.events.errors import MalformedJson, NestedTooDeep, TooManyEvents
from domain.events.incoming import Flaw, Incoming
from domain.events.json_value import JsonValue
from domain.events.unfit import Unfit

Shape = Callable[[JsonValue], Incoming | Flaw]
Read = Callable[[bytes], Incoming | Flaw]
TOO_LARGE = Flaw(code="event_too_large", detail=f"an event may have {LARGEST_EVENT} bytes")


def read_json(body: bytes) -> Sequence[Incoming | Flaw]:
    """Return the events of an object or a list; no JSON raises MalformedJson."""
    if len(body) <= LARGEST_EVENT and (events := all_plain(body)) is not None:
        if len(events) > MOST_EVENTS:
            raise TooManyEvents(f"a request may bring {MOST_EVENTS} events")
        return events
    return each(body, elements(body), _own)


def each(body: bytes, raw: Sequence[bytes], read: Read) -> Sequence[Incoming | Flaw]:
    """Return the events of a body's elements; no JSON raises MalformedJson, with its place."""
    try:
        return [read(one) for one in raw]
    except (MalformedJson, NestedTooDeep):
        strict_json.refuse(body)  # the same, told with the place in the body


def read_lines(body: bytes) -> Sequence[Incoming | Flaw]:
    """Return the events of the lines; a line that is no JSON spoils only itself."""
    return [_line(number, raw) for number, raw in lines(body)]


def shaped(raw: bytes, shape: Shape) -> Incoming | Flaw:
    """Return the event that `shape` makes of a JSON value; no JSON raises MalformedJson."""
    if len(raw) > LARGEST_EVENT:
        return TOO_LARGE
    try:
        return shape(strict_json.loads(raw))
    except Unfit as unfit:
        return unfit.flaw()


def _own(raw: bytes) -> Incoming | Flaw:
    seen = plain(raw) if len(raw) <= LARGEST_EVENT else None
    return shaped(raw, incoming) if seen is None else seen


def _line(number: int, raw: bytes) -> Incoming | Flaw:
    try:
        return _own(raw)
    except (MalformedJson, NestedTooDeep) as error:
        said = str(error).replace("the body", f"line {number}")
        return Flaw(code=error.code, detail=said.replace("at line 1, ", "at "))
