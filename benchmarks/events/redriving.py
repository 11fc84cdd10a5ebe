"""Ten thousand parked events redriven: those of one type first, then what stood behind others."""

from collections.abc import Iterator
from contextlib import nullcontext
from os import environ
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.events.parked import CHOSEN, NUMBER, Parked, in_order, parked
from benchmarks.events.throughput import SERVER, database
from benchmarks.figures import Figure, Options, skipped

BAR = "once, in order, as told"


def run(_: Options) -> Iterator[Figure]:
    with TemporaryDirectory() as folder:
        for name in ("SQLite", "PostgreSQL"):
            if name == "PostgreSQL" and SERVER not in environ:
                yield skipped("redrive, PostgreSQL", f"it takes {SERVER}")
                continue
            home = Path(folder, name)
            sqlite = nullcontext(f"sqlite:///{home / 'portico.db'}")
            with sqlite if name == "SQLite" else database() as url, parked(url, home) as held:
                held.notes.is_ill = False
                held.redrive(CHOSEN)
                held.redrive({})
                yield _figure(name, held)


def _figure(name: str, held: Parked) -> Figure:
    noted, told = held.noted(), held.told
    seconds, cpu = sum(one.seconds for one in told), sum(one.cpu for one in told)
    as_foreseen = all(one.is_as_foreseen for one in told)
    moved = " and ".join(f"{one.said['moving']:,} of {one.said['matching']:,}" for one in told)
    return Figure(
        name=f"redrive, {name}",
        says=f"{moved}: {NUMBER / seconds:,.0f}/s, {1000 * cpu / NUMBER:.2f} ms of CPU each",
        bar=BAR,
        passed=as_foreseen and len(noted) == NUMBER and in_order(noted),
        numbers={"seconds": seconds, "cpu": cpu, "effects": len(noted), "as_told": as_foreseen},
    )
