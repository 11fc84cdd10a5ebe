"""What is over goes after a while, and nothing else, over each database."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from injector import Injector

from application.permissions.access.invitations.ports import InvitationStore
from application.permissions.access.links.issue_link import IssueLink, NewLink
from application.permissions.access.ports import OrganisationsReader
from application.permissions.expiry.forget_expired import ForgetExpired
from application.permissions.expiry.ports import ExpiredThings, Key, Kind
from application.permissions.people.ports import PeopleStore
from domain.access import Level
from domain.ids import UserId
from domain.permissions.access.grant import Grant
from domain.permissions.access.guest_link import GuestLink, LinkId, SecretDigest
from domain.permissions.access.invitation import Invitation, InvitationId
from domain.permissions.access.role import Role
from domain.permissions.people.account import Account, PasswordHash
from domain.permissions.people.challenge import LASTING, Challenge, ChallengeId, Purpose
from domain.permissions.people.email_address import EmailAddress
from domain.permissions.people.limits import Limit
from domain.permissions.people.session import Session, SessionId
from entrypoints.testing.doubles import StoppedClock
from support.organisations import House, ids
from support.people import ADA, NOON

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LATER, NEVER = NOON + 1_000 * DAY, NOON - 1_000 * DAY
MAKER = Account(
    id=UserId(UUID(int=1)), email=EmailAddress("ada@example.com"), name=None,
    password=PasswordHash("hash"), created_at=NOON,
)  # fmt: skip


@pytest.fixture
def house(world: Injector) -> House:
    return House.of(world)


@pytest.fixture
def things(world: Injector) -> ExpiredThings:
    return world.get(ExpiredThings)


def forget(world: Injector, kind: Kind, now: datetime) -> int:
    """Forget what was over a day before."""
    return ForgetExpired(world.get(ExpiredThings), StoppedClock(now), DAY)(kind)


def left(world: Injector, kind: Kind) -> list[Key]:
    """Return what has an end, or is over already."""
    return list(world.get(ExpiredThings).over(kind, LATER, after=None, most=1_000))


def a_share(world: Injector, end: datetime) -> Key:
    house = House.of(world)
    return house.share(
        house.boss, house.thing(house.boss), house.member().user_id, expires_at=end
    ).id


def a_link_without_grant(world: Injector, end: datetime) -> Key:
    house, link_id = House.of(world), LinkId(ids.new())
    link = GuestLink(
        id=link_id, organisation_id=house.boss.organisation_id, scope_id=house.thing(house.boss),
        digest=SecretDigest(str(link_id)), created_by=house.boss.user_id, created_at=end,
    )  # fmt: skip
    with house.store.transaction() as work:
        assert work.links.add(link)
        work.commit()
    return link_id


def an_invitation(world: Injector, end: datetime) -> Key:
    issued = Invitation.issue(
        InvitationId(ids.new()), ADA, "eve@example.org", Role.VIEWER, department_id=None, now=NOON
    )
    with world.get(InvitationStore).transaction() as work:
        work.invitations.add(replace(issued, expires_at=end))
        work.commit()
    return issued.id


def a_session(world: Injector, end: datetime, *, ended: bool = False) -> Key:
    begun = Session.begun(SessionId(ids.new()), MAKER.id, "Browser", NOON)
    with world.get(PeopleStore).transaction() as work:
        work.accounts.add(MAKER)
        work.sessions.add(begun.ended(end) if ended else replace(begun, expires_at=end))
        work.commit()
    return begun.id


def an_ended_session(world: Injector, end: datetime) -> Key:
    return a_session(world, end, ended=True)


def a_challenge(world: Injector, end: datetime, purpose: Purpose = Purpose.SIGN_UP) -> Key:
    asked = Challenge(
        id=ChallengeId(ids.new()), purpose=purpose, email=MAKER.email,
        asked_at=end - LASTING[purpose],
    )  # fmt: skip
    with world.get(PeopleStore).transaction() as work:
        work.challenges.add(asked)
        work.commit()
    return asked.id


def a_reset(world: Injector, end: datetime) -> Key:
    return a_challenge(world, end, Purpose.PASSWORD_RESET)


def a_count(world: Injector, end: datetime) -> Key:
    limit = Limit(str(uuid4()), 2, HOUR)
    with world.get(PeopleStore).transaction() as work:
        work.attempts.count([limit], end - HOUR)
        work.commit()
    return limit.key


MADE: Mapping[str, tuple[Kind, Callable[[Injector, datetime], Key]]] = {
    "share": (Kind.GRANTS, a_share),
    "link": (Kind.GUEST_LINKS, a_link_without_grant),
    "invitation": (Kind.INVITATIONS, an_invitation),
    "session": (Kind.SESSIONS, a_session),
    "ended session": (Kind.SESSIONS, an_ended_session),
    "sign-up": (Kind.CHALLENGES, a_challenge),
    "reset": (Kind.CHALLENGES, a_reset),
    "count": (Kind.ATTEMPTS, a_count),
}
each_kind = pytest.mark.parametrize(("kind", "make"), MADE.values(), ids=MADE)


@each_kind
def test_what_was_over_long_enough_goes_and_the_rest_stays(
    world: Injector, kind: Kind, make: Callable[[Injector, datetime], Key]
) -> None:
    early, late = make(world, NOON + HOUR), make(world, NOON + 3 * HOUR)
    assert forget(world, kind, NOON + DAY) == 0
    assert forget(world, kind, NOON + DAY + 2 * HOUR) == 1
    assert left(world, kind) == [late]
    assert early != late


@each_kind
def test_many_go_in_batches_and_others_of_another_kind_stay(
    world: Injector,
    monkeypatch: pytest.MonkeyPatch,
    kind: Kind,
    make: Callable[[Injector, datetime], Key],
) -> None:
    monkeypatch.setattr("application.permissions.expiry.forget_expired.BATCH", 2)
    made = [make(world, NOON + HOUR) for _ in range(5)]
    for other in Kind:
        assert forget(world, other, LATER) == (len(made) if other is kind else 0)
    assert left(world, kind) == []


@each_kind
def test_they_are_found_from_the_greatest_key_down(
    world: Injector, things: ExpiredThings, kind: Kind, make: Callable[[Injector, datetime], Key]
) -> None:
    made = [make(world, NOON + HOUR) for _ in range(4)]
    first = things.over(kind, LATER, after=None, most=3)
    rest = things.over(kind, LATER, after=first[-1], most=3)
    assert [*first, *rest] == sorted(made, key=str, reverse=True)
    assert things.over(kind, NEVER, after=None, most=3) == []


@each_kind
def test_what_is_named_but_not_over_stays(
    world: Injector, things: ExpiredThings, kind: Kind, make: Callable[[Injector, datetime], Key]
) -> None:
    one = make(world, NOON + HOUR)
    assert things.remove(kind, [one], NOON) == 0
    assert left(world, kind) == [one]
    assert things.remove(kind, [one], NOON + 2 * HOUR) == 1
    assert things.remove(kind, [one], NOON + 2 * HOUR) == 0


def passed_on(house: House, leaf: UUID, end: datetime) -> list[Grant]:
    """Share a thing with one, who shares it with the next, and so on."""
    giver, given = house.boss, list[Grant]()
    for _ in range(3):
        taker = house.member()
        given.append(house.share(giver, leaf, taker.user_id, Level.MANAGE, end))
        giver = taker
    return given


def test_what_came_through_a_share_goes_with_it(house: House, things: ExpiredThings) -> None:
    leaf = house.thing(house.boss)
    first, *_ = passed_on(house, leaf, NOON + HOUR)
    assert things.remove(Kind.GRANTS, [first.id], NOON + HOUR) == 3
    assert set(house.grants(leaf)) == {leaf}


def test_a_share_that_lasts_again_stays(house: House, things: ExpiredThings) -> None:
    leaf = house.thing(house.boss)
    one = house.share(house.boss, leaf, house.member().user_id, expires_at=NOON + HOUR)
    house.clock.step(2 * HOUR)
    found = things.over(Kind.GRANTS, house.now, after=None, most=9)
    assert found == [one.id]
    again = house.change(house.boss, one.id, Level.EDIT, house.now + HOUR)
    assert things.remove(Kind.GRANTS, found, house.now) == 0
    assert house.grants(leaf)[one.id] == again


def test_a_link_goes_once_its_grant_went_and_not_before(world: Injector, house: House) -> None:
    leaf = house.thing(house.boss)
    issue = replace(world.get(IssueLink), clock=house.clock)
    ends = [NOON + HOUR, NOON + 9 * DAY, None]
    links = [
        issue(house.boss, NewLink(LinkId(ids.new()), leaf, Level.VIEW, end)).now.link
        for end in ends
    ]
    assert forget(world, Kind.GUEST_LINKS, LATER) == 0
    assert forget(world, Kind.GRANTS, NOON + 3 * DAY) == 1
    assert forget(world, Kind.GUEST_LINKS, NOON + 3 * DAY) == 1
    with house.store.transaction() as work:
        stay = work.links.on(house.boss.organisation_id, leaf)
    assert [one.id for one in stay] == [one.id for one in links[1:]]


def test_the_audit_and_the_access_version_stay(world: Injector, house: House) -> None:
    house.share(house.boss, house.thing(house.boss), house.member().user_id, expires_at=NOON + HOUR)
    lists, chain = world.get(OrganisationsReader), house.boss.organisation_id
    before = lists.audit(chain, after=0, limit=99), house.reader.version(chain)
    assert forget(world, Kind.GRANTS, LATER) == 1
    assert (lists.audit(chain, after=0, limit=99), house.reader.version(chain)) == before
