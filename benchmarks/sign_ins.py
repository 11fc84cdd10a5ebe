"""Sign-ins a second, what other requests feel of them, and what their time tells of an address.

Each sign-in hashes at the stated cost (Argon2id, 19 MiB, two passes). Keycloak's sizing guide
states 15 password logins a second for each of its processors.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import count, cycle
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, sleep

from benchmarks.figures import Figure, Options
from benchmarks.processes import cpu_seconds
from benchmarks.servers import portico
from benchmarks.signing import Visitor
from benchmarks.timing import percentile

NAME = "sign-ins"
PEOPLE, SAMPLES = 100, 200
CONNECTIONS, SECONDS, REST_SECONDS = 8, 6.0, 0.005
LEAST_PER_CORE, MOST_TIMES, MOST_APART = 30.0, 2.0, 0.05
CORES = os.cpu_count() or 1
NUMBERS = count()


def run(_options: Options) -> Iterator[Figure]:
    with TemporaryDirectory() as folder, portico(Path(folder)) as server:
        people = [f"person{number}@example.com" for number in range(PEOPLE)]
        visitor = Visitor(server.port)
        for email in people:
            visitor.join(email)
        bearer = visitor.sign_in(people[0])
        idle = _others(server.port, bearer, _after(SECONDS))
        used = cpu_seconds(server.pid)
        rate, busy = _under_load(server.port, people, bearer)
        yield _rate(rate, (cpu_seconds(server.pid) - used) / (rate * SECONDS))
        yield _felt(idle, busy)
        yield _apart("sign-in", visitor.refused, cycle(people))
        yield _apart("password reset", visitor.reset, cycle(people))
        yield _apart("sign-up", visitor.sign_up, cycle(people))


def _under_load(port: int, people: Sequence[str], bearer: str) -> tuple[float, list[float]]:
    """Sign people in without pause, and time another route meanwhile."""
    until = perf_counter() + SECONDS

    def sign_in(number: int) -> int:
        visitor, done = Visitor(port), 0
        for email in cycle(people[number::CONNECTIONS]):
            if perf_counter() > until:
                return done
            visitor.sign_in(email)
            done += 1
        return done

    with ThreadPoolExecutor(CONNECTIONS + 1) as pool:
        others = pool.submit(_others, port, bearer, _after(SECONDS))
        done = sum(pool.map(sign_in, range(CONNECTIONS)))
        return done / SECONDS, others.result()


def _others(port: int, bearer: str, over: Callable[[], bool]) -> list[float]:
    """Return the milliseconds of requests to another route, one after another."""
    visitor, took = Visitor(port), []
    while not over():
        began = perf_counter()
        visitor.look(bearer)
        took.append(1000 * (perf_counter() - began))
        sleep(REST_SECONDS)
    return took


def _after(seconds: float) -> Callable[[], bool]:
    until = perf_counter() + seconds
    return lambda: perf_counter() > until


def _rate(rate: float, cpu: float) -> Figure:
    per_core = rate / CORES
    return Figure(
        name=NAME,
        says=f"{rate:.1f}/s, {per_core:.1f} a core; {1000 * cpu:.1f} ms of the server's CPU each",
        bar=f"at least {LEAST_PER_CORE:.0f} a core",
        passed=per_core >= LEAST_PER_CORE,
        numbers={"per_second": rate, "per_core": per_core, "cpu_ms": 1000 * cpu},
    )


def _felt(idle: Sequence[float], busy: Sequence[float]) -> Figure:
    quiet, loud = percentile(idle, 0.99), percentile(busy, 0.99)
    return Figure(
        name="  others meanwhile",
        says=f"p99 {loud:.1f} ms, {quiet:.1f} ms when idle: {loud / quiet:.2f} times",
        bar=f"under {MOST_TIMES:.0f} times",
        passed=loud < MOST_TIMES * quiet,
        numbers={
            "idle_p50_ms": median(idle),
            "busy_p50_ms": median(busy),
            "idle_p99_ms": quiet,
            "busy_p99_ms": loud,
        },
    )


def _apart(what: str, ask: Callable[[str], None], known: Iterator[str]) -> Figure:
    """Ask of known and unknown addresses in turns, and compare the medians."""
    took: dict[bool, list[float]] = {True: [], False: []}
    for number in range(2 * SAMPLES):
        is_known = number % 2 == 0
        email = next(known) if is_known else f"nobody{next(NUMBERS)}@example.com"
        began = perf_counter()
        ask(email)
        took[is_known].append(1000 * (perf_counter() - began))
    there, nowhere = median(took[True]), median(took[False])
    apart = abs(there - nowhere) / max(there, nowhere)
    return Figure(
        name=f"  {what}, who is there",
        says=f"known {there:.2f} ms, unknown {nowhere:.2f} ms: {apart:.1%} apart",
        bar=f"at most {MOST_APART:.0%} apart",
        passed=apart <= MOST_APART,
        numbers={"known_ms": there, "unknown_ms": nowhere, "apart": apart, "samples": SAMPLES},
    )
