"""What every PeopleStore and PeopleReader promise, asked of each of them."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from threading import Barrier
from uuid import UUID

import pytest
from injector import Injector

from application.paging import Window
from application.permissions.people.ports import PeopleReader, PeopleStore, PeopleWork
from domain.ids import UserId
from domain.permissions.people.account import Account, PasswordHash
from domain.permissions.people.challenge import Challenge, ChallengeId, Purpose
from domain.permissions.people.email_address import EmailAddress
from domain.permissions.people.limits import Limit
from domain.permissions.people.session import Session, SessionId
from domain.permissions.people.signing_key import KeyId, SigningKey
from domain.permissions.people.standing import Standing
from support.people import NOON

MINUTE = timedelta(minutes=1)
ADAS, BENS = EmailAddress("ada@example.com"), EmailAddress("ben@example.com")
ADA = Account(
    id=UserId(UUID(int=1)),
    email=ADAS,
    name="Ada",
    password=PasswordHash("hash"),
    created_at=NOON,
)
BEN = replace(ADA, id=UserId(UUID(int=2)), email=BENS, name=None)
SIGN_UP = Challenge(
    id=ChallengeId(UUID(int=5)),
    purpose=Purpose.SIGN_UP,
    email=ADAS,
    asked_at=NOON,
    name="Ada",
    password=PasswordHash("hash"),
)
RESET = Challenge(
    id=ChallengeId(UUID(int=6)), purpose=Purpose.PASSWORD_RESET, email=ADAS, asked_at=NOON
)
KEY = SigningKey(
    id=KeyId(UUID(int=9)), public=b"\x00p", sealed=b"\xffs", made_at=NOON, signs_from=NOON + MINUTE
)
FEW, MORE = Limit("few", 2, MINUTE), Limit("more", 4, 2 * MINUTE)


def session(number: int, of: Account = ADA) -> Session:
    return Session.begun(SessionId(UUID(int=number)), of.id, "Browser", NOON)


@pytest.fixture
def reader(world: Injector) -> PeopleReader:
    return world.get(PeopleReader)


@contextmanager
def committed(world: Injector) -> Iterator[PeopleWork]:
    with world.get(PeopleStore).transaction() as work:
        yield work
        work.commit()


@pytest.fixture
def people(world: Injector) -> Injector:
    with committed(world) as work:
        assert work.accounts.add(ADA)
        assert work.accounts.add(BEN)
    return world


def test_an_account_comes_back_whole(people: Injector, reader: PeopleReader) -> None:
    suspended = replace(ADA, epoch=3, suspended_at=NOON, version=4, name=None)
    with committed(people) as work:
        assert work.accounts.by_id(ADA.id) == work.accounts.by_email(ADAS) == ADA
        work.accounts.save(suspended)
    assert reader.account(ADA.id) == reader.by_email(ADAS) == suspended
    assert reader.account(UserId(UUID(int=77))) is None
    assert reader.by_email(EmailAddress("eve@example.com")) is None


def test_an_address_has_one_account(people: Injector, reader: PeopleReader) -> None:
    with committed(people) as work:
        assert not work.accounts.add(replace(ADA, id=UserId(UUID(int=3))))
        assert not work.accounts.add(replace(ADA, email=EmailAddress("new@example.com")))
    assert reader.account(UserId(UUID(int=3))) is None


def test_what_is_not_committed_never_was(world: Injector, reader: PeopleReader) -> None:
    with world.get(PeopleStore).transaction() as work:
        work.accounts.add(ADA)
        work.challenges.add(SIGN_UP)
        work.keys.add(KEY)
        work.attempts.count([FEW], NOON)
    assert reader.account(ADA.id) is None
    assert reader.challenge(SIGN_UP.id) is None
    assert list(reader.keys()) == []


def test_a_challenge_comes_back_whole(world: Injector, reader: PeopleReader) -> None:
    with committed(world) as work:
        work.challenges.add(SIGN_UP)
        work.challenges.add(RESET)
        assert work.challenges.has(RESET.id)
    assert reader.challenge(SIGN_UP.id) == SIGN_UP
    assert reader.challenge(RESET.id) == RESET


def test_challenges_of_an_address_go_by_purpose(world: Injector, reader: PeopleReader) -> None:
    bens = replace(SIGN_UP, id=ChallengeId(UUID(int=8)), email=BENS)
    with committed(world) as work:
        for one in (SIGN_UP, RESET, bens):
            work.challenges.add(one)
        work.challenges.remove_all(ADAS, Purpose.SIGN_UP)
        assert not work.challenges.has(SIGN_UP.id)
    assert reader.challenge(SIGN_UP.id) is None
    assert reader.challenge(RESET.id) == RESET
    assert reader.challenge(bens.id) == bens


def test_old_challenges_are_forgotten(world: Injector, reader: PeopleReader) -> None:
    with committed(world) as work:
        work.challenges.add(SIGN_UP)
        work.challenges.add(replace(RESET, asked_at=NOON + MINUTE))
    with committed(world) as work:
        assert work.challenges.forget(NOON + MINUTE) == 1
    assert reader.challenge(SIGN_UP.id) is None
    assert reader.challenge(RESET.id) is not None


def test_a_session_comes_back_whole(people: Injector) -> None:
    later = session(10).refreshed(1, NOON + MINUTE).ended(NOON + 2 * MINUTE)
    with committed(people) as work:
        work.sessions.add(session(10))
    with committed(people) as work:
        assert work.sessions.by_id(SessionId(UUID(int=10))) == session(10)
        work.sessions.save(later)
    with committed(people) as work:
        assert work.sessions.by_id(later.id) == later
        assert work.sessions.by_id(SessionId(UUID(int=11))) is None


def test_a_standing_is_of_the_account_and_the_session(
    people: Injector, reader: PeopleReader
) -> None:
    with committed(people) as work:
        work.sessions.add(session(10))
    fresh = Standing(ADA.id, 1, None, None, session(10).expires_at)
    assert reader.standing(session(10).id) == fresh
    with committed(people) as work:
        work.sessions.save(session(10).ended(NOON))
        work.accounts.save(ADA.suspended(NOON + MINUTE))
    over = replace(fresh, epoch=2, suspended_at=NOON + MINUTE, ended_at=NOON)
    assert reader.standing(session(10).id) == over
    assert reader.standing(SessionId(UUID(int=11))) is None


def test_sessions_are_listed_while_they_are_alive(people: Injector, reader: PeopleReader) -> None:
    with committed(people) as work:
        for number in range(10, 15):
            work.sessions.add(session(number))
        work.sessions.add(session(20, BEN))
        work.sessions.save(session(12).ended(NOON))
    first = reader.sessions(ADA.id, Window(3), NOON)
    assert [one.id.int for one in first.items] == [14, 13, 11]
    rest = reader.sessions(ADA.id, Window(3, first.next), NOON)
    assert ([one.id.int for one in rest.items], rest.next) == ([10], None)
    assert reader.sessions(ADA.id, Window(3), session(10).expires_at).items == ()


def test_all_sessions_or_all_others_end_at_once(people: Injector, reader: PeopleReader) -> None:
    ended = NOON + MINUTE
    with committed(people) as work:
        for number in (10, 11, 12):
            work.sessions.add(session(number))
        work.sessions.add(session(20, BEN))
        work.sessions.save(session(10).ended(NOON))
        work.sessions.end_all(ADA.id, ended, but=session(11).id)
    with committed(people) as work:
        moments = [
            found.ended_at
            for number in (10, 11, 12, 20)
            if (found := work.sessions.by_id(SessionId(UUID(int=number))))
        ]
        assert moments == [NOON, None, ended, None]
        work.sessions.end_all(ADA.id, ended)
    assert reader.sessions(ADA.id, Window(9), NOON).items == ()
    assert len(reader.sessions(BEN.id, Window(9), NOON).items) == 1


def test_sessions_that_are_long_over_are_forgotten(people: Injector) -> None:
    with committed(people) as work:
        for number in (10, 11, 12):
            work.sessions.add(session(number))
        work.sessions.add(replace(session(13), expires_at=NOON))
        work.sessions.add(session(20, BEN).ended(NOON))
        work.sessions.save(session(10).ended(NOON))
        work.sessions.save(session(11).ended(NOON + MINUTE))
        work.sessions.forget(ADA.id, NOON + MINUTE)
        left = [n for n in (10, 11, 12, 13, 20) if work.sessions.by_id(SessionId(UUID(int=n)))]
    assert left == [11, 12, 20]


def test_keys_come_and_go(world: Injector, reader: PeopleReader) -> None:
    with committed(world) as work:
        work.keys.add(KEY)
        assert list(work.keys.all()) == [KEY]
    assert list(reader.keys()) == [KEY]
    with committed(world) as work:
        work.keys.remove(KEY.id)
        work.keys.remove(KEY.id)
    assert list(reader.keys()) == []


def count(world: Injector, *limits: Limit, after: timedelta = timedelta()) -> int:
    with committed(world) as work:
        return work.attempts.count(limits, NOON + after)


def test_tries_are_counted_until_there_are_too_many(world: Injector) -> None:
    assert [count(world, FEW) for _ in range(3)] == [0, 0, 60]
    assert count(world, FEW, after=timedelta(seconds=59.5)) == 1
    assert count(world, FEW, after=MINUTE) == 0


def test_what_one_limit_refuses_does_not_count_under_the_next(world: Injector) -> None:
    assert [count(world, FEW, MORE) for _ in range(5)] == [0, 0, 60, 60, 60]
    assert [count(world, MORE) for _ in range(3)] == [0, 0, 120]


def test_a_good_try_is_given_back(world: Injector) -> None:
    for _ in range(9):
        assert count(world, FEW, MORE) == 0
        with committed(world) as work:
            work.attempts.give_back([FEW, MORE])
    with committed(world) as work:
        work.attempts.give_back([FEW, Limit("never seen", 1, MINUTE)])
    assert [count(world, FEW) for _ in range(3)] == [0, 0, 60]


def test_counts_whose_time_is_over_are_forgotten(world: Injector) -> None:
    count(world, FEW)
    count(world, MORE)
    with committed(world) as work:
        assert work.attempts.forget(NOON) == 0
        assert work.attempts.forget(NOON + MINUTE) == 1
        assert work.attempts.forget(NOON + MINUTE) == 0


def test_tries_at_once_are_all_counted(world: Injector) -> None:
    barrier = Barrier(8)

    def attempt(_: int) -> int:
        barrier.wait(timeout=60)
        return count(world, MORE)

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(attempt, range(8)))
    assert outcomes.count(0) == 4
    assert outcomes.count(120) == 4
