"""Decisions and lists held against what is said plainly: sets, and the tests' oracle."""

import sys
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from time import perf_counter
from uuid import UUID

from adapters.clock import SystemClock
from adapters.database.sql import SqlDatabase
from adapters.ids import UuidV7Source
from adapters.permissions.access.sql_reader import SqlAccessReader
from adapters.permissions.access.sql_store import SqlAccessStore
from application.paging import Window
from application.permissions.access.decisions.deciding import DecideAccess
from application.permissions.access.sharing.revoke_grant import RevokeGrant
from application.permissions.access.sharing.share_resource import NewShare, ShareResource
from benchmarks.access_world import LargeWorld, Size, fill
from benchmarks.figures import Figure
from domain.access import Level
from domain.permissions.access.grant import GrantId, Subject, SubjectKind

sys.path.append(str(Path(__file__).parents[1] / "tests"))

VISIBLE, PAGE, CHECKS = 100_000, 1_000, 10_000_000
WORLD = Size(chains=2, depth=16, people=50, things=2 * VISIBLE, grants=2 * VISIBLE + 30_000)


def paged(database: SqlDatabase) -> Figure:
    """Page to the end as somebody who sees half of it, while grants change between the pages.

    The changes are shares of what the reader has passed, with the reader, and of what is still to
    come, with others: what is told must be exactly what was visible all along.
    """
    world = LargeWorld(WORLD)
    expected = _visible(LargeWorld(WORLD))
    fill(database, world)
    by, change = world.principal(world.people[1]), _changing(database, world)
    access = DecideAccess(SqlAccessReader(database), SystemClock())
    found: list[UUID] = []
    changes, began = 0, perf_counter()
    after: UUID | None = None
    while not found or after:
        page = access.listed(by, "document", Window(PAGE, after))
        found, after = [*found, *page.items], page.next
        changes += change(after) if after else 0
    took = perf_counter() - began
    return Figure(
        name="access, everything seen",
        says=f"{len(found):,} things in pages of {PAGE:,}, {changes} changes of grants between: "
        f"{took:.1f} s, {'' if found == expected else 'NOT '}equal to the oracle",
        bar="equal",
        passed=found == expected and len(found) >= VISIBLE and changes > 0,
        numbers={"seconds": took, "things": len(found), "changes": changes},
    )


def _visible(world: LargeWorld) -> list[UUID]:
    """Say plainly what the second person may view: their department's, what is theirs or shared."""
    me, mine = world.people[1], set(world.departments[0])
    given = {one[2] for one in world.grants() if one[4] == me or one[4] in mine}
    seen = {thing for thing, way in world.things if thing in given or mine & set(way)}
    return [UUID(one) for one in sorted(seen, reverse=True)]


def _changing(database: SqlDatabase, world: LargeWorld) -> Callable[[UUID], int]:
    """Return what makes two shares and takes one back, around the place that was reached."""
    store, clock, ids = SqlAccessStore(database), SystemClock(), UuidV7Source()
    share, revoke = ShareResource(store, clock), RevokeGrant(store, clock)
    boss = world.principal(world.people[0])
    reader, others = UUID(world.people[1]), cycle(UUID(one) for one in world.people[2:])
    hidden = _hidden(world)

    def give(thing: UUID, to: UUID) -> GrantId:
        subject = Subject(SubjectKind.PERSON, to)
        new = NewShare(GrantId(ids.new()), thing, subject, Level.VIEW)
        return share(boss, new).now.id

    def change(reached: UUID) -> int:
        passed = next((one for one in hidden if one > reached), None)
        coming = next((one for one in hidden if one < reached), None)
        made = 0
        if passed:
            hidden.remove(passed)
            give(passed, reader)
            made += 1
        if coming:
            hidden.remove(coming)
            revoke(boss, give(coming, next(others)))
            made += 2
        return made

    return change


def _hidden(world: LargeWorld) -> list[UUID]:
    """Return things that the reader does not see, nor anybody owns or was given, but the owner."""
    seen, shared = set(_visible(LargeWorld(WORLD))), set[str]()
    for one in LargeWorld(WORLD).grants():
        if one[6] == "share":
            shared.add(one[2])
    alone = (UUID(thing) for thing, _ in world.things if thing not in shared)
    return sorted((one for one in alone if one not in seen), reverse=True)


def worlds_compared(database: SqlDatabase) -> Figure:
    """Decide everything in every small world, and compare with the oracle."""
    from support.small_worlds import compared

    began, wrong, checks = perf_counter(), 0, 0
    try:
        checks = compared(SqlAccessStore(database), every=1)
    except AssertionError:
        wrong = 1
    took = perf_counter() - began
    return Figure(
        name="access, every small world",
        says=f"{checks:,} decisions against the oracle in {took:.0f} s: {wrong} wrong",
        bar=f"0 wrong in {CHECKS:,}",
        passed=not wrong and checks >= CHECKS,
        numbers={"checks": checks, "seconds": took},
    )
