"""A busy day of two markets, as fast as it is taken: the collector's memory, and the disk's.

The collector is `portico worker ticks` with every default, alone in its process. Nobody answers
REST: nothing is missing. PORTICO_DAY_EACH says how many aggregates each market has.
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from time import monotonic, sleep

from benchmarks.figures import Figure, Options
from benchmarks.processes import cpu_seconds, peak_megabytes
from benchmarks.ticks.collectors import Home, collector, new_home
from benchmarks.ticks.made_up import BUSY, FIRST_ID
from benchmarks.ticks.made_up_frames import TWO, day_of_two
from benchmarks.ticks.pouring import poured

EACH = int(os.environ.get("PORTICO_DAY_EACH", BUSY))
MEGABYTES, ON_DISK = 150, 60
GROWTH = 1.1
NOBODY = "http://127.0.0.1:9"
LOOK_SECONDS, PATIENCE = 0.25, 1_200.0


def run(_options: Options) -> Iterator[Figure]:
    with new_home() as home, poured(day_of_two, EACH, made_before=False) as url:
        empty = home.megabytes()
        with collector(home, url, NOBODY) as process:
            began, memory = monotonic(), [*_sampled(home, process)]
            seconds, cpu = monotonic() - began, cpu_seconds(process)
            peak = peak_megabytes(process) or max(memory)
        each = (home.megabytes() - empty) / len(TWO) * BUSY / EACH
    yield _of_memory(memory, peak, seconds, cpu)
    yield Figure(
        name="ticks, two markets' day",
        says=f"{each:.1f} MB a market of {BUSY:,} aggregates, as the collector kept them",
        bar=f"at most {ON_DISK} MB",
        passed=each <= ON_DISK,
        numbers={"each": each, "aggregates": EACH},
    )


def _of_memory(memory: Sequence[float], peak: float, seconds: float, cpu: float) -> Figure:
    """Tell the peak, and whether the last quarter has more than the second one."""
    quarter = max(1, len(memory) // 4)
    early, late = median(memory[quarter : 2 * quarter] or memory), median(memory[-quarter:])
    return Figure(
        name="ticks, collector's memory",
        says=f"at most {peak:.0f} MB, {early:.0f} in the second quarter of {2 * EACH:,} trades and "
        f"{late:.0f} in the last; {seconds:.0f} s, {2 * EACH / cpu:,.0f} trades/CPU s",
        bar=f"at most {MEGABYTES} MB, flat",
        passed=peak <= MEGABYTES and late <= early * GROWTH,
        numbers={"samples": memory, "peak": peak, "seconds": seconds, "cpu": cpu},
    )


def _sampled(home: Home, process: int) -> Iterator[float]:
    """Give megabytes that are resident, until all is kept; raises TimeoutError."""
    newest = dict.fromkeys(TWO, FIRST_ID + EACH - 1)
    until = monotonic() + PATIENCE
    while not home.holds(newest):
        if monotonic() > until:
            raise TimeoutError
        yield _resident(process)
        sleep(LOOK_SECONDS)


def _resident(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text()
    found = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(found.split()[1]) / 1_024
