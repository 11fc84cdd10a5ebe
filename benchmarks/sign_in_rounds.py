"""Rounds of hashes alone, sign-ins alone, another route alone, and sign-ins beside that route."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import cycle
from time import perf_counter, process_time, sleep

from benchmarks.hashing_alone import Alone, hashed_alone
from benchmarks.processes import cpu_seconds
from benchmarks.servers import Server
from benchmarks.signing import Visitor

CONNECTIONS, SECONDS, REST_SECONDS = 8, 5.0, 0.005


@dataclass(frozen=True, slots=True)
class Load:
    """Sign-ins without pause for a while; CPU seconds for each, of all of the server's processes
    and of this one, which asks.
    """

    per_second: float
    server_seconds: float
    client_seconds: float


@dataclass(frozen=True, slots=True)
class Round:
    """Hashes alone at the same cost, then sign-ins and nothing else; then nobody signs in while
    another route is asked, and at last both. Milliseconds of that route, alone and beside.
    """

    alone: Alone
    only: Load
    idle: Sequence[float]
    beside: Load
    busy: Sequence[float]


def one_round(server: Server, people: Sequence[str], bearer: str) -> Round:
    alone = hashed_alone(SECONDS)
    only = _loaded(server, people)
    idle = others_asked(server.port, bearer, _after(SECONDS))
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(others_asked, server.port, bearer, _after(SECONDS))
        beside = _loaded(server, people)
        return Round(alone, only, idle, beside, asked.result())


def _loaded(server: Server, people: Sequence[str]) -> Load:
    began, used, own = perf_counter(), cpu_seconds(server.pid), process_time()
    done = _signed_in(server.port, people)
    seconds = perf_counter() - began
    used, own = cpu_seconds(server.pid) - used, process_time() - own
    return Load(done / seconds, used / done, own / done)


def _signed_in(port: int, people: Sequence[str]) -> int:
    """Sign people in without pause; returns how often."""
    until = perf_counter() + SECONDS

    def sign_in(number: int) -> int:
        visitor, done = Visitor(port), 0
        for email in cycle(people[number::CONNECTIONS]):
            if perf_counter() > until:
                return done
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
