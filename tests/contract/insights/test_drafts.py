"""Drafts as each database keeps them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from injector import Injector

from adapters.insights.words.draft_log import KEPT
from application.insights.words.keep_draft import SHADOW, SHADOWING
from application.insights.words.ports import DraftLog
from application.jobs.ports import LeaseLost, job_for
from application.jobs.work import TakeJob
from application.paging import Window
from domain.insights.words.draft import Draft, DraftId, Reply, Verdict
from domain.insights.words.letter import Form, Tone, Wish
from domain.insights.words.period import Period
from support.people import ADA, EVE, NOON

REPLY = Reply("scripted", "[1] Dear \0 \ud800 [[NAME-1-s0]],", (Verdict(True),), None, NOON)
DOUBTED = (Verdict(taken=False, doubts=("name", "date")), Verdict(taken=True))


def draft(number: int, **more: object) -> Draft:
    one = Draft(
        id=DraftId(UUID(int=number)),
        organisation_id=ADA.organisation_id,
        customer_id=7,
        asked_by=ADA.user_id,
        asked=Wish(Form.SMS, Tone.FORMAL, 100, "tides"),
        snapshot=3,
        lines=("Dear [[NAME-1-s0]],", "How are you?"),
        wish="plainly",
        salt="s0",
        retrieved=(UUID(int=5), UUID(int=4)),
        reply=REPLY,
        digest="d" * 64,
    )
    return replace(one, **more)  # type: ignore[arg-type]  # what a test says is a field of it


@pytest.fixture
def log(world: Injector) -> DraftLog:
    found: DraftLog = world.get(DraftLog)
    return found


def test_they_are_read_as_they_were_kept(log: DraftLog) -> None:
    failed = Reply("scripted", "", (), "it is not there", NOON)
    kept = (
        draft(1),
        draft(2, asked=Period(NOON, None), reply=failed, retrieved=()),
        draft(3, organisation_id=EVE.organisation_id),
    )
    for one in kept:
        log.keep(one)
    for one in kept:
        assert log.by_id(one.organisation_id, one.id) == one
    assert log.by_id(EVE.organisation_id, kept[0].id) is None
    first = log.listed(ADA.organisation_id, Window(1))
    rest = log.listed(ADA.organisation_id, Window(9, first.next))
    assert [*first.items, *rest.items] == [kept[1], kept[0]]
    assert rest.next is None


def test_what_a_shadow_wrote_is_kept_beside_it_once(world: Injector, log: DraftLog) -> None:
    one = draft(1)
    job = job_for(
        one.id, id=UUID(int=9), queue=SHADOWING, kind=SHADOW, organisation_id=one.organisation_id
    )
    log.keep(one, job)
    lease = world.get(TakeJob)([SHADOWING])
    assert lease is not None
    assert lease.job.subject == one.id
    written = Reply("other", "[1] Hello", DOUBTED, None, NOON)
    log.keep_shadow(lease, written)
    assert log.by_id(one.organisation_id, one.id) == replace(one, shadow=written)
    with pytest.raises(LeaseLost):
        log.keep_shadow(lease, replace(written, text="another"))
    assert log.by_id(one.organisation_id, one.id) == replace(one, shadow=written)


def test_they_are_forgotten_after_ninety_days(log: DraftLog) -> None:
    late = timedelta(seconds=1)
    for number, at in ((1, NOON), (2, NOON + late)):
        log.keep(draft(number, reply=replace(REPLY, at=at)))
    log.keep(draft(3, reply=replace(REPLY, at=NOON + KEPT + late)))
    held = log.listed(ADA.organisation_id, Window(9)).items
    assert [one.id.int for one in held] == [3, 2]
