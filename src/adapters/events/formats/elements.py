"""The events of a body, each as its own bytes."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import TypeVar

import msgspec

from adapters.events.formats.limits import MOST_EVENTS
from adapters.events.formats.strict_json import refuse
from domain.events.errors import EmptyBody, TooManyEvents

Element = TypeVar("Element")
SPACE = b" \t\r\n"
BLANK = re.compile(r"[ \t\r\n]*")
LINE = re.compile(rb"[^\n]+")
FEW_COMMAS = 400_000
"""With no more of them a list has no more elements than memory takes lightly."""
_split = msgspec.json.Decoder(list[msgspec.Raw]).decode
_raw_decode = json.JSONDecoder(parse_int=str, parse_float=str).raw_decode


def elements(body: bytes) -> Sequence[bytes]:
    """Return what a JSON list holds, or the value alone; raises what `errors` lists."""
    told = body.strip(SPACE)
    if not told:
        raise EmptyBody("the body is empty")
    if not told.startswith(b"["):
        return [told]
    if told.count(b",") > FEW_COMMAS:
        return few(_one_by_one(told))
    try:
        return few(bytes(raw) for raw in _split(told))
    except (msgspec.MsgspecError, RecursionError):
        return few(_one_by_one(told))


def lines(body: bytes) -> Sequence[tuple[int, bytes]]:
    """Return the lines that are not blank, with their numbers; raises EmptyBody, TooManyEvents."""
    found = few(_numbered(body))
    if not found:
        raise EmptyBody("the body is empty")
    return found


def _numbered(body: bytes) -> Iterator[tuple[int, bytes]]:
    number, seen = 1, 0
    for line in LINE.finditer(body):
        number, seen = number + body.count(b"\n", seen, line.start()), line.start()
        stripped = line[0].strip(SPACE)
        if stripped:
            yield number, stripped


def few(events: Iterator[Element]) -> Sequence[Element]:
    """Return them as a list; raises TooManyEvents before there are too many of them."""
    taken: list[Element] = []
    for event in events:
        if len(taken) == MOST_EVENTS:
            raise TooManyEvents(f"a request may bring {MOST_EVENTS} events")
        taken.append(event)
    return taken


def _one_by_one(body: bytes) -> Iterator[bytes]:
    """Tell where each element ends by reading it: slower, and patient with odd characters."""
    try:
        text = body.decode()
        at = _after_space(text, 1)
        if text[at : at + 1] != "]":
            while True:
                _, end = _raw_decode(text, at)
                yield text[at:end].encode()
                at = _after_space(text, end)
                if text[at : at + 1] != ",":
                    break
                at = _after_space(text, at + 1)
        if text[at:] != "]":
            raise json.JSONDecodeError("Expecting ',' or ']'", text, at)
    except (ValueError, RecursionError):
        refuse(body)


def _after_space(text: str, at: int) -> int:
    found = BLANK.match(text, at)
    return at if found is None else found.end()
