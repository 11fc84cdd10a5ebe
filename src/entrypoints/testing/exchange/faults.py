"""What goes wrong, and when: a script of faults, written by a person or drawn by a seed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from random import Random
from typing import Any, Final

import yaml

CODES: Final = (1000, 1001, 1006, 1008, 1011, 1012)
CLOSES: Final = frozenset({*range(1000, 1004), *range(1006, 1015)})
"""Those of RFC 6455, and 1006 for none; 1015 would be one of TLS."""
OWN_CODES: Final = range(3000, 5000)
KINDS: Final = (
    "cut", "blackhole", "drop", "duplicate", "reorder", "burst", "shutdown", "ping", "frame",
    "rest",
)  # fmt: skip
REST_ANSWERS: Final = ("429", "418", "html", "empty", "short", "invalid")


class FaultsMalformed(ValueError):
    """The script cannot be read; the sentence says what is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something that goes wrong before the frame number `at` of the recording.

    cut: connections end with `code` (1006: without a word), and `count` frames happen unseen.
    blackhole: connections stay and say nothing; `count` frames happen unseen.
    drop, duplicate, reorder: so are the next `count` frames.
    burst: the next `count` frames come as fast as they go.
    shutdown: serverShutdown is told, and `count` frames later the old connections end.
    ping: so many pings at once. frame: `text` is sent as a frame.
    rest: the next `count` questions get the answer `text`: 429, 418, html, empty, short, invalid.
    """

    at: int
    kind: str
    count: int = 0
    code: int = 1006
    text: str = ""
    retry_after: int = 1


def read_faults(path: Path) -> list[Fault]:
    """Read a list of faults from YAML, of which JSON is a part. Raises FaultsMalformed."""
    try:
        told = yaml.safe_load(path.read_text())
    except yaml.YAMLError as error:
        raise FaultsMalformed(f"{path} is no YAML: {error}") from error
    if not isinstance(told, list):
        raise FaultsMalformed(f"{path} is no list of faults")
    return [_fault(one, number) for number, one in enumerate(told, 1)]


def _fault(told: Any, number: int) -> Fault:
    known = {one.name: one.type for one in fields(Fault)}
    if not isinstance(told, dict) or set(told) - set(known) or not {"at", "kind"} <= set(told):
        raise FaultsMalformed(f"fault {number}: its members are {', '.join(known)}")
    for name, value in told.items():
        if type(value) is not (known[name] if isinstance(known[name], type) else int):
            raise FaultsMalformed(f"fault {number}: {name} cannot be {value!r}")
    fault = Fault(**told)
    _known(fault.kind, KINDS, number)
    if fault.kind == "rest":
        _known(fault.text, REST_ANSWERS, number)
    if min(fault.at, fault.count, fault.retry_after) < 0:
        raise FaultsMalformed(f"fault {number}: its numbers are not below 0")
    if not (fault.code in CLOSES or fault.code in OWN_CODES):
        raise FaultsMalformed(f"fault {number}: no connection ends with {fault.code}")
    if _is_torn(fault.text):
        raise FaultsMalformed(f"fault {number}: its text is no Unicode")
    return fault


def _is_torn(text: str) -> bool:
    """Whether it has half a pair of UTF-16, which no encoding knows."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def _known(told: str, known: Sequence[str], number: int) -> None:
    if told not in known:
        raise FaultsMalformed(f"fault {number}: {told!r} is none of {', '.join(known)}")


def drawn_faults(frames: int, count: int, seed: int, kinds: Iterable[str] = KINDS) -> list[Fault]:
    """Draw so many faults over a recording of so many frames; the same seed draws the same."""
    dice = Random(seed)  # noqa: S311 - it is to be the same each time
    known = [kind for kind in kinds if kind != "frame"]
    places = sorted(dice.randrange(frames) for _ in range(count))
    return [_drawn(dice, at, known[number % len(known)]) for number, at in enumerate(places)]


def _drawn(dice: Random, at: int, kind: str) -> Fault:
    return Fault(
        at=at,
        kind=kind,
        count=dice.randint(1, 40) if kind != "rest" else dice.randint(1, 2),
        code=dice.choice(CODES),
        text=dice.choice(REST_ANSWERS) if kind == "rest" else "",
    )
