"""The events of a body, each as its own bytes."""

import json
import re
from collections.abc import Iterator, Sequence

import msgspec

from adapters.events.formats.limits import MOST_EVENTS
from domain.events.errors import EmptyBody, MalformedJson, NestedTooDeep, TooManyEvents

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


def lines(body: bytes) -> Sequence[bytes]:
    """Return the lines that are not blank; raises EmptyBody, TooManyEvents."""
    stripped = (line[0].strip(SPACE) for line in LINE.finditer(body))
    found = few(line for line in stripped if line)
    if not found:
        raise EmptyBody("the body is empty")
    return found


def few(events: Iterator[bytes]) -> Sequence[bytes]:
    """Return them as a list; raises TooManyEvents before there are too many of them."""
    taken: list[bytes] = []
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
            raise MalformedJson(f"the body is no JSON: expected ',' or ']' at {at}")
    except UnicodeDecodeError:
        raise MalformedJson("the body is not UTF-8") from None
    except RecursionError:
        raise NestedTooDeep("the body is nested far too deep") from None
    except json.JSONDecodeError as error:
        raise MalformedJson(f"the body is no JSON: {error.msg} at {error.pos}") from None


def _after_space(text: str, at: int) -> int:
    found = BLANK.match(text, at)
    return at if found is None else found.end()
