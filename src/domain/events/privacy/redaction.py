"""Events without their personal data."""

import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from domain.events.json_value import JsonValue
from domain.events.privacy.fields import named
from domain.events.privacy.neighbours import Parts, joined, may_join
from domain.events.privacy.shapes import expected_of, kinds_of
from domain.privacy.finding import Finding
from domain.privacy.glance import is_clean
from domain.privacy.reading import found_in
from domain.privacy.remembered import is_plain

SHORT_CARDS = range(13, 15)
"""Digits of cards that are rare, and of many a number of an order or a product."""
DEEPEST = 200
"""Levels of nesting that are walked; what lies deeper is dropped, unread."""
NOT_VALUES = {"counted", "person"}
LABELS = {
    "phone": "phone: ", "email": "email: ", "card": "card: ", "iban": "iban: ", "ip": "ip: ",
    "crypto": "wallet: ", "national_id": "national id: ",
}  # fmt: skip
"""What a text would say before a value that the name of its field announces."""
OPENING, CLOSING = ("{", "["), ("}", "]")
IN_LIST = {"phone": "phone", "national_id": "ssn", "ip": "ip", "email": "email"}
"""What the pieces in a list of this kind are called."""
LARGEST = 10**20
"""Written out with all its digits."""
SHORT, MOST_SEEN = 24, 10_000
SEEN_CLEAN: set[str] = set()
"""Single words of which nothing is known to be personal: they cannot be a whole name."""
HALF = re.compile("[\ud800-\udfff]")
FEWEST_DIGITS = 10_000_000
"""No smaller number is personal, unless its field says so."""


@dataclass(frozen=True, slots=True)
class Redacted:
    """`value` has a token such as `[email]` for each finding; `counts` tells how many, by kind."""

    value: JsonValue
    counts: Mapping[str, int]


def redact(value: JsonValue) -> Redacted:
    """Replace what is personal in keys, texts and numbers, also what is split over neighbours."""
    walk = _Walk()
    return Redacted(walk.through(value, None, DEEPEST), dict(walk.counts))


def _none() -> dict[str, int]:
    return defaultdict(int)


@dataclass(slots=True)
class _Walk:
    counts: dict[str, int] = field(default_factory=_none)
    keys: dict[str, int] = field(default_factory=_none)

    def through(self, value: JsonValue, name: str | None, deep: int) -> JsonValue:
        if isinstance(value, str):
            return self._text(value, name, deep)
        if value is None or value is True or value is False:
            return value
        if isinstance(value, (int, float)):
            return self._number(value, name)
        if not deep:
            return None
        return (
            self._list(value, name, deep)
            if isinstance(value, list)
            else self._object(value, name, deep)
        )

    def _object(self, value: dict[str, JsonValue], name: str | None, deep: int) -> JsonValue:
        kinds = kinds_of(value, name)
        if kinds is not None and not may_join(value.values()):
            told = zip(value.items(), kinds, strict=True)
            return {key: self.through(each, kind, deep - 1) for (key, each), kind in told}
        split = joined(list(value.items())) if len(value) > 1 else {}
        self._count(split)
        made: dict[str, JsonValue] = {}
        for at, (key, each) in enumerate(value.items()):
            if at in split:
                kept: JsonValue = f"[{split[at][0]}]"
            else:
                kept = self.through(each, expected_of(key, name, value), deep - 1)
            made[key if is_plain(key) else self._key(key, made, deep)] = kept
        return made

    def _count(self, split: Parts) -> None:
        for kind, is_first in split.values():
            self.counts[kind] += is_first

    def _key(self, key: str, taken: Mapping[str, JsonValue], deep: int) -> str:
        free = clean = self._text(key, None, deep)
        while free in taken:
            self.keys[clean] += 1
            free = f"{clean} {self.keys[clean] + 1}"
        return free

    def _list(self, value: list[JsonValue], name: str | None, deep: int) -> JsonValue:
        split = (
            joined([(IN_LIST.get(name or "", ""), each) for each in value])
            if len(value) > 1
            else {}
        )
        self._count(split)
        return [
            f"[{split[at][0]}]" if at in split else self.through(each, name, deep - 1)
            for at, each in enumerate(value)
        ]

    def _text(self, text: str, name: str | None, deep: int) -> str:
        says_nothing = not name or name in NOT_VALUES
        if says_nothing and text in SEEN_CLEAN:
            return text
        if not says_nothing and name and (kind := named(name, text)):
            self.counts[kind] += 1
            return f"[{kind}]"
        if text[:1] in OPENING and (inner := self._inner(text, deep)):
            return inner
        label = "" if says_nothing else LABELS.get(name or "", "")
        if is_clean(label + text):
            _remember(text)
            return text
        found = _behind(label, text)
        if name == "counted":
            found = [one for one in found if not _is_code(one, text)]
        return self._without(text, found)

    def _inner(self, text: str, deep: int) -> str | None:
        """Return a document that a text holds without its personal data, or None if it has none.

        Its levels count with those that the text lies in.
        """
        if text[-1:] not in CLOSING:
            return None
        try:
            held = json.loads(text)
        except (ValueError, RecursionError):
            return None
        walk = _Walk()
        clean = walk.through(held, None, deep)
        for kind, number in walk.counts.items():
            self.counts[kind] += number
        return _dumped(clean) if walk.counts else None

    def _number(self, value: float, name: str | None) -> JsonValue:
        if name == "counted" or (value < FEWEST_DIGITS and (name is None or name == "person")):
            return value
        told = str(int(value)) if abs(value) < LARGEST and value == int(value) else str(value)
        clean = self._text(told.lstrip("-"), name, DEEPEST)
        return value if clean == told.lstrip("-") else clean

    def _without(self, text: str, found: Sequence[Finding]) -> str:
        pieces: list[str] = []
        done = 0
        for one in found:
            pieces += (text[done : one.start], f"[{one.kind}]")
            done = one.end
            self.counts[one.kind] += 1
        return "".join((*pieces, text[done:])) if pieces else text


def _dumped(value: JsonValue) -> str:
    """Write JSON as it reads, but for halves of surrogates, which no encoding takes unescaped."""
    text = json.dumps(value, ensure_ascii=False)
    return json.dumps(value) if HALF.search(text) else text


def _remember(clean: str) -> None:
    """Know a short word again in which nothing is personal: a colour, a state, an article.

    None with capitals or blanks within, for nobody can tell that it is not somebody's name.
    """
    if len(clean) < SHORT and clean[1:] == clean[1:].lower() and clean.split() == [clean]:
        if len(SEEN_CLEAN) >= MOST_SEEN:
            SEEN_CLEAN.clear()
        SEEN_CLEAN.add(clean)


def _behind(label: str, text: str) -> Sequence[Finding]:
    """Find as if the label stood before the text; places are those of the text."""
    size = len(label)
    return [
        Finding(one.kind, max(one.start - size, 0), one.end - size)
        for one in found_in(label + text)
        if one.end > size
    ]


def _is_code(one: Finding, text: str) -> bool:
    """Return whether it may as well be what the field says: an order's number, a version."""
    whole = one.start == 0 and one.end == len(text)
    is_short = one.kind == "card" and len(text) in SHORT_CARDS
    return whole and (one.kind in {"ip", "national_id", "phone"} or is_short) and text[0] != "+"
