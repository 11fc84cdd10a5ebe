"""What is over is removed while others work, on SQLite and PostgreSQL."""

from dataclasses import dataclass
from datetime import timedelta
from threading import Barrier, Thread
from uuid import UUID

import pytest

from adapters.database.sql import SqlDatabase
from adapters.permissions.access.sql_lists import SqlOrganisationsReader
from adapters.permissions.access.sql_reader import SqlAccessReader
from adapters.permissions.access.sql_store import SqlAccessStore
from adapters.permissions.expiry.sql import SqlExpiredThings
from adapters.permissions.people.sql_store import SqlPeopleStore
from application.permissions.access.sharing.change_grant import ChangeGrant, GrantChange
from application.permissions.expiry.forget_expired import ForgetExpired
from application.permissions.expiry.ports import Kind
from domain.access import Level
from domain.ids import UserId
from domain.permissions.access.errors import GrantNotFound
from domain.permissions.access.grant import Grant
from domain.permissions.people.account import Account, PasswordHash
from domain.permissions.people.email_address import EmailAddress
from domain.permissions.people.session import Session, SessionId
from support.organisations import House, ids

HOUR, PATIENCE, ROUNDS = timedelta(hours=1), 30.0, 20


@dataclass(frozen=True)
class Place:
    database: SqlDatabase
    house: House

    @property
    def has_one_writer(self) -> bool:
        return self.database.engine.dialect.name == "sqlite"

    def forget(self, kind: Kind) -> int:
        return ForgetExpired(SqlExpiredThings(self.database), self.house.clock, HOUR)(kind)

    def share_that_is_over(self) -> Grant:
        house = self.house
        leaf, friend = house.thing(house.boss), house.member()
        given = house.share(house.boss, leaf, friend.user_id, expires_at=house.now + HOUR)
        house.clock.step(3 * HOUR)
        return given


@pytest.fixture
def place(database: SqlDatabase) -> Place:
    readers = SqlAccessReader(database), SqlOrganisationsReader(database)
    return Place(database, House(SqlAccessStore(database), *readers))


def forgetting(place: Place, kind: Kind, counts: list[int]) -> Thread:
    thread = Thread(target=lambda: counts.append(place.forget(kind)))
    thread.start()
    return thread


def test_a_change_that_is_being_made_is_neither_lost_nor_waited_for(place: Place) -> None:
    house, given, counts = place.house, place.share_that_is_over(), list[int]()
    other = House(house.store, house.reader, house.lists, house.clock)
    away = Place(place.database, other).share_that_is_over()
    with house.store.transaction() as work:
        longer = GrantChange(given.id, Level.EDIT, house.now + HOUR)
        change = ChangeGrant(house.store, house.clock)
        again = change.apply(work, house.boss, longer).now
        thread = forgetting(place, Kind.GRANTS, counts)
        if not place.has_one_writer:  # where there are several, it goes on at once
            thread.join(PATIENCE)
            assert counts == [1]
        work.commit()
    thread.join(PATIENCE)
    assert counts == [1]
    assert house.grants(given.scope_id)[given.id] == again
    assert away.id not in other.grants(away.scope_id)


def test_who_extends_a_share_meanwhile_is_told_whether_it_still_was_there(place: Place) -> None:
    for _ in range(ROUNDS):
        house, given, barrier = place.house, place.share_that_is_over(), Barrier(2)

        def sweep(barrier: Barrier = barrier) -> None:
            barrier.wait(PATIENCE)
            place.forget(Kind.GRANTS)

        thread = Thread(target=sweep)
        thread.start()
        barrier.wait(PATIENCE)
        lasts = extended(house, given.id)
        thread.join(PATIENCE)
        assert not thread.is_alive()
        assert (given.id in house.grants(given.scope_id)) is lasts


def extended(house: House, id: UUID) -> bool:
    try:
        house.change(house.boss, id, Level.EDIT, house.now + HOUR)
    except GrantNotFound:
        return False
    return True


def test_a_session_that_somebody_holds_is_left_for_the_next_time(place: Place) -> None:
    people, counts, sessions = SqlPeopleStore(place.database), list[int](), list[Session]()
    account = Account(
        id=UserId(ids.new()), email=EmailAddress("ada@example.com"), name=None,
        password=PasswordHash("hash"), created_at=place.house.now,
    )  # fmt: skip
    with people.transaction() as work:
        work.accounts.add(account)
        for _ in range(2):
            begun = Session.begun(SessionId(ids.new()), account.id, "Browser", place.house.now)
            sessions.append(begun)
            work.sessions.add(begun.ended(place.house.now))
        work.commit()
    place.house.clock.step(2 * HOUR)
    with people.transaction() as work:
        assert work.sessions.by_id(sessions[0].id)
        thread = forgetting(place, Kind.SESSIONS, counts)
        if not place.has_one_writer:
            thread.join(PATIENCE)
            assert counts == [1]
    thread.join(PATIENCE)
    assert sum(counts) + place.forget(Kind.SESSIONS) == len(sessions)
