"""Types, listed values, numbers and sizes: what may be tightened about a value itself."""

import math
from fractions import Fraction
from typing import Any

from domain.events.schemas.comparing import Comparing, rule
from domain.events.schemas.kinds import FRACTION, SHOWN, Schema, listed, of_kind, same, taken, typed

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
    whole = FRACTION not in kinds
    for keyword, strict, sign in (
        ("minimum", False, 1), ("exclusiveMinimum", True, 1),
        ("maximum", False, -1), ("exclusiveMaximum", True, -1),
    ):  # fmt: skip
        if kinds and keyword in new:
            now, before = _bound(new[keyword], strict, sign, whole), _least(old, sign, whole)
            if before is None or now > before:
                found.tighter(old, at, keyword, "fewer numbers are within it")


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


def _least(schema: Schema, sign: int, whole: bool) -> Bound | None:  # noqa: FBT001 - of the numbers
    """Return the lower bound, or with sign -1 the upper one turned around."""
    word = "inimum" if sign > 0 else "aximum"
    letter = "m" if sign > 0 else "M"
    told = [(f"{letter.lower()}{word}", False), (f"exclusive{letter.upper()}{word}", True)]
    found = [_bound(schema[name], strict, sign, whole) for name, strict in told if name in schema]
    numbers = of_kind(schema, "integer", FRACTION)
    if numbers:
        found.append(min(_bound(one, False, sign, whole) for one in numbers))  # noqa: FBT003
    return max(found, default=None)


def _bound(value: Any, strict: bool, sign: int, whole: bool) -> Bound:  # noqa: FBT001 - two facts
    """Return what is greater for a tighter bound; among integers, above 0 is from 1 on."""
    exact = sign * _exact(value)
    if not whole:
        return exact, strict
    return Fraction(math.floor(exact) + 1 if strict else math.ceil(exact)), False


def _exact(value: Any) -> Fraction:
    return Fraction(str(value))
