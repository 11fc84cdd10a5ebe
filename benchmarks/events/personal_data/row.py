"""One labelled text or event."""

from dataclasses import dataclass

from domain.events.json_value import JsonValue


@dataclass(frozen=True, slots=True)
class Row:
    """`kind` is None where there is nothing to find; `secrets` may not be left, as written.

    `also` are kinds that name the same thing as well: an address in a link is a link too.
    """

    value: JsonValue
    kind: str | None
    shape: str
    secrets: tuple[str, ...] = ()
    also: frozenset[str] = frozenset()
