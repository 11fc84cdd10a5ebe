"""What every SourceStore promises."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from uuid import uuid4

import pytest
from injector import Injector

from application.access.acts import Act
from application.events.limits.ports import BucketId, OwnRate
from application.events.ports import SealBroken
from application.events.sources.ports import SourceSecrets, SourceStore
from application.ids import IdSource
from application.paging import Window
from application.permissions.access.audit.read_audit import ReadAudit
from domain.events.limits.policy import Policy
from domain.events.sources.errors import SourceChanged, SourceNameTaken, TooManySources
from domain.events.sources.kind import SourceKind
from domain.events.sources.source import Source, SourceId, SourceSecret
from domain.principal import Principal
from support.people import ADA, EVE, NOON
from support.sources import add, save

RATE = Policy(5, 50)


@pytest.fixture
def store(world: Injector) -> SourceStore:
    return world.get(SourceStore)


def a_source(world: Injector, name: str = "shop", by: Principal = ADA) -> Source:
    return Source(
        id=SourceId(world.get(IdSource).new()),
        organisation_id=by.organisation_id,
        made_by=by.user_id,
        name=name,
        kind=SourceKind.STANDARD_WEBHOOKS,
        created_at=NOON,
        event_type="order.paid",
        rate=RATE,
        secrets=(SourceSecret(b"new", NOON), SourceSecret(b"old", NOON, NOON)),
    )


def test_a_source_comes_back_as_it_was(world: Injector, store: SourceStore) -> None:
    source = a_source(world)
    add(store, source)
    assert store.by_id(source.id) == source
    assert store.named(ADA.organisation_id, "shop") == source
    assert store.named(EVE.organisation_id, "shop") is None
    assert store.by_id(SourceId(uuid4())) is None


def test_a_name_is_taken_once_in_an_organisation(world: Injector, store: SourceStore) -> None:
    add(store, a_source(world))
    with pytest.raises(SourceNameTaken):
        add(store, a_source(world))
    add(store, a_source(world, by=EVE))


def test_a_removed_one_is_found_until_another_has_its_name(
    world: Injector, store: SourceStore
) -> None:
    first = a_source(world)
    add(store, first)
    gone = first.removed(NOON)
    save(store, gone)
    assert store.by_id(first.id) == store.named(ADA.organisation_id, "shop") == gone
    assert store.listed(ADA.organisation_id, Window(10)).items == ()
    assert store.own_rates(ADA.organisation_id) == {}
    second = a_source(world)
    add(store, second)
    assert store.named(ADA.organisation_id, "shop") == second


def test_there_may_be_so_many(world: Injector, store: SourceStore) -> None:
    add(store, a_source(world, "one"), 1)
    with pytest.raises(TooManySources):
        add(store, a_source(world, "two"), 1)
    add(store, a_source(world, by=EVE), 1)


def test_a_change_of_what_was_changed_meanwhile_is_refused(
    world: Injector, store: SourceStore
) -> None:
    source = a_source(world)
    add(store, source)
    save(store, replace(source, rate=None, version=2))
    with pytest.raises(SourceChanged):
        save(store, replace(source, version=2))
    with pytest.raises(SourceChanged):
        save(store, replace(a_source(world, "another"), version=2))


def test_sixteen_who_change_it_at_once_are_one(world: Injector, store: SourceStore) -> None:
    source, ready = a_source(world), Barrier(16)
    add(store, source)

    def change(_: int) -> bool:
        ready.wait()
        try:
            save(store, replace(source, version=2))
        except SourceChanged:
            return False
        return True

    with ThreadPoolExecutor(16) as pool:
        assert sum(pool.map(change, range(16))) == 1


def test_sources_are_listed_in_pages_and_their_rates_by_name(
    world: Injector, store: SourceStore
) -> None:
    made = [a_source(world, f"s{number}") for number in range(3)]
    for one in made:
        add(store, one)
    add(store, replace(a_source(world, "free"), rate=None))
    first = store.listed(ADA.organisation_id, Window(2))
    rest = store.listed(ADA.organisation_id, Window(2, first.next))
    assert [one.name for one in (*first.items, *rest.items)] == ["free", "s2", "s1", "s0"]
    assert rest.next is None
    assert store.own_rates(ADA.organisation_id) == {
        one.name: OwnRate(BucketId(ADA.organisation_id, str(one.id)), RATE) for one in made
    }


def test_a_secret_is_sealed_for_its_source_alone(world: Injector) -> None:
    secrets, here, there = world.get(SourceSecrets), SourceId(uuid4()), SourceId(uuid4())
    sealed = secrets.seal("whsec_0123456789", here)
    assert b"whsec" not in sealed
    assert secrets.open(sealed, here) == "whsec_0123456789"
    with pytest.raises(SealBroken):
        secrets.open(sealed, there)


def trail(world: Injector, by: Principal = ADA) -> list[tuple[str, object]]:
    """Return what the audit says of sources, and see that it is whole."""
    read = world.get(ReadAudit)
    assert read.verify(by).broken_at is None
    return [(one.deed.action, one.deed.target) for one in read(by) if "source" in one.deed.action]


def test_who_did_it_is_in_the_audit_with_what_was_done(world: Injector, store: SourceStore) -> None:
    source = a_source(world)
    acts = [Act(ADA, NOON, f"source.{one}", source.id) for one in ("add", "change")]
    store.add(source, 10, acts[0])
    store.save(source.changed(event_type=None, rate=None, public_keys=()), acts[1])

    assert trail(world) == [("source.add", source.id), ("source.change", source.id)]
    assert trail(world, EVE) == []


def test_what_was_not_done_is_not_in_the_audit(world: Injector, store: SourceStore) -> None:
    source = a_source(world)
    add(store, source)
    act = Act(ADA, NOON, "source.change", source.id)
    with pytest.raises(SourceChanged):
        store.save(source, act)
    with pytest.raises(SourceNameTaken):
        store.add(a_source(world), 10, act)
    assert trail(world) == [("source.add", source.id)]


def test_many_acts_at_once_are_one_chain(world: Injector, store: SourceStore) -> None:
    ready = Barrier(4)

    def begin(number: int) -> None:
        source = a_source(world, f"s-{number}")
        ready.wait()
        store.add(source, 10, Act(ADA, NOON, "source.add", source.id))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(begin, range(4)))
    assert len(trail(world)) == 4
