"""What invitations promise, over each database."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from injector import Injector

from application.paging import Window
from application.permissions.access.invitations.accept_invitation import (
    Acceptance,
    AcceptInvitation,
)
from application.permissions.access.invitations.invite_member import (
    Invited,
    InviteMember,
    NewInvitation,
)
from application.permissions.access.invitations.ports import (
    InvitationReader,
    InvitationStore,
    InvitationTokens,
)
from application.permissions.access.invitations.withdraw_invitation import WithdrawInvitation
from application.permissions.access.people import Named, People
from application.permissions.access.resources.list_resources import ScopesById
from domain.access import Level
from domain.errors import DomainError
from domain.ids import OrganisationId, UserId
from domain.permissions.access.errors import AlreadyMember, InvitationNotFound
from domain.permissions.access.invitation import LASTS, InvitationId
from domain.permissions.access.role import Role
from domain.principal import Principal
from support.organisations import House, ids

ALL = Window(10)
AT_ONCE = 8


@pytest.fixture
def house(world: Injector) -> House:
    return House.of(world)


def guest(world: Injector) -> Principal:
    """Return somebody with an account and no organisation."""
    somebody = Principal(UserId(ids.new()), OrganisationId(ids.new()))
    people: Any = world.get(People)
    people.known[somebody.user_id] = Named(None, f"{somebody.user_id}@example.org")
    return somebody


def offered(world: Injector, by: Principal, to: Principal, into: UUID | None = None) -> Invited:
    new = NewInvitation(InvitationId(ids.new()), f"{to.user_id}@example.org", Role.VIEWER, into)
    return world.get(InviteMember)(by, new).now


def accept(world: Injector, by: Principal, invited: Invited) -> object:
    token = world.get(InvitationTokens).token(invited.invitation.id)
    return world.get(AcceptInvitation)(by, Acceptance(token)).now


def test_an_invitation_is_kept_as_it_was_given(world: Injector, house: House) -> None:
    pier = house.department()
    given = offered(world, house.boss, guest(world), pier).invitation
    assert world.get(InvitationReader).invitation(given.id) == given


def test_open_invitations_are_listed_by_where_they_lead_newest_first(
    world: Injector, house: House
) -> None:
    pier, reader = house.department(), world.get(InvitationReader)
    whole = [offered(world, house.boss, guest(world)).invitation for _ in range(3)]
    into = offered(world, house.boss, guest(world), pier).invitation
    now = into.created_at
    first = reader.invitations(house.boss.organisation_id, None, Window(2), now=now)
    assert first.items == (whole[2], whole[1])
    rest = reader.invitations(house.boss.organisation_id, None, Window(2, first.next), now=now)
    assert (rest.items, rest.next) == ((whole[0],), None)
    assert reader.invitations(house.boss.organisation_id, pier, ALL, now=now).items == (into,)
    assert not reader.invitations(House.of(world).boss.organisation_id, None, ALL, now=now).items
    later = whole[2].expires_at
    assert not reader.invitations(house.boss.organisation_id, None, ALL, now=later).items


def test_who_accepts_is_in_and_the_invitation_is_gone(world: Injector, house: House) -> None:
    ben = guest(world)
    invited = offered(world, house.boss, ben)
    accept(world, ben, invited)
    here = Principal(ben.user_id, house.boss.organisation_id)
    assert house.level(here, house.root) is Level.VIEW
    assert world.get(InvitationReader).invitation(invited.invitation.id) is None
    with pytest.raises(InvitationNotFound):
        accept(world, ben, invited)


def test_work_that_is_not_committed_never_was(world: Injector, house: House) -> None:
    invited = offered(world, house.boss, guest(world)).invitation
    with world.get(InvitationStore).transaction() as work:
        assert work.invitations.remove(invited.id)
        assert not work.invitations.remove(invited.id)
    assert world.get(InvitationReader).invitation(invited.id) == invited


def test_what_is_over_is_forgotten_and_the_rest_is_not(world: Injector, house: House) -> None:
    first = offered(world, house.boss, guest(world)).invitation
    other = offered(world, (away := House.of(world)).boss, guest(world)).invitation
    for moment, left in (
        (first.expires_at - timedelta(seconds=1), first),
        (first.expires_at, None),
    ):
        with world.get(InvitationStore).transaction() as work:
            work.invitations.forget(house.boss.organisation_id, over_by=moment)
            assert work.invitations.count(house.boss.organisation_id, first.email) == bool(left)
            work.commit()
        assert world.get(InvitationReader).invitation(first.id) == left
    assert away.boss.organisation_id == other.organisation_id
    assert world.get(InvitationReader).invitation(other.id) == other
    assert first.expires_at - first.created_at == LASTS


def test_of_several_at_once_one_uses_an_invitation(world: Injector, house: House) -> None:
    ben = guest(world)
    invited = offered(world, house.boss, ben)
    results = raced([partial(accept, world, ben, invited)] * AT_ONCE)
    refusals = [one for one in results if isinstance(one, DomainError)]
    assert len(refusals) == AT_ONCE - 1
    assert {type(one) for one in refusals} <= {InvitationNotFound, AlreadyMember}


def test_an_invitation_is_accepted_or_withdrawn_and_never_both(
    world: Injector, house: House
) -> None:
    for _ in range(5):
        ben = guest(world)
        invited = offered(world, house.boss, ben)
        withdraw = partial(world.get(WithdrawInvitation), house.boss, invited.invitation.id)
        results = raced([partial(accept, world, ben, invited), withdraw])
        assert sum(isinstance(one, InvitationNotFound) for one in results) == 1


def test_scopes_are_found_by_id_within_their_organisation(world: Injector, house: House) -> None:
    pier, other = house.department(), House.of(world)
    theirs = other.department()
    found = world.get(ScopesById).scopes(house.boss.organisation_id, [pier, theirs, ids.new()])
    assert [(named, one.id, one.kind) for named, one in found.items()] == [
        (pier, pier, "department")
    ]


def raced(deeds: list[Callable[..., object]]) -> list[object]:
    """Do all at once; return what each came to, a refusal included."""
    start = Barrier(len(deeds))

    def do(deed: Callable[..., object]) -> object:
        start.wait()
        try:
            return deed()
        except DomainError as refusal:
            return refusal

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(do, deeds))
