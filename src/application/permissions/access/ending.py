"""Grants that end with another: the audit tells of each."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from application.permissions.access.ports import AccessWork
from domain.permissions.access.audit import Deed
from domain.permissions.access.grant import Grant, GrantId
from domain.principal import Principal


def with_passed_on(work: AccessWork, grants: Sequence[Grant]) -> Iterator[Grant]:
    """Find these, and what came through them to any depth."""
    seen: set[GrantId] = set()
    found = grants
    while found:
        fresh = {one.id: one for one in found if one.id not in seen}
        yield from fresh.values()
        seen |= fresh.keys()
        found = work.grants.through(fresh) if fresh else []


def end(work: AccessWork, by: Principal, grants: Sequence[Grant], *, at: datetime) -> None:
    """Remove these, with all that came through them, and tell of that.

    What they were themselves is told by who lets them end.
    """
    ids = {one.id for one in grants}
    for one in list(with_passed_on(work, grants)):
        if one.id not in ids:
            work.audit.append(Deed.lapse(by, one, at))
    work.grants.remove(ids)


def take_back(work: AccessWork, by: Principal, grants: Sequence[Grant], *, at: datetime) -> None:
    """Remove what has lost what it hung on, and tell of each."""
    for one in list(with_passed_on(work, grants)):
        work.audit.append(Deed.lapse(by, one, at))
    work.grants.remove([one.id for one in grants])
