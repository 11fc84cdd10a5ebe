"""What was left behind by who left a group is taken back by the migration, once, and told."""

from uuid import UUID

from sqlalchemy import Table, delete

from adapters.database.migrations import downgrade, upgrade
from adapters.database.sql import SqlDatabase
from adapters.permissions.access.sql_lists import SqlOrganisationsReader
from adapters.permissions.access.sql_reader import SqlAccessReader
from adapters.permissions.access.sql_store import SqlAccessStore
from adapters.permissions.access.tables import grants, memberships
from domain.access import Level
from domain.permissions.access.audit import AuditEntry, first_broken
from domain.principal import Principal
from support.organisations import House


def test_what_leavers_passed_on_is_taken_back_and_told(database: SqlDatabase) -> None:
    house = house_on(database)
    crew = house.department()
    inner, leaf = house.department(crew), house.thing(house.boss)
    left, moved_away, stays = (house.member(at=inner) for _ in range(3))
    friends = [house.member() for _ in range(5)]
    house.share(house.boss, leaf, crew, Level.MANAGE)
    for by, to in zip((left, moved_away, stays), friends, strict=False):
        house.share(by, leaf, to.user_id, Level.MANAGE)
    house.share(friends[0], leaf, friends[3].user_id)
    house.share(house.boss, leaf, friends[4].user_id)
    forget(database, grants, "subject_id", left)
    forget(database, memberships, "person_id", left)
    forget(database, grants, "subject_id", moved_away)
    before, version = len(audit(house)), house.reader.version(house.boss.organisation_id)

    again(database)

    held = [house.level(one, leaf) for one in friends]
    assert held == [None, None, Level.MANAGE, None, Level.VIEW]
    told = [one.deed for one in audit(house)[before:]]
    gone = {friends[0].user_id, friends[1].user_id, friends[3].user_id}
    assert {one.facts["subject"] for one in told} == {f"person:{one}" for one in gone}
    assert {(one.action, one.actor_id, one.target) for one in told} == {("share.lapse", None, leaf)}
    assert first_broken(audit(house)) is None
    assert house.reader.version(house.boss.organisation_id) == version + 1


def test_it_changes_nothing_where_nobody_left(database: SqlDatabase) -> None:
    house = house_on(database)
    crew, leaf, friend = house.department(), house.thing(house.boss), house.member()
    one, guest = house.member(at=crew), house.member(at=crew)
    house.share(house.boss, leaf, crew, Level.MANAGE)
    house.share(one, leaf, friend.user_id)
    house.suspend(house.boss, one.user_id)
    house.share(house.boss, leaf, house.root, Level.MANAGE)
    house.share(friend, leaf, guest.user_id)
    before = audit(house), house.grants(leaf)

    again(database)

    assert (audit(house), house.grants(leaf)) == before


def house_on(database: SqlDatabase) -> House:
    return House(
        SqlAccessStore(database), SqlAccessReader(database), SqlOrganisationsReader(database)
    )


def forget(database: SqlDatabase, table: Table, whose: str, person: Principal) -> None:
    """Let somebody leave as it was before, when all else stayed."""
    with database.writing() as connection:
        connection.execute(delete(table).where(table.c[whose] == person.user_id))
        connection.commit()


def again(database: SqlDatabase) -> None:
    downgrade(database, "0051")
    upgrade(database)


def audit(house: House) -> list[AuditEntry]:
    chain: UUID = house.boss.organisation_id
    return list(house.lists.audit(chain, after=0, limit=1_000))
