"""A refresh token is good once; whoever brings an old one ends the session."""

from datetime import timedelta
from uuid import UUID

from domain.ids import UserId
from domain.permissions.people.session import GRACE, IDLE, LONGEST, Session, SessionId
from support.people import NOON

SECOND = timedelta(seconds=1)
FRESH = Session.begun(SessionId(UUID(int=1)), UserId(UUID(int=2)), "Browser", NOON)


def test_the_current_token_makes_way_for_the_next() -> None:
    later = FRESH.refreshed(1, NOON + SECOND)
    assert (later.generation, later.rotated_at) == (2, NOON + SECOND)
    assert later.is_alive(NOON + SECOND)


def test_the_one_before_changes_nothing_for_a_short_while() -> None:
    later = FRESH.refreshed(1, NOON)
    assert later.refreshed(1, NOON + GRACE) == later
    assert later.refreshed(1, NOON - SECOND) == later  # another machine's clock


def test_after_that_it_ends_the_session() -> None:
    later = FRESH.refreshed(1, NOON)
    assert not later.refreshed(1, NOON + GRACE + timedelta(microseconds=1)).is_alive(NOON)


def test_an_older_one_ends_it_at_once() -> None:
    third = FRESH.refreshed(1, NOON).refreshed(2, NOON)
    assert third.refreshed(1, NOON).ended_at == NOON


def test_one_that_was_never_handed_out_ends_it() -> None:
    assert FRESH.refreshed(2, NOON).ended_at == NOON


def test_a_session_that_is_over_stays_as_it_is() -> None:
    over = FRESH.ended(NOON)
    assert over.refreshed(1, NOON + SECOND) == over
    assert over.ended(NOON + SECOND) == over


def test_it_runs_out_when_nobody_comes() -> None:
    assert FRESH.is_alive(NOON + IDLE - SECOND)
    assert not FRESH.is_alive(NOON + IDLE)
    assert FRESH.refreshed(1, NOON + IDLE) == FRESH


def test_it_does_not_last_for_ever_however_often_one_comes() -> None:
    session, now = FRESH, NOON
    while session.is_alive(now):
        session = session.refreshed(session.generation, now)
        now += IDLE / 2
    assert NOON + LONGEST <= now < NOON + LONGEST + IDLE
