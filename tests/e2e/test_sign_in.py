"""Signing in looks the same whatever it is that does not fit."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from injector import InstanceProvider

from adapters.permissions.people.password_hasher import Argon2PasswordHasher
from application.clock import Clock
from application.paging import Window
from application.permissions.people.ports import PasswordHasher, PeopleReader, PeopleStore
from application.permissions.people.sign_in import SignIn, SignInAttempt
from application.permissions.people.suspend_account import ReinstateAccount, SuspendAccount
from domain.permissions.people.account import PasswordHash
from domain.permissions.people.email_address import EmailAddress
from domain.permissions.people.errors import SignInRefused
from domain.permissions.people.password import Password
from e2e.problems import refused
from entrypoints.composition import compose
from entrypoints.testing import Portico, SteppingClock
from entrypoints.testing.harness import MEMORY
from support.signing_in import PASSWORD, auth, person, signed_in, signed_up

ADA = "ada@example.com"


def test_every_refusal_is_the_same(portico: Portico) -> None:
    person(portico, "ben@example.com")
    person(portico, "eve@example.com")
    signed_up(portico, ADA)
    portico.container.get(SuspendAccount)("eve@example.com")
    tried = [
        (ADA, PASSWORD),
        ("nobody@example.com", PASSWORD),
        ("ben@example.com", "wrong password"),
        ("eve@example.com", PASSWORD),
        ("no address", PASSWORD),
        ("ben@example.com", "short"),
        ("ben@example.com", "a" * 100_000),
        ("ben@example.com", " " + PASSWORD),
    ]
    answers = [auth(portico, "sign-in", email=email, password=word) for email, word in tried]
    seen = set()
    for answer in answers:
        body = refused(answer, 401, "sign_in_refused")
        assert answer.headers["WWW-Authenticate"] == 'Bearer realm="portico"'
        seen.add((body["detail"], tuple(sorted(answer.headers.keys()))))
    assert len(seen) == 1


def test_an_unknown_address_is_hashed_for_like_a_known_one(portico: Portico) -> None:
    as_in_production = InstanceProvider(compose(MEMORY).get(PasswordHasher))
    portico.container.binder.bind(PasswordHasher, to=as_in_production)
    hashed: list[str] = []
    original = Argon2PasswordHasher._is

    def noted(hasher: Argon2PasswordHasher, kept: str, password: Password) -> bool:
        hashed.append(kept[:31])
        return original(hasher, kept, password)

    person(portico, ADA)
    hashed.clear()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Argon2PasswordHasher, "_is", noted)
        for email in (ADA, "nobody@example.com"):
            assert auth(portico, "sign-in", email=email, password="wrong word").status_code == 401
    assert hashed == ["$argon2id$v=19$m=19456,t=2,p=1$"] * 2


def test_one_mailbox_signs_in_however_it_is_written(portico: Portico) -> None:
    person(portico, "ada@münchen.example", "café au lait")
    for email in ("ADA@xn--mnchen-3ya.example", "ａｄａ@MÜNCHEN.example"):
        assert signed_in(portico, email, "cafe\u0301 au lait").get().status_code == 200


def test_a_suspended_account_is_out_at_the_next_request(portico: Portico) -> None:
    ada = person(portico, ADA)
    assert ada.get().status_code == 200
    portico.container.get(SuspendAccount)(ADA)
    refused(ada.get(), 401, "token_refused")
    refused(auth(portico, "refresh", refresh_token=ada.refresh), 401, "token_refused")
    portico.container.get(ReinstateAccount)(ADA)
    refused(ada.get(), 401, "token_refused")
    assert signed_in(portico, ADA).get().status_code == 200


def test_guessing_is_slowed_down_and_does_not_tell_whom(portico: Portico) -> None:
    person(portico, ADA)
    for email in (ADA, "nobody@example.com"):
        codes = [
            auth(portico, "sign-in", email=email, password="wrong word").status_code
            for _ in range(11)
        ]
        assert codes == [401] * 10 + [429]
    known, unknown = (
        auth(portico, "sign-in", email=email, password=PASSWORD)
        for email in (ADA, "nobody@example.com")
    )
    assert refused(known, 429, "too_many")["detail"] == refused(unknown, 429, "too_many")["detail"]
    assert 0 < int(known.headers["Retry-After"]) <= 900


def test_somebody_elsewhere_is_not_slowed_down_by_it(portico: Portico) -> None:
    person(portico, ADA)
    body = {"email": ADA, "password": "wrong word"}
    for _ in range(12):
        portico.client.post("/api/v1/auth/sign-in", json=body)
    right = {"email": ADA, "password": PASSWORD}
    for address in ("198.51.100.7", "2001:db8::7"):
        response = portico.client.post(
            "/api/v1/auth/sign-in", json=right, environ_base={"REMOTE_ADDR": address}
        )
        assert response.status_code == 200


def test_one_password_is_not_tried_on_every_address(portico: Portico) -> None:
    person(portico, ADA)
    codes = [
        auth(portico, "sign-in", email=f"ada{one}@example.com", password="12345678").status_code
        for one in range(101)
    ]
    assert codes == [401] * 100 + [429]
    right = {"email": ADA, "password": PASSWORD}
    elsewhere = {"REMOTE_ADDR": "198.51.100.7"}
    assert auth(portico, "sign-in", **right).status_code == 429
    response = portico.client.post("/api/v1/auth/sign-in", json=right, environ_base=elsewhere)
    assert response.status_code == 200


@pytest.mark.parametrize(
    ("proxies", "told", "code"),
    [
        (0, "203.0.113.9, 198.51.100.7", 429),
        (1, "203.0.113.9, 198.51.100.7", 200),
        (1, "198.51.100.7, 203.0.113.9", 429),
        (1, "198.51.100.7,203.0.113.9:4711", 429),
        (1, "", 200),
        (2, "198.51.100.7, 10.0.0.2", 200),
        (2, "203.0.113.9, 10.0.0.2", 429),
        (2, "1.1.1.1, 203.0.113.9, 10.0.0.2", 429),
        (3, "203.0.113.9, 10.0.0.2", 200),
    ],
)
def test_behind_proxies_a_client_is_whom_the_outermost_saw(
    proxies: int, told: str, code: int
) -> None:
    portico = Portico.start(settings=replace(MEMORY, trusted_proxies=proxies))
    person(portico, ADA)
    seen = ", ".join(["203.0.113.9", *["10.0.0.2"] * (proxies - 1)])

    def tried(password: str, forwarded: str, proxy: str) -> int:
        return portico.client.post(
            "/api/v1/auth/sign-in",
            json={"email": ADA, "password": password},
            headers={"X-Forwarded-For": forwarded},
            environ_base={"REMOTE_ADDR": proxy},
        ).status_code

    assert [tried("wrong word", seen, "10.0.0.1") for _ in range(11)] == [401] * 10 + [429]
    proxy = "10.0.0.1" if told and proxies < 3 else "10.0.0.3"
    assert tried(PASSWORD, told, proxy) == code


def test_one_household_counts_as_one(portico: Portico) -> None:
    body = {"email": ADA, "password": "wrong word"}
    codes = [
        portico.client.post(
            "/api/v1/auth/sign-in", json=body, environ_base={"REMOTE_ADDR": f"2001:db8::{one:x}"}
        ).status_code
        for one in range(11)
    ]
    assert codes == [401] * 10 + [429]


def test_after_a_while_one_may_try_again() -> None:
    clock = SteppingClock()
    portico = Portico.start(clock=clock)
    person(portico, ADA)
    for _ in range(10):
        auth(portico, "sign-in", email=ADA, password="wrong word")
    clock.step(timedelta(minutes=15))
    assert auth(portico, "sign-in", email=ADA, password=PASSWORD).status_code == 200


def test_signing_in_often_is_not_guessing(portico: Portico) -> None:
    person(portico, ADA)
    assert all(signed_in(portico, ADA) for _ in range(15))


@pytest.mark.parametrize("what", ["changed", "reset", "suspended"])
def test_who_is_overtaken_while_their_password_is_tried_is_refused(
    portico: Portico, what: str
) -> None:
    """It was right when the try began: the thief's, say, whom the owner shuts out meanwhile."""
    ada = person(portico, ADA)
    meanwhile = {
        "changed": lambda: ada.post("/api/v1/me/password", {"current": PASSWORD, "new": "a" * 12}),
        "reset": lambda: reset(portico),
        "suspended": lambda: portico.container.get(SuspendAccount)(ADA),
    }[what]
    usual = portico.container.get(SignIn)
    overtaken = SignIn(
        usual.store, usual.reader, Overtaken(usual.hasher, meanwhile), usual.throttle,
        usual.hand_out, usual.clock, usual.ids,
    )  # fmt: skip
    with pytest.raises(SignInRefused):
        overtaken(SignInAttempt(ADA, PASSWORD, "10.0.0.1"))
    assert signed_in_sessions(portico) == (1 if what == "changed" else 0)


def reset(portico: Portico) -> None:
    account = portico.container.get(PeopleReader).by_email(EmailAddress(ADA))
    assert account is not None
    with portico.container.get(PeopleStore).transaction() as work:
        other = portico.container.get(PasswordHasher).hash(Password.typed("b" * 12))
        work.accounts.save(account.recovered(other))
        work.sessions.end_all(account.id, portico.container.get(Clock).now())
        work.commit()


def signed_in_sessions(portico: Portico) -> int:
    reader = portico.container.get(PeopleReader)
    account = reader.by_email(EmailAddress(ADA))
    assert account is not None
    return len(reader.sessions(account.id, Window(10), portico.container.get(Clock).now()).items)


class Overtaken:
    """A hasher during whose comparison something else happens, once."""

    def __init__(self, usual: PasswordHasher, meanwhile: Callable[[], object]) -> None:
        self.hash, self.is_outdated = usual.hash, usual.is_outdated
        self._usual, self._meanwhile = usual, meanwhile

    def matches(self, kept: PasswordHash | None, password: Password) -> bool:
        found = self._usual.matches(kept, password)
        self._meanwhile()
        return found
