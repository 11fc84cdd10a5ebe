"""Writings and briefs as each database keeps them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from injector import Injector

from application.campaigns.briefs.ports import Awaited, Briefs, Claim, Claimed, Found, Writings
from application.ids import IdSource
from application.paging import Window
from domain.campaigns.briefs.brief import Brief, BriefId, Writing, WritingId, Written
from domain.campaigns.briefs.template import composed, plan
from support.campaign_briefs import asked, toolbox
from support.people import ADA, EVE, NOON

MINUTE = timedelta(minutes=1)
LATER = NOON + 30 * MINUTE


def a_claim(snapshot: int = 3) -> Claim:
    return Claim(ADA.organisation_id, "a" * 64, uuid4(), snapshot)


def a_writing(at: datetime = NOON, snapshot: int | None = 3) -> Writing:
    tools = toolbox()
    for name, arguments in plan(asked()).items():
        tools.planned(name, arguments)
    tools.call("persona", {"audience": 7})
    tools.model_called("draft", seconds=0.25, characters=8, tool_calls=1)
    content = composed(asked(), tools.trace.tools)
    written = Written(content, tools.trace, "m", 1, fallback=False, snapshot=snapshot)
    return Writing(WritingId(uuid4()), ADA.organisation_id, written, at)


@pytest.fixture
def writings(world: Injector) -> Writings:
    found: Writings = world.get(Writings)
    return found


def taken(writings: Writings, claim: Claim, now: datetime = NOON) -> object:
    return writings.claim(claim, now=now, until=now + MINUTE)


def test_the_first_is_to_write_and_all_others_wait(writings: Writings) -> None:
    first = a_claim()
    assert taken(writings, first) == Claimed(first.token)
    assert taken(writings, a_claim()) == Awaited(first.token)
    assert writings.fresh(a_claim(), NOON) is None


def test_what_was_written_is_found_while_it_is_fresh(writings: Writings) -> None:
    claim, writing = a_claim(), a_writing()
    taken(writings, claim)
    writings.finish(claim, writing, fresh_until=LATER)
    assert writings.fresh(a_claim(), LATER - MINUTE) == writing
    assert taken(writings, a_claim(), LATER - MINUTE) == Found(writing)
    assert writings.fresh(a_claim(), LATER) is None
    again = a_claim()
    assert taken(writings, again, LATER) == Claimed(again.token)


@pytest.mark.parametrize(
    "changes", [{"meaning": "b" * 64}, {"organisation_id": EVE.organisation_id}]
)
def test_nobody_else_finds_it(writings: Writings, changes: dict[str, object]) -> None:
    claim = a_claim()
    taken(writings, claim)
    writings.finish(claim, a_writing(), fresh_until=LATER)
    other = replace(a_claim(), **changes)  # type: ignore[arg-type]
    assert writings.fresh(other, NOON) is None
    assert taken(writings, other) == Claimed(other.token)


def test_performance_data_that_changed_ends_what_it_fed(writings: Writings) -> None:
    claim = a_claim()
    taken(writings, claim)
    writings.finish(claim, a_writing(snapshot=3), fresh_until=LATER)
    newer = a_claim(snapshot=4)
    assert writings.fresh(newer, NOON) is None
    assert taken(writings, newer) == Claimed(newer.token)


def test_what_no_data_fed_outlives_its_change(writings: Writings) -> None:
    claim, writing = a_claim(), a_writing(snapshot=None)
    taken(writings, claim)
    writings.finish(claim, writing, fresh_until=LATER)
    assert writings.fresh(a_claim(snapshot=4), NOON) == writing


def test_who_died_is_taken_over_from(writings: Writings) -> None:
    dead, heir = a_claim(), a_claim()
    taken(writings, dead)
    assert taken(writings, heir, NOON + MINUTE) == Claimed(heir.token)
    assert taken(writings, a_claim(), NOON + MINUTE) == Awaited(heir.token)


def test_who_lost_the_claim_writes_for_themselves_alone(
    world: Injector, writings: Writings
) -> None:
    slow, heir = a_claim(), a_claim()
    taken(writings, slow)
    taken(writings, heir, NOON + MINUTE)
    late = a_writing()
    writings.finish(slow, late, fresh_until=LATER)
    assert writings.fresh(a_claim(), NOON) is None
    writings.give_up(slow)
    assert taken(writings, a_claim(), NOON + MINUTE) == Awaited(heir.token)
    kept = world.get(Briefs).add(a_brief_of(late))
    assert world.get(Briefs).by_id(ADA.organisation_id, kept.id) == kept


def test_what_was_given_up_is_another_s(writings: Writings) -> None:
    claim, other = a_claim(), a_claim()
    taken(writings, claim)
    writings.give_up(claim)
    assert taken(writings, other) == Claimed(other.token)


def test_who_waited_has_what_came_of_it_though_it_is_not_fresh(writings: Writings) -> None:
    """So a fallback is shared by those who waited for it, and kept from everybody after."""
    claim, waiting, after = a_claim(), a_claim(), a_claim()
    taken(writings, claim)
    waiting = replace(waiting, awaited=claim.token)
    writing = a_writing()
    writings.finish(claim, writing, fresh_until=NOON)
    assert taken(writings, waiting) == Found(writing)
    assert writings.fresh(after, NOON) is None
    assert taken(writings, after) == Claimed(after.token)


def test_what_was_fresh_long_ago_is_forgotten_and_briefs_are_not(
    world: Injector, writings: Writings
) -> None:
    claim, writing = a_claim(), a_writing()
    taken(writings, claim)
    assert writings.forget(NOON) == 0
    writings.finish(claim, writing, fresh_until=LATER)
    brief = world.get(Briefs).add(a_brief_of(writing))
    assert writings.forget(LATER) == 0
    assert writings.forget(LATER + MINUTE) == 1
    assert world.get(Briefs).by_id(ADA.organisation_id, brief.id) == brief


def a_brief_of(writing: Writing, id: BriefId | None = None) -> Brief:
    return Brief(
        id=id or BriefId(uuid4()),
        organisation_id=ADA.organisation_id,
        asked_by=ADA.user_id,
        asked=asked(),
        writing=writing,
        cached=False,
        created_at=NOON,
    )


@pytest.fixture
def kept(world: Injector, writings: Writings) -> Callable[[], Brief]:
    def one() -> Brief:
        claim, writing = replace(a_claim(), meaning=uuid4().hex), a_writing()
        taken(writings, claim)
        writings.finish(claim, writing, fresh_until=LATER)
        made = a_brief_of(writing, BriefId(world.get(IdSource).new()))
        return world.get(Briefs).add(made)

    return one


def test_a_brief_is_read_as_it_was_kept(world: Injector, kept: Callable[[], Brief]) -> None:
    brief, briefs = kept(), world.get(Briefs)
    assert briefs.by_id(ADA.organisation_id, brief.id) == brief
    assert briefs.by_id(EVE.organisation_id, brief.id) is None


def test_the_same_id_again_is_the_same_brief(world: Injector, kept: Callable[[], Brief]) -> None:
    brief = kept()
    again = replace(brief, cached=True, writing=kept().writing)
    assert world.get(Briefs).add(again) == brief


def test_they_are_listed_newest_first(world: Injector, kept: Callable[[], Brief]) -> None:
    made, briefs = [kept() for _ in range(3)], world.get(Briefs)
    page = briefs.listed(ADA.organisation_id, Window(2))
    assert page.items == (made[2], made[1])
    assert briefs.listed(ADA.organisation_id, Window(2, page.next)).items == (made[0],)
    assert briefs.listed(EVE.organisation_id, Window(2)).items == ()
