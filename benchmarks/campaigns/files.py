"""Hostile performance files beside what others make of them, and a file sent over HTTP."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any

from benchmarks.campaigns import hostile
from benchmarks.campaigns.contender import CONTENDERS
from benchmarks.figures import Figure, Options
from entrypoints.testing import Portico
from entrypoints.testing.harness import MEMORY
from support.databases import fresh_sqlite

ROWS, MANY = 1_000_000, 10_000_000
CPU_BAR, MEMORY_BAR, UPLOAD_BAR = 2.0, 100, 0.5
UPLOAD_ROWS = 10_000
FILES = "/api/v1/performance-files"


def run(options: Options) -> Iterator[Figure]:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "hostile.csv"
        hostile.write(ROWS, file)
        found = [contended(name, file) for name in CONTENDERS]
        yield _beside(found)
        file.unlink()
    if options.verbose:
        yield _many()
    yield _uploaded()


def contended(name: str, file: Path) -> dict[str, Any]:
    """Let one reader read the file in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.campaigns.contender", name, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return {"name": name, "refused": done.stderr.strip().splitlines()[-1][:200]}
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _beside(found: list[dict[str, Any]]) -> Figure:
    ours = found[0]
    exact = not (ours["good_lost"] or ours["bad_admitted"] or ours["wrong_reasons"])
    return Figure(
        name="hostile file",
        says=(
            f"{ours['good_lost']} good lost, {ours['bad_admitted']} bad let in,"
            f" {ours['wrong_reasons']} wrong, {ours['cpu']:.2f} CPU s, {ours['megabytes']} MB"
        ),
        bar=f"0, 0, 0, {CPU_BAR:.0f} s, {MEMORY_BAR} MB",
        passed=exact and ours["cpu"] <= CPU_BAR and ours["megabytes"] <= MEMORY_BAR,
        numbers={one["name"]: one for one in found},
        table=[_line(one) for one in found],
    )


def _line(one: dict[str, Any]) -> str:
    if "refused" in one:
        return f"{one['name']:<8} refused the file: {one['refused']}"
    return (
        f"{one['name']:<8} {one['good_lost']:>7,} good lost {one['bad_admitted']:>7,} bad let in"
        f" {one['cpu']:>6.2f} CPU s {one['megabytes']:>5} MB"
    )


def _many() -> Figure:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "many.csv"
        hostile.write(MANY, file)
        ours = contended("portico", file)
    return Figure(
        name="ten million rows",
        says=f"{ours['cpu']:.2f} CPU s, {ours['megabytes']} MB, {ours['good_lost']} good lost",
        bar=f"{MEMORY_BAR} MB",
        passed=ours["megabytes"] <= MEMORY_BAR and ours["good_lost"] == 0,
        numbers=ours,
    )


def _uploaded() -> Figure:
    """Send rows over HTTP on SQLite, and load them in this process, until they are published."""
    header = "campaignId,influencerId,likes,comments,shares,views"
    rows = (
        f"{100 + n % 11},influencer_{n % 1000},{n},7,3,{n * 9 + 50}" for n in range(UPLOAD_ROWS)
    )
    content = "\n".join((header, *rows)).encode()
    with TemporaryDirectory() as folder:
        settings = replace(MEMORY, home=Path(folder), database_url=fresh_sqlite(Path(folder)))
        portico = Portico.start(settings=settings)
        portico.client.get(FILES)
        began, used = perf_counter(), process_time()
        sent = portico.client.post(FILES, data={"file": (BytesIO(content), "june.csv")})
        portico.work()
        told = portico.client.get(sent.headers["Location"]).get_json()
        wall, cpu = perf_counter() - began, process_time() - used
    if (told["state"], told["loaded"]) != ("published", UPLOAD_ROWS):
        raise RuntimeError(told)
    return Figure(
        name="upload to published",
        says=f"{UPLOAD_ROWS:,} rows in {wall:.2f} s ({cpu:.2f} CPU s), in process, SQLite",
        bar=f"at most {UPLOAD_BAR} s",
        passed=wall <= UPLOAD_BAR,
        numbers={"wall": wall, "cpu": cpu},
    )
