"""Rounds of hashes alone, sign-ins alone, another route alone, and sign-ins beside that route:
without pause, and at a pace.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import cycle
from math import inf
from time import perf_counter, process_time, sleep

from benchmarks.hashing_alone import CORES, Alone, hashed_alone
from benchmarks.processes import cpu_seconds
from benchmarks.servers import Server
from benchmarks.signing import Visitor

CONNECTIONS, SECONDS, REST_SECONDS = 8, 5.0, 0.005
PER_CORE = 31.0
"""The pace: a little over what is asked of each processor, so that not less comes of it."""


@dataclass(frozen=True, slots=True)
class Load:
    """Sign-ins for a while; CPU seconds for each, of all of the server's processes
    and of this one, which asks.
    """

    per_second: float
    server_seconds: float
    client_seconds: float


@dataclass(frozen=True, slots=True)
class Round:
    """Hashes alone at the same cost, then sign-ins and nothing else; then nobody signs in while
    another route is asked, and at last both, without pause and at the pace. Milliseconds of that
    route, alone and beside.
    """

    alone: Alone
    only: Load
    idle: Sequence[float]
    beside: Load
    busy: Sequence[float]
    paced: Load
    paced_busy: Sequence[float]


def one_round(server: Server, people: Sequence[str], bearer: str) -> Round:
    alone = hashed_alone(SECONDS)
    only = _loaded(server, people)
    idle = others_asked(server.port, bearer, _after(SECONDS))
    beside, busy = _beside(server, people, bearer)
    return Round(
        alone, only, idle, beside, busy, *_beside(server, people, bearer, PER_CORE * CORES)
    )


def _beside(
    server: Server, people: Sequence[str], bearer: str, pace: float = inf
) -> tuple[Load, Sequence[float]]:
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(others_asked, server.port, bearer, _after(SECONDS))
        return _loaded(server, people, pace), asked.result()


def _loaded(server: Server, people: Sequence[str], pace: float = inf) -> Load:
    began, used, own = perf_counter(), cpu_seconds(server.pid), process_time()
    done = _signed_in(server.port, people, pace)
    seconds = perf_counter() - began
    used, own = cpu_seconds(server.pid) - used, process_time() - own
    return Load(done / seconds, used / done, own / done)


def _signed_in(port: int, people: Sequence[str], pace: float) -> int:
    """Sign people in so many times a second, or as often as it goes; returns how often."""
    began = perf_counter()

    def sign_in(number: int) -> int:
        visitor, done = Visitor(port), 0
        for email in cycle(people[number::CONNECTIONS]):
            due = began + (done * CONNECTIONS + number) / pace
            if max(due, perf_counter()) > began + SECONDS:
                break
            sleep(max(0.0, due - perf_counter()))
            visitor.sign_in(email)
            done += 1
        return done

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        return sum(pool.map(sign_in, range(CONNECTIONS)))


def others_asked(port: int, bearer: str, over: Callable[[], bool]) -> list[float]:
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
