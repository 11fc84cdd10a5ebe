"""Drafts as each database keeps them."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from injector import Injector

from adapters.database.memory import MemoryDatabase
from application.clock import Clock
from application.errors import Unavailable
from application.insights.words.forget_drafts import KEPT, ForgetDrafts
from application.insights.words.keep_draft import SHADOW, SHADOWING
from application.insights.words.ports import DraftLog
from application.insights.words.read_drafts import ReadDrafts
from application.jobs.ports import LeaseLost, job_for
from application.jobs.work import TakeJob
from application.paging import Window
from domain.insights.words.draft import Draft, DraftId, DraftNotFound, Reply, Verdict
from domain.insights.words.letter import Form, Tone, Wish
from domain.insights.words.period import Period
from entrypoints.workers.tidying import Tidying
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


def test_one_is_kept_at_once_or_refused_while_others_write(log: DraftLog) -> None:
    """On PostgreSQL nobody is in the way of it."""
    database: Any = log.database  # type: ignore[attr-defined]  # each of ours has one
    is_alone = isinstance(database, MemoryDatabase) or database.engine.dialect.name == "sqlite"
    refused = pytest.raises(Unavailable) if is_alone else nullcontext()
    with database.writing(), refused:
        log.keep(draft(1), patience=0.01)
    assert (log.by_id(ADA.organisation_id, draft(1).id) is None) is is_alone
    log.keep(draft(2), patience=0.0)
    assert log.by_id(ADA.organisation_id, draft(2).id) == draft(2)


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
    first = log.listed(ADA.organisation_id, Window(1), NOON)
    rest = log.listed(ADA.organisation_id, Window(9, first.next), NOON)
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
    """By those who tidy up, and not by who keeps another one."""
    late, then = timedelta(seconds=1), NOON + KEPT + timedelta(seconds=1)
    for number, at in ((1, NOON), (2, NOON + late), (3, then)):
        log.keep(draft(number, reply=replace(REPLY, at=at)))
    assert len(log.listed(ADA.organisation_id, Window(9), NOON).items) == 3
    forget = ForgetDrafts(log, SimpleNamespace(now=lambda: then))
    assert (forget(), forget()) == (1, 0)
    held = log.listed(ADA.organisation_id, Window(9), NOON).items
    assert [one.id.int for one in held] == [3, 2]
    assert log.by_id(ADA.organisation_id, draft(1).id) is None


def test_what_is_past_keeping_is_not_shown_though_nobody_tidied_up(
    world: Injector, log: DraftLog
) -> None:
    now = world.get(Clock).now()
    second = timedelta(seconds=1)
    for number, at in ((1, now - KEPT - second), (2, now - KEPT + second)):
        log.keep(draft(number, reply=replace(REPLY, at=at)))
    read = replace(world.get(ReadDrafts), clock=SimpleNamespace(now=lambda: now))
    assert [one.id.int for one in read(ADA, Window(9)).items] == [2]
    assert read.one(ADA, draft(2).id).id.int == 2
    for ask in (read.one, read.replay):
        with pytest.raises(DraftNotFound):
            ask(ADA, draft(1).id)


def test_a_worker_forgets_them(world: Injector) -> None:
    assert "insight_drafts" in world.get(Tidying).forgets
