"""What every IdempotencyStore promises, asked of each of them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from injector import Injector

from application.idempotency.ports import (
    IdempotencyStore,
    KeyReused,
    RequestInProgress,
    RequestKey,
    Reservation,
    StoredAnswer,
)
from support.people import ADA, EVE, NOON

KEY = RequestKey(ADA.organisation_id, "k1")
MINUTE = timedelta(minutes=1)
ANSWER = StoredAnswer(201, {"Location": "/there"}, b'{"a": 1}')


@pytest.fixture
def store(world: Injector) -> IdempotencyStore:
    return world.get(IdempotencyStore)


def reserve(
    store: IdempotencyStore,
    key: RequestKey = KEY,
    fingerprint: str = "f",
    now: datetime = NOON,
    resource_id: UUID | None = None,
) -> Reservation:
    return store.reserve(
        key, fingerprint, resource_id=resource_id or uuid4(), now=now, until=now + MINUTE
    )


def test_the_first_request_gets_its_own_resource_id(store: IdempotencyStore) -> None:
    fresh = uuid4()

    assert reserve(store, resource_id=fresh) == Reservation(fresh, None)


def test_an_answered_request_gets_the_same_answer_again(store: IdempotencyStore) -> None:
    first = reserve(store)
    store.answered(KEY, ANSWER)

    assert reserve(store) == Reservation(first.resource_id, ANSWER)


def test_another_body_under_the_same_key_is_refused(store: IdempotencyStore) -> None:
    reserve(store)
    store.answered(KEY, ANSWER)

    with pytest.raises(KeyReused):
        reserve(store, fingerprint="g")


def test_a_request_that_is_under_way_is_not_begun_again(store: IdempotencyStore) -> None:
    reserve(store)

    with pytest.raises(RequestInProgress):
        reserve(store, now=NOON + MINUTE - timedelta(seconds=1))


def test_a_request_that_died_may_be_tried_again_under_the_same_id(store: IdempotencyStore) -> None:
    first = reserve(store)

    assert reserve(store, now=NOON + MINUTE) == Reservation(first.resource_id, None)


def test_a_released_key_is_as_new(store: IdempotencyStore) -> None:
    reserve(store)
    store.release(KEY)
    fresh = uuid4()

    assert reserve(store, fingerprint="g", resource_id=fresh) == Reservation(fresh, None)


def test_an_answered_key_cannot_be_released(store: IdempotencyStore) -> None:
    reserve(store)
    store.answered(KEY, ANSWER)
    store.release(KEY)

    assert reserve(store).answer == ANSWER


def test_keys_of_organisations_are_apart(store: IdempotencyStore) -> None:
    reserve(store)

    assert reserve(store, RequestKey(EVE.organisation_id, "k1"), "g").answer is None


def test_old_keys_are_forgotten(store: IdempotencyStore) -> None:
    reserve(store)
    reserve(store, RequestKey(ADA.organisation_id, "k2"), now=NOON + MINUTE)

    assert store.forget(NOON + MINUTE) == 1
    assert reserve(store, fingerprint="g").answer is None


def test_of_many_at_once_one_is_first(store: IdempotencyStore) -> None:
    barrier = Barrier(6)

    def first(_: int) -> bool:
        barrier.wait(timeout=60)
        try:
            reserve(store)
        except RequestInProgress:
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(first, range(6))).count(True) == 1
