"""Types, listed values, numbers and sizes: what may be tightened about a value itself."""

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from domain.events.schemas.comparing import Comparing, rule
from domain.events.schemas.kinds import FRACTION, SHOWN, Schema, listed, of_kind, same, taken, typed

BOUNDS = {1: ("minimum", "exclusiveMinimum"), -1: ("maximum", "exclusiveMaximum")}
SIZES = (("Length", "string"), ("Items", "array"), ("Properties", "object"))
Bound = tuple[Fraction, bool]


@rule
def types(found: Comparing, old: Schema, new: Schema, at: str) -> None:
    lost = taken(old) - typed(new)
    if lost:
        names = ", ".join(sorted({SHOWN.get(one, one) for one in lost}))
        found.tighter(old, at, "type", f"it takes no {names} any more")


@rule
def values(found: Comparing, old: Schema, new: Schema, at: str) -> None:
    keyword = next((one for one in ("const", "enum") if one in new), None)
    if keyword is None:
        return
    before, now = listed(old), {same(one) for one in listed(new) or ()}
    if before is None:
        found.tighter(old, at, keyword, "it takes only the values that it lists now")
    elif gone := sum(same(one) not in now for one in before):
        found.tighter(old, at, keyword, f"{gone} of the values are taken no more")


@rule
def bounds(found: Comparing, old: Schema, new: Schema, at: str) -> None:
    kinds = taken(old) & {"integer", FRACTION}
    for sign, words in BOUNDS.items() if kinds else ():
        side = Side(sign, whole=FRACTION not in kinds)
        before = side.of(old)
        for word in words:
            if word in new and (before is None or side.bound(word, new[word]) > before):
                found.tighter(old, at, word, "fewer numbers are within it")


@rule
def multiples(found: Comparing, old: Schema, new: Schema, at: str) -> None:
    kinds = taken(old) & {"integer", FRACTION}
    if not kinds or "multipleOf" not in new:
        return
    now = _exact(new["multipleOf"])
    numbers = of_kind(old, "integer", FRACTION)
    units = [old["multipleOf"]] if "multipleOf" in old else [1] if FRACTION not in kinds else None
    known = units if numbers is None else numbers
    if known is None or any(_exact(one) % now for one in known):
        found.tighter(old, at, "multipleOf", "numbers that are no multiple of it were taken")


@rule
def sizes(found: Comparing, old: Schema, new: Schema, at: str) -> None:
    for what, kind in SIZES:
        if kind not in taken(old):
            continue
        known = of_kind(old, kind)
        least = max(old.get(f"min{what}", 0), min(map(len, known or ()), default=0))
        if kind == "object":
            least = max(least, len(old.get("required", ())))
        most = old.get(f"max{what}", math.inf)
        if known:
            most = min(most, max(map(len, known)))
        if new.get(f"min{what}", 0) > least:
            found.tighter(old, at, f"min{what}", "smaller ones were taken")
        if new.get(f"max{what}", math.inf) < most:
            found.tighter(old, at, f"max{what}", "larger ones were taken")


@rule
def patterns(found: Comparing, old: Schema, new: Schema, at: str) -> None:
    now, before = new.get("pattern"), old.get("pattern")
    if now is None or now == before or "string" not in taken(old):
        return
    if before is None and listed(old) is None:
        found.tighter(old, at, "pattern", "strings that do not match it were taken")
    else:
        found.unclear(at, "pattern", "whether it matches all that was taken cannot be told")


@dataclass(frozen=True, slots=True)
class Side:
    """The lower side of a range, or with `sign` -1 the upper one turned around.

    `whole` says that only integers are within it: then above 0 is from 1 on.
    """

    sign: int
    whole: bool

    def of(self, schema: Schema) -> Bound | None:
        """Return how tight a schema is here."""
        found = [self.bound(one, schema[one]) for one in BOUNDS[self.sign] if one in schema]
        numbers = of_kind(schema, "integer", FRACTION)
        if numbers:
            found.append(min(self.bound("const", one) for one in numbers))
        return max(found, default=None)

    def bound(self, word: str, value: Any) -> Bound:
        """Return what is greater for a tighter bound."""
        exact, strict = self.sign * _exact(value), word.startswith("exclusive")
        if not self.whole:
            return exact, strict
        return Fraction(math.floor(exact) + 1 if strict else math.ceil(exact)), False


def _exact(value: Any) -> Fraction:
    return Fraction(str(value))
