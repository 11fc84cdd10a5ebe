"""From the first byte of five uploaded papers until all of them can be asked."""

import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.figures import Figure, Options, seconds, skipped
from benchmarks.papers import NoPapers, client, find_papers, upload, wait
from benchmarks.processes import cpu_seconds
from benchmarks.servers import portico
from benchmarks.start_to_ready import megabytes, peak_of_each

NAME = "papers to ready"
BAR_SECONDS = 20.0
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Round:
    took: float
    cpu: float
    peaks: dict[str, float]
    jobs: list[str]
    pages: int
    passages: int


def run(options: Options) -> Iterator[Figure]:
    try:
        papers = find_papers()
    except NoPapers as reason:
        yield skipped(NAME, str(reason))
        return
    with TemporaryDirectory() as folder:
        cold, warm = _rounds(Path(folder), papers, options.rounds or ROUNDS)
    yield _figure("cold", cold)
    yield _figure("warm", warm)
    yield _memory([*cold, *warm])


def _rounds(folder: Path, papers: Sequence[Path], rounds: int) -> tuple[list[Round], list[Round]]:
    """Take fresh homes in turns: without and with the graph that the first load builds."""
    cold, warm = [], []
    for number in range(rounds):
        empty, kept = folder / f"cold-{number}", folder / f"warm-{number}"
        cold.append(_round(empty, papers))
        shutil.copytree(empty / "models", kept / "models")
        warm.append(_round(kept, papers))
    return cold, warm


def _round(home: Path, papers: Sequence[Path]) -> Round:
    with portico(home) as server, client(server) as http:
        used, began = cpu_seconds(server.pid), perf_counter()
        documents = wait(http, list(upload(http, papers).values()))
        took, used = perf_counter() - began, cpu_seconds(server.pid) - used
        pages, passages = (sum(one[name] for one in documents) for name in ("pages", "passages"))
        return Round(took, used, peak_of_each(server), jobs(server.log), pages, passages)


def jobs(log: Path) -> list[str]:
    """Tell each attempt at a job, as the worker logged it, and whatever it logged besides."""
    told = []
    for line in log.read_text(errors="replace").splitlines():
        event = json.loads(line) if line.startswith("{") else {}
        if event.get("event") == "job":
            attempt, outcome, ms = (event[name] for name in ("attempt", "outcome", "ms"))
            told.append(f"attempt {attempt} {outcome} in {ms / 1000:.1f} s")
        elif event and event["event"] != "request":
            told.append(line)
    return told


def _figure(kind: str, rounds: Sequence[Round]) -> Figure:
    took, cpu = [one.took for one in rounds], [one.cpu for one in rounds]
    return Figure(
        name=f"{NAME}, {kind}",
        says=f"{seconds(took)}, {median(cpu):.1f} s of CPU",
        bar=f"at most {BAR_SECONDS:.0f} s",
        passed=median(took) <= BAR_SECONDS,
        numbers={"seconds": took, "cpu_seconds": cpu, "jobs": [one.jobs for one in rounds]},
        table=[f"{one.took:.1f} s: {'; '.join(one.jobs)}" for one in rounds],
    )


def _memory(rounds: Sequence[Round]) -> Figure:
    last = rounds[-1]
    most = {role: max(one.peaks.get(role, 0) for one in rounds) for role in last.peaks}
    size = {"pages": last.pages, "passages": last.passages}
    return Figure(name="memory after papers", says=megabytes(most), numbers={**most, **size})
