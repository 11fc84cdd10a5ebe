"""Members and items: what may be tightened about what a value holds."""

from typing import Any

from domain.events.schemas.comparing import Comparing, rule
from domain.events.schemas.kinds import Schema, taken
from domain.events.schemas.walking import step


@rule
def required(found: Comparing, old: Schema, new: Schema, at: str) -> None:
    if "object" not in taken(old):
        return
    before = set(old.get("required", ()))
    for name in new.get("required", ()):
        if name not in before:
            found.tighter(old, at, "required", f"member {name!r} was not required")
    for name, others in new.get("dependentRequired", {}).items():
        if set(others) - before - set(old.get("dependentRequired", {}).get(name, ())):
            found.tighter(old, at, "dependentRequired", f"{name!r} did not require as much")


@rule
def members(found: Comparing, old: Schema, new: Schema, at: str) -> None:
    if "object" not in taken(old):
        return
    before, now = old.get("properties", {}), new.get("properties", {})
    for name in [*now, *(one for one in before if one not in now)]:
        if name in before and name in now:
            found.schemas(before[name], now[name], f"{at}/properties{step(name)}")
        elif name in now:
            _new_member(found, old, now[name], f"{at}/properties", name)
        else:
            _old_member(found, before[name], new, at, name)


def _new_member(found: Comparing, old: Schema, now: Any, at: str, name: str) -> None:
    rest = old.get("additionalProperties", True)
    if old.get("patternProperties"):
        found.unclear(at, name, "a pattern may have spoken of this member before")
    elif rest in (True, {}):
        if now not in (True, {}):
            found.unclear(at, name, "nothing was said of this member: events may hold anything")
    else:
        found.schemas(rest, now, at + step(name))


def _old_member(found: Comparing, before: Any, new: Schema, at: str, name: str) -> None:
    rest = new.get("additionalProperties", True)
    if new.get("patternProperties"):
        found.unclear(at, "patternProperties", f"one may speak of member {name!r} now")
    elif rest is False and before is not False:
        found.tighter({}, at, "additionalProperties", f"member {name!r} was taken")
    else:
        found.schemas(before, rest, f"{at}/additionalProperties")


@rule
def other_members(found: Comparing, old: Schema, new: Schema, at: str) -> None:
    if "object" not in taken(old):
        return
    if "additionalProperties" in new:
        rest, now = old.get("additionalProperties", True), new["additionalProperties"]
        if now is False and rest is not False:
            found.tighter(old, at, "additionalProperties", "members of any other name were taken")
        else:
            found.schemas(rest, now, f"{at}/additionalProperties")
    patterns = new.get("patternProperties", {})
    if patterns and not found.equal(old.get("patternProperties", {}), patterns):
        found.unclear(at, "patternProperties", "which members they speak of cannot be told")
    if "propertyNames" in new:
        names = old.get("propertyNames", True)
        known = {"type": "string", **names} if isinstance(names, dict) else {"type": "string"}
        found.schemas(names and known, new["propertyNames"], f"{at}/propertyNames")


@rule
def items(found: Comparing, old: Schema, new: Schema, at: str) -> None:
    if "array" not in taken(old):
        return
    before, now = old.get("prefixItems", []), new.get("prefixItems", [])
    rests = old.get("items", True), new.get("items", True)
    for number in range(max(len(before), len(now))):
        was = before[number] if number < len(before) else rests[0]
        there = number < len(now)
        where = f"{at}/prefixItems/{number}" if there else f"{at}/items"
        found.schemas(was, now[number] if there else rests[1], where)
    found.schemas(*rests, f"{at}/items")
    if new.get("uniqueItems") and not old.get("uniqueItems") and old.get("maxItems", 2) > 1:
        found.tighter(old, at, "uniqueItems", "equal items were taken")


@rule
def counted_items(found: Comparing, old: Schema, new: Schema, at: str) -> None:
    if "contains" not in new or "array" not in taken(old):
        return
    told = ("contains", "minContains", "maxContains")
    before, now = ({one: some[one] for one in told if one in some} for some in (old, new))
    if "contains" not in old and new.get("minContains", 1) > 0:
        found.tighter(old, at, "contains", "arrays without such an item were taken")
    elif not found.equal(before, now):
        found.unclear(at, "contains", "whether all that was taken has such items cannot be told")


@rule
def unevaluated(found: Comparing, old: Schema, new: Schema, at: str) -> None:
    for keyword, kind in (("unevaluatedProperties", "object"), ("unevaluatedItems", "array")):
        now, before = new.get(keyword, True), old.get(keyword, True)
        if kind not in taken(old) or now in (True, {}) or found.equal(before, now):
            continue
        if now is False and before is True:
            found.tighter(old, at, keyword, "what nothing else speaks of was taken")
        else:
            found.unclear(at, keyword, "what it speaks of cannot be told")
