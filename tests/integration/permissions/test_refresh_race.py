"""Sixteen threads with one refresh token get one successor, and nobody is signed out."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from typing import Any

import pytest
from injector import Injector

from application.permissions.people.handing_out import TokenPair
from application.permissions.people.ports import PeopleStore
from application.permissions.people.refresh_session import RefreshSession
from application.permissions.people.reset_password import CompleteReset, Reset
from application.permissions.people.sign_in import SignIn, SignInAttempt
from application.permissions.people.sign_up import NewPerson, SignUp
from application.permissions.people.tokens import RefreshTokens
from application.permissions.people.verify_address import VerifyAddress
from domain.errors import DomainError
from domain.permissions.people.session import Session

AT_ONCE = 16
ADA, PASSWORD = "ada@example.com", "correct horse battery"


def at_once(call: Callable[[int], Any]) -> list[Any]:
    """Call it from many threads that start together, and return what came or was raised."""
    barrier = Barrier(AT_ONCE)

    def one(number: int) -> Any:
        barrier.wait(timeout=60)
        try:
            return call(number)
        except DomainError as error:
            return error.code

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, range(AT_ONCE)))


def sign_up(world: Injector, password: str = PASSWORD) -> str:
    return world.get(SignUp)(NewPerson(ADA, password, "here"))


def signed_in(world: Injector) -> TokenPair:
    world.get(VerifyAddress)(sign_up(world))
    return world.get(SignIn)(SignInAttempt(ADA, PASSWORD, "here"))


def family(world: Injector, token: str) -> Session:
    shown, _ = world.get(RefreshTokens).read(token)
    with world.get(PeopleStore).transaction() as work:
        session = work.sessions.by_id(shown)
    assert session is not None
    return session


def test_one_token_has_one_successor(world: Injector) -> None:
    token = signed_in(world).refresh
    for generation in range(2, 6):
        refresh = world.get(RefreshSession)
        pairs = at_once(lambda _: refresh(token))  # noqa: B023 - they end before the next round
        successors = {pair.refresh for pair in pairs}
        assert len(successors) == 1
        assert token not in successors
        token = successors.pop()
        session = family(world, token)
        assert (session.generation, session.ended_at) == (generation, None)


def test_they_meet_inside_of_the_comparison(world: Injector, monkeypatch: Any) -> None:
    """All have read which session it is before any of them may hold it."""
    token = signed_in(world).refresh
    refresh, met = world.get(RefreshSession), Barrier(AT_ONCE)
    store_type = type(refresh.store)
    begin = store_type.transaction

    @contextmanager
    def together(store: Any) -> Any:
        met.wait(timeout=60)
        with begin(store) as work:
            yield work

    monkeypatch.setattr(store_type, "transaction", together)
    pairs = at_once(lambda _: refresh(token))
    monkeypatch.undo()
    assert len({pair.refresh for pair in pairs}) == 1
    assert family(world, token).generation == 2


def test_of_many_sign_ups_with_one_address_one_gets_the_account(world: Injector) -> None:
    passwords = [f"password number {number}" for number in range(4)]
    tokens = [sign_up(world, one) for one in passwords]
    verify = world.get(VerifyAddress)
    outcomes = at_once(lambda number: str(verify(tokens[number % 4])))
    assert outcomes.count("token_unknown") == AT_ONCE - 1
    signs_in = [one for one in passwords if lets_in(world, one)]
    assert len(signs_in) == 1


def lets_in(world: Injector, password: str) -> bool:
    try:
        world.get(SignIn)(SignInAttempt(ADA, password, "here"))
    except DomainError:
        return False
    return True


def test_a_reset_token_sets_one_password(world: Injector, monkeypatch: Any) -> None:
    from application.permissions.people.posting import PostChallenge
    from application.permissions.people.tokens import ChallengeTokens
    from domain.permissions.people.challenge import Challenge, ChallengeId, Purpose
    from domain.permissions.people.email_address import EmailAddress

    signed_in(world)
    post = world.get(PostChallenge)
    asked = Challenge(
        id=ChallengeId(post.ids.new()),
        purpose=Purpose.PASSWORD_RESET,
        email=EmailAddress(ADA),
        asked_at=post.clock.now(),
    )
    post(asked)
    token = world.get(ChallengeTokens).token(asked)
    complete = world.get(CompleteReset)
    outcomes = at_once(lambda number: complete(Reset(token, f"password number {number:02}")))
    assert outcomes.count(None) == 1
    assert outcomes.count("token_unknown") == AT_ONCE - 1
    winner = outcomes.index(None)
    assert lets_in(world, f"password number {winner:02}")


@pytest.mark.parametrize("round", range(3))
def test_refreshing_while_a_password_changes_neither_hangs_nor_survives(
    world: Injector, round: int
) -> None:
    from application.permissions.people.suspend_account import SuspendAccount

    tokens = [signed_in(world).refresh] + [
        world.get(SignIn)(SignInAttempt(ADA, PASSWORD, f"there {number}")).refresh
        for number in range(3)
    ]
    refresh, suspend = world.get(RefreshSession), world.get(SuspendAccount)

    def work(number: int) -> Any:
        return suspend(ADA) if number == round else refresh(tokens[number % 4])

    outcomes = at_once(work)
    assert all(isinstance(one, TokenPair) or one in (None, "token_refused") for one in outcomes)
    assert [refused_later(refresh, token) for token in tokens] == [True] * 4


def refused_later(refresh: RefreshSession, token: str) -> bool:
    try:
        refresh(token)
    except DomainError:
        return True
    return False
