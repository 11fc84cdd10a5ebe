"""Sign-ins a second, what other requests feel of them, and what their time tells of an address.

Each sign-in hashes at the stated cost (Argon2id, 19 MiB, two passes). Keycloak's sizing guide
states 15 password logins a second for each of its processors.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import count, cycle
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.figures import Figure, Options
from benchmarks.hashing_alone import CORES
from benchmarks.servers import portico
from benchmarks.sign_in_rounds import Load, Round, one_round
from benchmarks.signing import BEHIND_PROXY, Visitor
from benchmarks.timing import percentile

NAME = "sign-ins"
PEOPLE, SAMPLES = 100, 200
ROUNDS = 5
LEAST_PER_CORE, MOST_TIMES, MOST_APART = 30.0, 2.0, 0.05
NUMBERS = count()


def run(options: Options) -> Iterator[Figure]:
    with TemporaryDirectory() as folder, portico(Path(folder), settings=BEHIND_PROXY) as server:
        people = [f"person{number}@example.com" for number in range(PEOPLE)]
        visitor = Visitor(server.port)
        for email in people:
            visitor.join(email)
        bearer = visitor.sign_in(people[0])
        rounds = [one_round(server, people, bearer) for _ in range(options.rounds or ROUNDS)]
        yield _rate(rounds)
        yield _felt(rounds)
        visitor = Visitor(server.port)  # the line was idle for long, and cut
        yield _apart("sign-in", visitor.refused, cycle(people))
        yield _apart("password reset", visitor.reset, cycle(people))
        yield _apart("sign-up", visitor.sign_up, cycle(people))


def _rate(rounds: Sequence[Round]) -> Figure:
    rate = median(one.only.per_second for one in rounds)
    cpu = median(one.only.server_seconds for one in rounds)
    client = median(one.only.client_seconds for one in rounds)
    alone = median(one.alone.per_second for one in rounds)
    hashed = median(one.alone.cpu_seconds for one in rounds)
    share = median(one.only.per_second / one.alone.per_second for one in rounds)
    per_core = rate / CORES
    return Figure(
        name=NAME,
        says=f"{rate:.1f}/s, {per_core:.1f} a core, nothing else asked; {1000 * cpu:.1f} ms of the "
        f"server's CPU each, {1000 * client:.1f} ms of the client's; "
        f"hashes alone {alone / CORES:.1f} a core, {1000 * hashed:.1f} ms each: {share:.0%} of it",
        bar=f"at least {LEAST_PER_CORE:.0f} a core",
        passed=per_core >= LEAST_PER_CORE,
        numbers={
            "per_second": rate,
            "per_core": per_core,
            "cpu_ms": 1000 * cpu,
            "client_cpu_ms": 1000 * client,
            "alone_per_core": alone / CORES,
            "alone_cpu_ms": 1000 * hashed,
            "share_of_alone": share,
            "rounds": [one.only.per_second for one in rounds],
        },
    )


def _felt(rounds: Sequence[Round]) -> Figure:
    """Compare the medians of what the rounds' 99th percentiles were."""
    quiet = median(percentile(one.idle, 0.99) for one in rounds)
    paced = median(percentile(one.paced_busy, 0.99) for one in rounds)
    loud = median(percentile(one.busy, 0.99) for one in rounds)
    rates = [median(load.per_second for load in loads) / CORES for loads in _besides(rounds)]
    return Figure(
        name="  others meanwhile",
        says=f"p99 {paced:.1f} ms, {quiet:.1f} ms when idle: {paced / quiet:.2f} times, beside "
        f"{rates[0]:.1f} sign-ins a core; {loud / quiet:.2f} times beside {rates[1]:.1f}, "
        "as many as go",
        bar=f"under {MOST_TIMES:.0f} times",
        passed=paced < MOST_TIMES * quiet,
        numbers={
            "idle_p50_ms": median(median(one.idle) for one in rounds),
            "idle_p99_ms": quiet,
            "paced_p50_ms": median(median(one.paced_busy) for one in rounds),
            "paced_p99_ms": paced,
            "busy_p50_ms": median(median(one.busy) for one in rounds),
            "busy_p99_ms": loud,
            "per_core_paced": rates[0],
            "per_core_beside": rates[1],
        },
    )


def _besides(rounds: Sequence[Round]) -> tuple[list[Load], list[Load]]:
    return [one.paced for one in rounds], [one.beside for one in rounds]


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
