"""A validated JSON POST that starts a conversation: ours beside FastAPI, in turns."""

from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.contenders import (
    FLOOR,
    OURS,
    OURS_ALONE,
    PEER,
    PEER_ALONE,
    Contender,
    contenders,
    under_the_peer,
)
from benchmarks.figures import Figure, Options, skipped
from benchmarks.load import BODY

NAME = "validated POST"
ROUNDS = 5
ROUND_SECONDS, WARM_UP_SECONDS = 3.0, 1.0
BAR = 1.0
LIKE_FOR_LIKE = ((OURS, PEER), (OURS_ALONE, PEER_ALONE))
SIZE = len(BODY.encode())


def run(options: Options) -> Iterator[Figure]:
    if find_spec("fastapi") is None or find_spec("uvicorn") is None:
        yield skipped(NAME, "the peer is not installed: requirements/bench.txt")
        return
    with TemporaryDirectory() as folder, contenders(Path(folder)) as held:
        _take_turns(held, options.rounds or ROUNDS)
    by_name = {one.name: one for one in held}
    for ours, peer in LIKE_FOR_LIKE:
        yield _ratio(by_name[ours], by_name[peer])
    for contender in held:
        yield _detail(contender)


def _take_turns(held: Sequence[Contender], rounds: int) -> None:
    """Warm each up, then go round; who begins changes, so that no one always comes first."""
    for one in held:
        one.run(WARM_UP_SECONDS)
    for number in range(rounds):
        first = number % len(held)
        for one in [*held[first:], *held[:first]]:
            one.reports.append(one.run(ROUND_SECONDS))


def _ratio(ours: Contender, peer: Contender) -> Figure:
    rates = [_median(one, "per_second") for one in (ours, peer)]
    ratio = rates[0] / rates[1]
    return Figure(
        name=NAME,
        says=f"{ours.name} {rates[0]:,.0f}/s, {peer.name} {rates[1]:,.0f}/s: {ratio:.2f} times",
        bar=f"at least {BAR:.0f} times",
        passed=ratio >= BAR,
        numbers={"ratio": ratio, "peer": f"{peer.name}, {under_the_peer()}", "bytes": SIZE},
        table=_table([ours, peer]),
    )


def _detail(contender: Contender) -> Figure:
    numbers = {
        name: _median(contender, name) for name in ("per_second", "p50_ms", "p99_ms", "cpu_us")
    }
    says = (
        f"{numbers['per_second']:,.0f}/s, p50 {numbers['p50_ms']:.1f} ms, "
        f"p99 {numbers['p99_ms']:.1f} ms, {numbers['cpu_us']:.0f} µs of CPU"
    )
    return Figure(name=f"  {contender.name}", says=says + _remark(contender.name), numbers=numbers)


def _remark(name: str) -> str:
    if name == FLOOR:
        return " (the client's ceiling)"
    return "" if name in (OURS, OURS_ALONE) else f" ({under_the_peer()})"


def _table(held: Sequence[Contender]) -> list[str]:
    """Show every round: requests/s, in the order they were taken."""
    return [
        f"{one.name:<22}" + "".join(f"{report['per_second']:>9,.0f}" for report in one.reports)
        for one in held
    ]


def _median(contender: Contender, name: str) -> float:
    return float(median(report[name] for report in contender.reports))
