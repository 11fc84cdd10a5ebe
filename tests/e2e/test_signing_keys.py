"""Keys are rotated without anybody noticing, or at once when they were stolen."""

from datetime import timedelta
from typing import Any

import pytest

from adapters.permissions.people.tokens import key_ring
from application.permissions.people.signing_keys import RotateKeys
from entrypoints.testing import Portico, SteppingClock
from support.signing_in import Person, auth, person, signed_in

MINUTE = timedelta(minutes=1)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SteppingClock:
    monkeypatch.setattr(key_ring, "REMEMBERED_SECONDS", 0.0)
    monkeypatch.setattr(key_ring, "LOOK_AGAIN_SECONDS", 0.0)
    return SteppingClock()


@pytest.fixture
def portico(clock: SteppingClock) -> Portico:
    return Portico.start(clock=clock)


def kid(of: Person) -> str:
    import jwt

    return str(jwt.get_unverified_header(of.access)["kid"])


def published(portico: Portico) -> set[str]:
    keys: list[dict[str, Any]] = portico.client.get("/.well-known/jwks.json").get_json()["keys"]
    return {one["kid"] for one in keys}


def refreshed(of: Person) -> Person:
    told = auth(of.portico, "refresh", refresh_token=of.refresh).get_json()
    return Person(of.portico, of.email, told["access_token"], told["refresh_token"])


def test_a_new_key_is_shown_before_it_signs(portico: Portico, clock: SteppingClock) -> None:
    ada = person(portico)
    made = str(portico.container.get(RotateKeys)().id)
    assert published(portico) == {kid(ada), made}
    clock.step(9 * MINUTE)
    assert kid(signed_in(portico, ada.email)) == kid(ada)
    clock.step(MINUTE)
    assert kid(signed_in(portico, ada.email)) == made
    assert ada.get().status_code == 200


def test_an_old_key_verifies_until_its_last_token_has_run_out(
    portico: Portico, clock: SteppingClock
) -> None:
    ada = person(portico)
    rotate = portico.container.get(RotateKeys)
    made = str(rotate().id)
    clock.step(9 * MINUTE)
    last = signed_in(portico, ada.email)
    clock.step(9 * MINUTE)
    rotate()
    assert last.get().status_code == 200
    assert len(published(portico)) == 3
    clock.step(3 * MINUTE)
    rotate()
    assert kid(ada) not in published(portico)
    assert made in published(portico)
    assert kid(refreshed(last)) == made


def test_stolen_keys_are_worthless_at_once(portico: Portico, clock: SteppingClock) -> None:
    ada = person(portico)
    made = str(portico.container.get(RotateKeys)(at_once=True).id)
    assert published(portico) == {made}
    assert ada.get().status_code == 401
    assert kid(refreshed(ada)) == made


def test_a_key_that_another_secret_sealed_verifies_and_does_not_sign(
    portico: Portico, clock: SteppingClock
) -> None:
    from adapters.permissions.people.tokens.sealed_keys import SealedKeys
    from application.permissions.people.ports import PeopleStore
    from domain.permissions.people.root_secret import RootSecret
    from domain.permissions.people.signing_key import KeyId

    rotate = portico.container.get(RotateKeys)
    foreign = SealedKeys(RootSecret(b"of another server")).make(
        KeyId(rotate.ids.new()), clock.now(), clock.now()
    )
    with portico.container.get(PeopleStore).transaction() as work:
        work.keys.add(foreign)
        work.commit()
    ada = person(portico)
    assert kid(ada) != str(foreign.id)
    assert published(portico) == {kid(ada), str(foreign.id)}


def test_a_process_looks_again_for_a_key_that_it_does_not_know() -> None:
    portico = Portico.start()
    ada = person(portico)
    ring = portico.container.get(key_ring.KeyRing)
    portico.container.get(RotateKeys)()
    assert len(ring.published()) == 1  # as it remembers them
    ring._read_at -= key_ring.LOOK_AGAIN_SECONDS
    assert len(ring.verifying("unknown")) == 2
    assert ada.get().status_code == 200
