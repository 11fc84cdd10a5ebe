"""Schemas that are put together from others."""

from typing import Any

from domain.events.schemas.comparing import Comparing, rule
from domain.events.schemas.kinds import Schema, taken


@rule
def all_of(found: Comparing, old: Schema, new: Schema, at: str) -> None:
    if "allOf" not in new:
        return
    before = {found.known.text(one, found.old) for one in old.get("allOf", [])}
    for number, branch in enumerate(new["allOf"]):
        if found.known.text(branch, found.new) not in before:
            found.schemas(old, branch, f"{at}/allOf/{number}")


@rule
def any_of(found: Comparing, old: Schema, new: Schema, at: str) -> None:
    now = new.get("anyOf")
    if now is None or found.equal(old.get("anyOf", []), now):
        return
    if any(found.tried(old, one).is_clean for one in now):
        return
    for branch in old.get("anyOf") or [old]:
        if not any(found.tried(branch, one).is_clean for one in now):
            _missing(found, old, branch, now, (at, "anyOf"))


@rule
def one_of(found: Comparing, old: Schema, new: Schema, at: str) -> None:
    now = new.get("oneOf")
    if now is None or found.equal(old.get("oneOf", []), now):
        return
    fit = [all(found.tried(was, one).breaking for one in now) for was in old.get("oneOf") or [old]]
    if not any(fit):
        found.unclear(at, "oneOf", "whether exactly one takes each event cannot be told")
    for branch in (one for one, gone in zip(old.get("oneOf") or [old], fit, strict=True) if gone):
        _missing(found, old, branch, now, (at, "oneOf"))


@rule
def conditions(found: Comparing, old: Schema, new: Schema, at: str) -> None:
    for keyword in ("not", "if", "dependentSchemas"):
        told = ("if", "then", "else") if keyword == "if" else (keyword,)
        before, now = ({one: some[one] for one in told if one in some} for some in (old, new))
        if keyword in new and not found.equal(before, now):
            found.unclear(at, keyword, "what it refuses of what was taken cannot be told")


def _missing(
    found: Comparing, old: Schema, branch: Any, now: list[Any], place: tuple[str, str]
) -> None:
    """Note a branch that no new one takes whole: several may share it if it has several types."""
    single = isinstance(branch, dict) and len(taken(branch)) == 1
    if single and all(found.tried(branch, one).breaking for one in now):
        keyword = place[1]
        kept = {name: one for name, one in old.items() if name != keyword}
        found.tighter(kept, *place, "no branch takes what one took before")
    else:
        found.unclear(*place, "whether the branches take all that was taken cannot be told")
