"""Argon2id (RFC 9106), at the least cost that OWASP's Password Storage Cheat Sheet allows."""

import os
import threading
from base64 import b64encode
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TookTooLong
from contextlib import suppress
from dataclasses import dataclass, field
from threading import BoundedSemaphore
from typing import TypeVar

from argon2 import PasswordHasher as Argon2
from argon2 import Type
from argon2.exceptions import InvalidHashError, VerificationError

from application.errors import Unavailable
from domain.permissions.people.account import PasswordHash
from domain.permissions.people.password import Password

MEMORY_KIB, PASSES, LANES = 19_456, 2, 1
SALT_BYTES, HASH_BYTES = 16, 32
WAITING, PATIENCE_SECONDS = 32, 5.0
POLITE = 5
"""How far the hashing threads step back when a request needs the processor (see nice(2))."""
Result = TypeVar("Result")


def _argon2() -> Argon2:
    return Argon2(PASSES, MEMORY_KIB, LANES, HASH_BYTES, SALT_BYTES, type=Type.ID)


@dataclass(frozen=True, slots=True)
class Argon2PasswordHasher:
    """Hashes in as many threads of its own as there are processors, which let others go first.

    Whoever comes while all are busy waits, for a while; when too many wait, nobody joins them.
    """

    argon2: Argon2 = field(default_factory=_argon2)
    at_once: int = os.cpu_count() or 1
    waiting: int = WAITING
    patience: float = PATIENCE_SECONDS
    _threads: ThreadPoolExecutor = field(init=False)
    _places: BoundedSemaphore = field(init=False)

    def __post_init__(self) -> None:
        threads = ThreadPoolExecutor(self.at_once, "passwords", initializer=_let_others_first)
        object.__setattr__(self, "_threads", threads)
        object.__setattr__(self, "_places", BoundedSemaphore(self.at_once + self.waiting))

    def hash(self, password: Password) -> PasswordHash:
        return PasswordHash(self._done(lambda: self.argon2.hash(password.prepared)))

    def matches(self, kept: PasswordHash | None, password: Password) -> bool:
        against = self._nobodys() if kept is None else kept
        return self._done(lambda: self._is(against, password)) and kept is not None

    def is_outdated(self, kept: PasswordHash) -> bool:
        return self.argon2.check_needs_rehash(kept)

    def _is(self, kept: str, password: Password) -> bool:
        try:
            return self.argon2.verify(kept, password.prepared)
        except (VerificationError, InvalidHashError):
            return False

    def _nobodys(self) -> str:
        """Return a hash of nothing, in the form and at the cost of those that are made today."""
        one = self.argon2
        salt, digest = (
            b64encode(bytes(size)).rstrip(b"=").decode() for size in (one.salt_len, one.hash_len)
        )
        cost = f"m={one.memory_cost},t={one.time_cost},p={one.parallelism}"
        return f"$argon2id$v=19${cost}${salt}${digest}"

    def _done(self, work: Callable[[], Result]) -> Result:
        if not self._places.acquire(blocking=False):
            raise Unavailable("signing in", "too many people are signing in at once")
        try:
            future = self._threads.submit(work)
        except BaseException:
            self._places.release()
            raise
        future.add_done_callback(lambda _: self._places.release())
        try:
            return future.result(self.patience)
        except TookTooLong:
            future.cancel()
            raise Unavailable("signing in", "too many people are signing in at once") from None


def _let_others_first() -> None:
    """Lower this thread's priority; on Linux a thread has one of its own."""
    with suppress(OSError, AttributeError):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), POLITE)
