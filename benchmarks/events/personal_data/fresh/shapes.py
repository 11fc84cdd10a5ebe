"""How a set is written down: shapes, each filled a few times."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from random import Random

from benchmarks.events.personal_data.row import Row
from domain.events.json_value import JsonValue

Shape = Callable[[Random], tuple[JsonValue, str]]
"""Returns the value, and what of it may not be left."""
Innocent = Callable[[Random], JsonValue]
ALSO = frozenset({"email", "phone", "ip", "url", "crypto", "name", "national_id"})
"""What else a thing may be called: an address in a link is a link too."""


def filled(
    shapes: Mapping[str, Mapping[str, Shape]],
    innocent: Mapping[str, Innocent],
    seed: int,
    times: int,
) -> Sequence[Row]:
    r = Random(seed)
    return [*_personal(shapes, r, times), *_harmless(innocent, r, times)]


def _personal(shapes: Mapping[str, Mapping[str, Shape]], r: Random, times: int) -> Iterator[Row]:
    for kind, named in shapes.items():
        for name, shape in named.items():
            for _ in range(times):
                value, secret = shape(r)
                yield Row(value, kind, name, (secret,), ALSO)


def _harmless(innocent: Mapping[str, Innocent], r: Random, times: int) -> Iterator[Row]:
    for name, made in innocent.items():
        for _ in range(times):
            yield Row(made(r), None, name)


def within(template: str, make: Callable[[Random], str]) -> Shape:
    """Put what is made in place of `@@`; all of it is secret."""

    def shape(r: Random) -> tuple[JsonValue, str]:
        made = make(r)
        return template.replace("@@", made), made

    return shape


def at(path: Sequence[str | int], make: Callable[[Random], str], **beside: JsonValue) -> Shape:
    """Put what is made into an event, under these names; `beside` stands next to it."""

    def shape(r: Random) -> tuple[JsonValue, str]:
        made = make(r)
        value: JsonValue = made
        for name in reversed(path):
            value = [value] if isinstance(name, int) else {**beside, name: value}
        return value, made

    return shape
