"""What the settings say is kept, and no longer."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from injector import Injector

from application.clock import Clock
from application.conversations.withdraw_evidence import GROUP
from application.idempotency.ports import IdempotencyStore, RequestKey
from application.messaging.ports import EventId, EventLog, EventRecord
from application.permissions.access.invitations.ports import InvitationReader, InvitationStore
from application.permissions.expiry.ports import Kind
from domain.knowledge.events import DocumentDeleted
from domain.permissions.access.invitation import Invitation, InvitationId
from domain.permissions.access.role import Role
from entrypoints.workers.tidying import Tidying
from entrypoints.workers.worker import Worker
from support.people import ADA

DAY = timedelta(days=1)


def test_keys_go_after_a_week(world: Injector) -> None:
    store, now = world.get(IdempotencyStore), world.get(Clock).now()

    def reserved(name: str, days: int) -> bool:
        """Return whether it had to be reserved anew."""
        key, fresh, at = RequestKey(ADA.organisation_id, name), uuid4(), now - days * DAY
        held = store.reserve(key, "f", resource_id=fresh, now=at, until=at)
        return held.resource_id == fresh

    assert reserved("young", 6)
    assert reserved("old", 8)
    world.get(Tidying)()

    assert not reserved("young", 0)
    assert reserved("old", 0)


def test_events_go_after_a_month_once_the_worker_has_delivered_them(world: Injector) -> None:
    log, now = world.get(EventLog), world.get(Clock).now()
    events = [
        EventRecord(
            id=EventId(uuid4()),
            topic=DocumentDeleted.topic,
            key=str(uuid4()),
            name=DocumentDeleted.name,
            organisation_id=ADA.organisation_id,
            happened_at=now - days * DAY,
            facts={"version": 1},
        )
        for days in (32, 31, 29, 0)
    ]
    log.append(events)

    world.get(Tidying)()
    assert kept(log) == events
    world.get(Worker).carry_events()
    world.get(Tidying)()
    assert kept(log) == events[2:]


def test_invitations_that_are_over_go_after_a_month(world: Injector) -> None:
    now = world.get(Clock).now()
    made = [
        replace(
            Invitation.issue(
                InvitationId(uuid4()), ADA, "eve@example.org", Role.VIEWER,
                department_id=None, now=now,
            ),
            expires_at=now - days * DAY,
        )
        for days in (31, 29)
    ]  # fmt: skip
    with world.get(InvitationStore).transaction() as work:
        for one in made:
            work.invitations.add(one)
        work.commit()

    world.get(Tidying)()

    reader = world.get(InvitationReader)
    assert [reader.invitation(one.id) for one in made] == [None, made[1]]


def test_each_kind_of_what_is_over_is_cleared_away(world: Injector) -> None:
    assert {kind.value for kind in Kind} < set(world.get(Tidying).forgets)


def kept(log: EventLog) -> list[EventRecord]:
    """Look as a group that has heard of nothing, and is never heard of again."""
    with log.subscribe(f"not {GROUP}", [DocumentDeleted.topic]) as subscription:
        return sorted(subscription.poll(100), key=lambda one: one.happened_at)
