"""Hashes cost what they say, and no more are made at once than there are processors."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event, Lock

import pytest
from argon2 import PasswordHasher as Argon2

from adapters.permissions.people.password_hasher import Argon2PasswordHasher
from application.errors import Unavailable
from domain.permissions.people.account import PasswordHash
from domain.permissions.people.password import Password

RIGHT, WRONG = Password.typed("correct horse"), Password.typed("wrong horse")
CHEAP = Argon2(time_cost=1, memory_cost=8, parallelism=1)


def test_a_hash_says_what_it_cost() -> None:
    kept = Argon2PasswordHasher().hash(RIGHT)
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_the_right_password_matches_and_no_other_does() -> None:
    hasher = Argon2PasswordHasher(CHEAP)
    kept = hasher.hash(RIGHT)
    assert hasher.matches(kept, RIGHT)
    assert not hasher.matches(kept, WRONG)
    assert not hasher.matches(None, RIGHT)
    assert not hasher.matches(PasswordHash("no hash at all"), RIGHT)
    assert hasher.hash(RIGHT) != kept


def test_nobodys_hash_is_verified_at_the_full_cost() -> None:
    hasher = Argon2PasswordHasher()
    nobodys = PasswordHash(hasher._nobodys())
    assert not hasher.is_outdated(nobodys)
    assert len(nobodys) == len(hasher.hash(RIGHT))


def test_a_hash_with_other_parameters_is_outdated() -> None:
    assert Argon2PasswordHasher().is_outdated(Argon2PasswordHasher(CHEAP).hash(RIGHT))
    assert not Argon2PasswordHasher(CHEAP).is_outdated(Argon2PasswordHasher(CHEAP).hash(RIGHT))


class Slow(Argon2):
    """Counts how many hash at once, and holds them until it is told."""

    def __init__(self) -> None:
        super().__init__(1, 8, 1)
        self.go, self.lock, self.busy, self.most = Event(), Lock(), 0, 0
        self.begun = Event()

    def hash(self, password: str | bytes, *, salt: bytes | None = None) -> str:
        with self.lock:
            self.busy += 1
            self.most = max(self.most, self.busy)
        self.begun.set()
        assert self.go.wait(60)
        with self.lock:
            self.busy -= 1
        return "hash"


def test_only_so_many_hash_at_once_and_the_others_wait() -> None:
    slow = Slow()
    hasher = Argon2PasswordHasher(slow, at_once=2, waiting=6, patience=60)
    barrier = Barrier(8)

    def hashed(_: int) -> str:
        barrier.wait(timeout=60)
        slow.go.set()
        return hasher.hash(RIGHT)

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(hashed, range(8))) == ["hash"] * 8
    assert 1 <= slow.most <= 2


def test_one_more_than_may_wait_is_sent_away_at_once() -> None:
    slow = Slow()
    hasher = Argon2PasswordHasher(slow, at_once=1, waiting=0, patience=60)
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(hasher.hash, RIGHT)
        assert slow.begun.wait(60)
        with pytest.raises(Unavailable):
            hasher.hash(RIGHT)
        slow.go.set()
        assert first.result(60) == "hash"
    assert hasher.hash(RIGHT) == "hash"


def test_nobody_waits_for_ever() -> None:
    slow = Slow()
    hasher = Argon2PasswordHasher(slow, at_once=1, waiting=5, patience=0.05)
    with pytest.raises(Unavailable):
        hasher.hash(RIGHT)
    slow.go.set()
