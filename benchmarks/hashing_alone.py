"""What this machine can hash at most: sign-ins cost no less than their hashes."""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from time import perf_counter, process_time

from adapters.permissions.people.password_hasher import Argon2PasswordHasher

CORES = os.cpu_count() or 1
PASSWORD = "correct horse battery staple"


@dataclass(frozen=True, slots=True)
class Alone:
    per_second: float
    """On all processors together."""
    cpu_seconds: float
    """For each hash."""


def hashed_alone(seconds: float) -> Alone:
    """Check a password as sign-ins do, with a thread for each processor and nothing around it.

    The threads hash at the same time because hashes slow each other down: they read more memory
    than a processor has to itself.
    """
    argon2 = Argon2PasswordHasher().argon2
    kept = argon2.hash(PASSWORD)
    used, began = process_time(), perf_counter()

    def check(_: int) -> int:
        done = 0
        while perf_counter() - began < seconds:
            argon2.verify(kept, PASSWORD)
            done += 1
        return done

    with ThreadPoolExecutor(CORES) as pool:
        done = sum(pool.map(check, range(CORES)))
    took = perf_counter() - began
    return Alone(done / took, (process_time() - used) / done)
