"""From `portico serve` on an empty PORTICO_HOME to the first 200 of /health/ready."""

from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import sleep

from benchmarks.figures import Figure, Options, seconds
from benchmarks.processes import family, leads_a_session, peak_megabytes
from benchmarks.servers import Server, portico

BAR_SECONDS = 3.0
ROUNDS = 5
SETTLE_SECONDS = 3.0
"""For the worker, whose start readiness does not wait for."""


def run(options: Options) -> Iterator[Figure]:
    took: list[float] = []
    peaks: list[dict[str, float]] = []
    for _ in range(options.rounds or ROUNDS):
        with TemporaryDirectory() as folder, portico(Path(folder)) as server:
            took.append(server.seconds)
            sleep(SETTLE_SECONDS)
            peaks.append(peak_of_each(server))
    yield Figure(
        name="start to ready",
        says=seconds(took),
        bar=f"at most {BAR_SECONDS:.0f} s",
        passed=median(took) <= BAR_SECONDS,
        numbers={"seconds": took},
    )
    memory = {name: median(peak[name] for peak in peaks) for name in peaks[-1]}
    yield Figure(name="memory at rest", says=megabytes(memory), numbers=memory)


def peak_of_each(server: Server) -> dict[str, float]:
    """Return the peak of the API process, the worker, and the supervisor of both."""
    peaks: dict[str, float] = {}
    for pid in family(server.pid):
        peak = peak_megabytes(pid)
        if peak is not None:
            peaks[_role(pid, server)] = peak
    return peaks


def megabytes(peaks: dict[str, float]) -> str:
    return ", ".join(f"{role} {peak:.0f} MB" for role, peak in peaks.items()) + " (peak RSS)"


def _role(pid: int, server: Server) -> str:
    if pid == server.pid:
        return "supervisor"
    return "worker" if leads_a_session(pid) else "API"
