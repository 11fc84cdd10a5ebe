"""What guest links promise, over each database."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier
from typing import Any
from uuid import UUID, uuid4

import pytest
from injector import Injector

from adapters.clock import SystemClock
from application.access.ports import Access
from application.paging import Window
from application.permissions.access.links.issue_link import Issued, IssueLink, NewLink
from application.permissions.access.links.open_link import Opening, OpenLink
from application.permissions.access.links.ports import Guest, GuestTokens
from application.permissions.access.links.read_links import ListLinks
from application.permissions.access.links.revoke_link import RevokeLink, RevokeLinks
from application.permissions.access.links.rotate_link import RotateLink, Rotation
from application.permissions.access.ports import OrganisationsReader
from application.permissions.access.resources.make_folder import MakeFolder, NewFolder
from application.permissions.access.sharing.change_grant import ChangeGrant, GrantChange
from application.permissions.access.sharing.revoke_grant import RevokeGrant
from application.permissions.access.sharing.share_resource import NewShare, ShareResource
from domain.access import Level
from domain.errors import DomainError
from domain.ids import UserId
from domain.permissions.access.errors import OutlivesShare
from domain.permissions.access.grant import GrantId, Subject, SubjectKind
from domain.permissions.access.guest_link import LinkId
from domain.permissions.access.link_errors import LinkLevelInvalid, LinkNotFound
from domain.principal import Kind, Principal
from support.people import ADA, BEN, EVE

NOW = SystemClock().now()
SOON = NOW + timedelta(days=1)


@pytest.fixture
def folder(world: Injector) -> UUID:
    new = NewFolder(uuid4(), "Charts", inherits=False)
    return world.get(MakeFolder)(ADA, new).now.id


def issued(world: Injector, folder: UUID, **terms: Any) -> Issued:
    new = replace(NewLink(LinkId(uuid4()), folder, Level.VIEW), **terms)
    return world.get(IssueLink)(ADA, new).now


def opened(world: Injector, secret: str, password: str | None = None) -> Principal:
    """Come in, and return the guest that the token makes of its bearer."""
    token = world.get(OpenLink)(Opening(secret, password)).token
    guest: Guest = world.get(GuestTokens).read(token, SystemClock().now())
    return Principal(UserId(guest.link_id), guest.organisation_id, Kind.GUEST)


def level(world: Injector, by: Principal, folder: UUID) -> Level | None:
    return world.get(Access).level(by, folder)


def test_a_link_lets_do_what_it_says_and_no_more(world: Injector, folder: UUID) -> None:
    guest = opened(world, issued(world, folder, level=Level.EDIT).secret)
    assert level(world, guest, folder) is Level.EDIT
    assert level(world, guest, ADA.organisation_id) is None


@pytest.mark.parametrize("level", [Level.MANAGE, Level.ADMINISTER])
def test_no_link_lets_anybody_manage(world: Injector, folder: UUID, level: Level) -> None:
    with pytest.raises(LinkLevelInvalid):
        issued(world, folder, level=level)
    assert world.get(ListLinks)(ADA, folder, Window(10)).items == ()


def test_no_link_is_changed_to_let_anybody_manage(world: Injector, folder: UUID) -> None:
    link = issued(world, folder)
    with pytest.raises(LinkLevelInvalid):
        world.get(ChangeGrant)(ADA, GrantChange(link.grant.id, Level.MANAGE, None))
    world.get(ChangeGrant)(ADA, GrantChange(link.grant.id, Level.EDIT, None))
    page = world.get(OrganisationsReader).grants(ADA.organisation_id, folder, Window(10))
    assert [one.level for one in page.items if one.id == link.grant.id] == [Level.EDIT]


def test_of_sixteen_at_once_exactly_so_many_come_in(world: Injector, folder: UUID) -> None:
    secret, barrier = issued(world, folder, max_uses=3).secret, Barrier(16)

    def comes_in(_: int) -> bool:
        barrier.wait(timeout=60)
        try:
            opened(world, secret)
        except LinkNotFound:
            return False
        return True

    with ThreadPoolExecutor(16) as pool:
        assert sum(pool.map(comes_in, range(16))) == 3


def test_a_password_is_asked_for_whatever_else_the_link_says(world: Injector, folder: UUID) -> None:
    for terms in ({}, {"expires_at": SOON}, {"max_uses": 2}, {"level": Level.EDIT}):
        secret = issued(world, folder, password="correct horse", **terms).secret
        for wrong in (None, "", "wrong horse", "correct horse ", "x" * 10_000):
            with pytest.raises(LinkNotFound):
                opened(world, secret, wrong)
        assert level(world, opened(world, secret, "correct horse"), folder)


def test_what_is_wrong_with_a_link_is_not_told(world: Injector, folder: UUID) -> None:
    spent = issued(world, folder, max_uses=1).secret
    opened(world, spent)
    gone = issued(world, folder)
    world.get(RevokeLink)(ADA, gone.link.id)
    for secret in (spent, gone.secret, "never", "", "\0", "é" * 500):
        with pytest.raises(LinkNotFound) as refusal:
            opened(world, secret)
        assert str(refusal.value) == str(LinkNotFound())


def test_who_came_in_is_out_when_the_link_is_taken_back(world: Injector, folder: UUID) -> None:
    one, other = (opened(world, issued(world, folder).secret) for _ in range(2))
    world.get(RevokeLink)(ADA, LinkId(one.user_id))
    assert (level(world, one, folder), level(world, other, folder)) == (None, Level.VIEW)
    assert world.get(RevokeLinks)(ADA, folder).now == 1
    assert level(world, other, folder) is None
    assert world.get(ListLinks)(ADA, folder, Window(10)).items == ()


def test_a_rotated_link_keeps_its_terms_and_lets_the_old_secret_in_no_more(
    world: Injector, folder: UUID
) -> None:
    old = issued(world, folder, max_uses=2, password="correct horse", level=Level.EDIT)
    guest = opened(world, old.secret, "correct horse")
    new = world.get(RotateLink)(ADA, Rotation(old.link.id, LinkId(uuid4()))).now
    assert level(world, guest, folder) is None
    with pytest.raises(LinkNotFound):
        opened(world, old.secret, "correct horse")
    with pytest.raises(LinkNotFound):
        opened(world, new.secret)
    assert level(world, opened(world, new.secret, "correct horse"), folder) is Level.EDIT
    with pytest.raises(LinkNotFound):  # the use of before counts
        opened(world, new.secret, "correct horse")


def test_only_who_manages_rotates_a_link(world: Injector, folder: UUID) -> None:
    old = issued(world, folder)
    for other in (BEN, EVE, opened(world, old.secret)):
        with pytest.raises(DomainError):
            world.get(RotateLink)(other, Rotation(old.link.id, LinkId(uuid4())))
    assert level(world, opened(world, old.secret), folder) is Level.VIEW


def test_a_link_that_is_rotated_through_a_share_goes_with_it(world: Injector, folder: UUID) -> None:
    share = NewShare(
        GrantId(uuid4()), folder, Subject(SubjectKind.PERSON, BEN.user_id), Level.MANAGE, SOON
    )
    endless, ends = issued(world, folder), issued(world, folder, expires_at=SOON)
    world.get(ShareResource)(ADA, share)
    with pytest.raises(OutlivesShare):
        world.get(RotateLink)(BEN, Rotation(endless.link.id, LinkId(uuid4())))
    assert level(world, opened(world, endless.secret), folder) is Level.VIEW
    new = world.get(RotateLink)(BEN, Rotation(ends.link.id, LinkId(uuid4()))).now
    assert (new.grant.through, new.grant.given_by) == (share.id, BEN.user_id)
    guest = opened(world, new.secret)
    world.get(RevokeGrant)(ADA, share.id)
    assert level(world, guest, folder) is None
    with pytest.raises(LinkNotFound):
        opened(world, new.secret)


def test_a_link_given_through_a_share_goes_with_it(world: Injector, folder: UUID) -> None:
    share = NewShare(
        GrantId(uuid4()), folder, Subject(SubjectKind.PERSON, BEN.user_id), Level.MANAGE, SOON
    )
    world.get(ShareResource)(ADA, share)
    new = NewLink(LinkId(uuid4()), folder, Level.VIEW, SOON)
    secret = world.get(IssueLink)(BEN, new).now.secret
    guest = opened(world, secret)
    with pytest.raises(OutlivesShare):
        world.get(IssueLink)(BEN, replace(new, id=LinkId(uuid4()), expires_at=None))
    world.get(RevokeGrant)(ADA, share.id)
    assert level(world, guest, folder) is None
    with pytest.raises(LinkNotFound):
        opened(world, secret)


def test_another_organisation_cannot_end_a_link(world: Injector, folder: UUID) -> None:
    made = issued(world, folder)
    with pytest.raises(LinkNotFound):
        world.get(RevokeLink)(EVE, made.link.id)
    assert level(world, opened(world, made.secret), folder) is Level.VIEW
