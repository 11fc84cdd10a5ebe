"""What clients, codes and lent sessions promise, over each database."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from injector import Injector

from application.paging import Window
from application.permissions.access.organisations.remove_member import RemoveMember
from application.permissions.access.ports import AccessStore, AccessWork
from application.permissions.oauth.ports import OAuthClientsReader
from application.permissions.people.ports import PeopleReader, PeopleStore, PeopleWork
from domain.ids import UserId
from domain.permissions.access.machine import KeyScope
from domain.permissions.access.role import Role
from domain.permissions.oauth.client import ClientKind, OAuthClient, SecretDigest
from domain.permissions.oauth.code import AuthorizationCode, CodeId
from domain.permissions.people.account import Account, PasswordHash
from domain.permissions.people.email_address import EmailAddress
from domain.permissions.people.lent import ClientId
from domain.permissions.people.session import Session, SessionId
from domain.permissions.people.standing import Identity
from domain.principal import Principal
from support.organisations import House, ids
from support.people import NOON

ALL = Window(10)
BACK = ("https://app.example.org/back?a=1", "https://app.example.org/other")
KINDS = [ClientKind.PUBLIC, ClientKind.CONFIDENTIAL, ClientKind.MACHINE]


@pytest.fixture
def house(world: Injector) -> House:
    return House.of(world)


@pytest.fixture
def reader(world: Injector) -> OAuthClientsReader:
    return world.get(OAuthClientsReader)


@contextmanager
def access(world: Injector) -> Iterator[AccessWork]:
    with world.get(AccessStore).transaction() as work:
        yield work
        work.commit()


@contextmanager
def people(world: Injector) -> Iterator[PeopleWork]:
    with world.get(PeopleStore).transaction() as work:
        yield work
        work.commit()


def client(by: Principal, kind: ClientKind = ClientKind.CONFIDENTIAL) -> OAuthClient:
    redirects = () if kind is ClientKind.MACHINE else BACK
    digest = SecretDigest("d" * 64)
    new = ClientId(ids.new())
    return OAuthClient.registered(new, by, " A  b ", kind, KeyScope.WRITE, redirects, digest, NOON)


def kept(world: Injector, *clients: OAuthClient) -> None:
    with access(world) as work:
        for one in clients:
            assert work.clients.add(one)


def account(world: Injector, id: UserId) -> Account:
    email = EmailAddress(f"{id}@example.com")
    made = Account(id=id, email=email, name=None, password=PasswordHash("h"), created_at=NOON)
    with people(world) as work:
        assert work.accounts.add(made)
    return made


def code(of: OAuthClient, by: Account) -> AuthorizationCode:
    return AuthorizationCode(
        id=CodeId(ids.new()),
        by=Identity(by.id, SessionId(ids.new())),
        lent=of.lent(KeyScope.READ),
        redirect_uri=BACK[0],
        challenge="c" * 43,
        issued_at=NOON,
    )


def lent(of: OAuthClient, by: Account) -> Session:
    new = SessionId(ids.new())
    return Session.begun(new, by.id, of.name, NOON, of.lent(KeyScope.READ))


@pytest.mark.parametrize("kind", KINDS)
def test_a_client_is_kept_as_it_was_registered(
    world: Injector, house: House, reader: OAuthClientsReader, kind: ClientKind
) -> None:
    made = client(house.boss, kind)
    kept(world, made)
    assert made.name == "A b"
    assert reader.by_id(made.id) == made
    assert reader.by_id(ClientId(UUID(int=7))) is None
    other = House(house.store, house.reader, house.lists).boss
    with access(world) as work:
        assert work.clients.by_id(house.boss.organisation_id, made.id) == made
        assert work.clients.by_id(other.organisation_id, made.id) is None
        assert not work.clients.add(replace(made, name="C"))


def test_a_new_secret_takes_the_place_of_the_old_one(
    world: Injector, house: House, reader: OAuthClientsReader
) -> None:
    made = client(house.boss)
    kept(world, made)
    rotated = made.rotated(SecretDigest("e" * 64))
    with access(world) as work:
        work.clients.save(rotated)
    assert reader.by_id(made.id) == rotated
    assert (rotated.epoch, rotated.digest) == (2, "e" * 64)


def test_clients_are_listed_newest_first(
    world: Injector, house: House, reader: OAuthClientsReader
) -> None:
    made = [client(house.boss) for _ in range(3)]
    kept(world, *made)
    here = house.boss.organisation_id
    page = reader.listed(here, Window(2))
    assert page.items == (made[2], made[1])
    assert reader.listed(here, Window(2, page.next)).items == (made[0],)
    with access(world) as work:
        assert work.clients.count(here) == 3


def test_a_code_is_kept_held_and_spent(
    world: Injector, house: House, reader: OAuthClientsReader
) -> None:
    program, ada = client(house.boss), account(world, house.boss.user_id)
    kept(world, program)
    made = code(program, ada)
    spent = made.spent(SessionId(ids.new()))
    with people(world) as work:
        assert work.codes.add(made)
    assert reader.code(made.id) == made
    with people(world) as work:
        assert work.codes.taken(made.id) == made
        work.codes.save(spent)
    assert reader.code(made.id) == spent
    with people(world) as work:
        assert work.codes.taken(CodeId(ids.new())) is None
    assert reader.code(CodeId(ids.new())) is None


def test_a_client_that_is_gone_is_given_no_code(world: Injector, house: House) -> None:
    ada = account(world, house.boss.user_id)
    with people(world) as work:
        assert not work.codes.add(code(client(house.boss), ada))


def test_old_codes_are_forgotten(world: Injector, house: House, reader: OAuthClientsReader) -> None:
    program, ada = client(house.boss), account(world, house.boss.user_id)
    kept(world, program)
    old, new = code(program, ada), replace(code(program, ada), issued_at=NOON + timedelta(days=1))
    with people(world) as work:
        work.codes.add(old)
        work.codes.add(new)
    with people(world) as work:
        assert work.codes.forget(NOON + timedelta(days=1)) == 1
        assert work.codes.forget(NOON + timedelta(days=1)) == 0
    assert (reader.code(old.id), reader.code(new.id)) == (None, new)


def test_a_lent_session_says_so_wherever_it_is_read(world: Injector, house: House) -> None:
    program, ada = client(house.boss), account(world, house.boss.user_id)
    kept(world, program)
    given, own = lent(program, ada), Session.begun(SessionId(ids.new()), ada.id, "B", NOON)
    with people(world) as work:
        work.sessions.add(given)
        work.sessions.add(own)
    read = world.get(PeopleReader)
    assert read.sessions(ada.id, ALL, NOON).items == (own, given)
    standing, own_standing = read.standing(given.id), read.standing(own.id)
    assert standing is not None
    assert own_standing is not None
    assert (standing.lent, own_standing.lent) == (given.lent, None)


def test_a_removed_client_takes_its_codes_and_sessions_with_it(
    world: Injector, house: House, reader: OAuthClientsReader
) -> None:
    program, other = client(house.boss), client(house.boss, ClientKind.PUBLIC)
    ada = account(world, house.boss.user_id)
    kept(world, program, other)
    codes = [code(one, ada) for one in (program, other)]
    sessions = [lent(one, ada) for one in (program, other)]
    own = Session.begun(SessionId(ids.new()), ada.id, "B", NOON)
    with people(world) as work:
        for one in codes:
            work.codes.add(one)
        for held in (*sessions, own):
            work.sessions.add(held)
    with access(world) as changing:
        changing.clients.remove(program)
    assert reader.listed(house.boss.organisation_id, ALL).items == (other,)
    assert [reader.code(one.id) for one in codes] == [None, codes[1]]
    found = world.get(PeopleReader).sessions(ada.id, ALL, NOON).items
    assert found == (own, sessions[1])


def test_who_leaves_takes_their_machines_and_what_they_lent_there_back(
    world: Injector, house: House, reader: OAuthClientsReader
) -> None:
    ben = house.member(Role.ADMIN)
    account(world, ben.user_id)
    machine, program = client(ben, ClientKind.MACHINE), client(ben)
    bosses = client(house.boss, ClientKind.MACHINE)
    elsewhere = client(House(house.store, house.reader, house.lists).boss)
    kept(world, machine, program, bosses, elsewhere)
    ben_account = world.get(PeopleReader).account(ben.user_id)
    assert ben_account is not None
    given, there = lent(program, ben_account), lent(elsewhere, ben_account)
    waiting = code(program, ben_account)
    with people(world) as work:
        work.sessions.add(given)
        work.sessions.add(there)
        work.codes.add(waiting)
    world.get(RemoveMember)(house.boss, ben.user_id)
    assert reader.listed(house.boss.organisation_id, ALL).items == (bosses, program)
    assert reader.code(waiting.id) is None
    assert world.get(PeopleReader).sessions(ben.user_id, ALL, NOON).items == (there,)
