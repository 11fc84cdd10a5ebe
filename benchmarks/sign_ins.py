"""Sign-ins a second, what other requests feel of them, and what their time tells of an address.

Each sign-in hashes at the stated cost (Argon2id, 19 MiB, two passes). Keycloak's sizing guide
states 15 password logins a second for each of its processors.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count, cycle
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, sleep

from benchmarks.figures import Figure, Options
from benchmarks.hashing_alone import CORES, Alone, hashed_alone
from benchmarks.processes import cpu_seconds
from benchmarks.servers import Server, portico
from benchmarks.signing import Visitor
from benchmarks.timing import percentile

NAME = "sign-ins"
PEOPLE, SAMPLES = 100, 200
CONNECTIONS, SECONDS, REST_SECONDS, ROUNDS = 8, 5.0, 0.005, 5
LEAST_PER_CORE, MOST_TIMES, MOST_APART = 30.0, 2.0, 0.05
NUMBERS = count()


def run(options: Options) -> Iterator[Figure]:
    with TemporaryDirectory() as folder, portico(Path(folder)) as server:
        people = [f"person{number}@example.com" for number in range(PEOPLE)]
        visitor = Visitor(server.port)
        for email in people:
            visitor.join(email)
        bearer = visitor.sign_in(people[0])
        rounds = [_round(server, people, bearer) for _ in range(options.rounds or ROUNDS)]
        yield _rate(rounds)
        yield _felt(rounds)
        visitor = Visitor(server.port)  # the line was idle for long, and cut
        yield _apart("sign-in", visitor.refused, cycle(people))
        yield _apart("password reset", visitor.reset, cycle(people))
        yield _apart("sign-up", visitor.sign_up, cycle(people))


@dataclass(frozen=True, slots=True)
class Round:
    """First nobody signs in, then as many as can; milliseconds of another route in both.

    Before them hashes alone are made at the same cost.
    """

    idle: Sequence[float]
    busy: Sequence[float]
    per_second: float
    cpu_seconds: float
    """Of the server, for each sign-in, with what the other route took meanwhile."""
    alone: Alone


def _round(server: Server, people: Sequence[str], bearer: str) -> Round:
    alone = hashed_alone(SECONDS)
    idle = _others(server.port, bearer, _after(SECONDS))
    used = cpu_seconds(server.pid)
    began = perf_counter()
    done, busy = _under_load(server.port, people, bearer)
    seconds = perf_counter() - began
    return Round(idle, busy, done / seconds, (cpu_seconds(server.pid) - used) / done, alone)


def _under_load(port: int, people: Sequence[str], bearer: str) -> tuple[int, list[float]]:
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
        return done, others.result()


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


def _rate(rounds: Sequence[Round]) -> Figure:
    rate = median(one.per_second for one in rounds)
    cpu = median(one.cpu_seconds for one in rounds)
    alone = median(one.alone.per_second for one in rounds)
    hashed = median(one.alone.cpu_seconds for one in rounds)
    share = median(one.per_second / one.alone.per_second for one in rounds)
    per_core = rate / CORES
    return Figure(
        name=NAME,
        says=f"{rate:.1f}/s, {per_core:.1f} a core; {1000 * cpu:.1f} ms of the server's CPU each; "
        f"hashes alone {alone / CORES:.1f} a core, {1000 * hashed:.1f} ms each: {share:.0%} of it",
        bar=f"at least {LEAST_PER_CORE:.0f} a core",
        passed=per_core >= LEAST_PER_CORE,
        numbers={
            "per_second": rate,
            "per_core": per_core,
            "cpu_ms": 1000 * cpu,
            "alone_per_core": alone / CORES,
            "alone_cpu_ms": 1000 * hashed,
            "share_of_alone": share,
            "rounds": [one.per_second for one in rounds],
        },
    )


def _felt(rounds: Sequence[Round]) -> Figure:
    """Compare the medians of what the rounds' 99th percentiles were."""
    quiet = median(percentile(one.idle, 0.99) for one in rounds)
    loud = median(percentile(one.busy, 0.99) for one in rounds)
    return Figure(
        name="  others meanwhile",
        says=f"p99 {loud:.1f} ms, {quiet:.1f} ms when idle: {loud / quiet:.2f} times",
        bar=f"under {MOST_TIMES:.0f} times",
        passed=loud < MOST_TIMES * quiet,
        numbers={
            "idle_p50_ms": median(median(one.idle) for one in rounds),
            "busy_p50_ms": median(median(one.busy) for one in rounds),
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
