"""A worker is killed anywhere in a load: who takes over comes to the same tables."""

import signal
from io import BytesIO
from time import monotonic, sleep
from typing import Any
from uuid import uuid4

import pytest
from injector import Injector

from application.campaigns.files.ports import FilesStore
from application.campaigns.files.read_files import ReadFiles
from application.campaigns.files.receive_file import LOADING, NewPerformanceFile, ReceiveFile
from application.campaigns.files.withdraw_file import WithdrawFile
from application.campaigns.rankings.ports import Rankings
from application.jobs.ports import JobQueue
from domain.campaigns.budget import ErrorBudget
from domain.campaigns.performance_file import PerformanceFile, PerformanceFileId
from domain.campaigns.rankings.ranking import Filters
from domain.principal import Principal
from entrypoints.settings import Settings
from entrypoints.workers.worker import Worker
from support.killed_loads import content
from support.people import ADA, EVE
from support.performance_rows import rows_of
from support.stalling import environment
from support.started import started

pytestmark = pytest.mark.slow
PATIENCE = 60.0
LINES = 120_000
CHUNKS = 4
"""Of 1 MiB: three of them are done at most when the last worker dies."""
TOLD = ("begun", "committing", "committed")


CONTENT = content(LINES)


def received(world: Injector, by: Principal) -> PerformanceFile:
    new = NewPerformanceFile(
        PerformanceFileId(uuid4()), "june.csv", BytesIO(CONTENT), budget=ErrorBudget("5%")
    )
    return world.get(ReceiveFile)(by, new)


def finished(world: Injector, by: Principal, file: PerformanceFile) -> PerformanceFile:
    """Load it, also what a dead worker holds until its lease runs out."""
    until = monotonic() + PATIENCE
    while world.get(JobQueue).waiting():
        assert monotonic() < until, "the job never ended"
        world.get(Worker).drain([LOADING])
        sleep(0.05)
    return world.get(ReadFiles).one(by, file.id)


def tables(world: Injector, file: PerformanceFile) -> tuple[Any, ...]:
    """Return all that is kept of it, apart from ids and moments."""
    store = world.get(FilesStore)
    counts = (file.state, file.read, file.loaded, file.quarantined, dict(file.by_reason))
    with store.transaction() as work:
        ledger = work.ledger(file.id)
    bad = store.quarantine(file.id, None, 0, LINES)
    return counts, file.chunks, ledger, bad, rows_of(world, file.id)


def killed_at(line: int, settings: Settings) -> str:
    """Start a worker, kill it once it has told so many lines; return the last of them."""
    with started("-m", "support.loading_process", settings=environment(settings)) as worker:
        assert worker.stdout is not None
        told = list[str]()
        while len(told) < line:
            said = worker.stdout.readline().strip()
            if said in TOLD:  # between lines of the log
                told.append(said)
        worker.send_signal(signal.SIGKILL)
        return told[-1]


def test_wherever_a_worker_is_killed_the_tables_are_the_same(
    settings: Settings, survivor: Injector
) -> None:
    undisturbed = finished(survivor, EVE, received(survivor, EVE))
    assert (undisturbed.state, undisturbed.chunks) == ("published", CHUNKS)

    file = received(survivor, ADA)
    for line, at in ((3, "committing"), (4, "committed"), (2, "begun")):
        assert killed_at(line, settings) == at
        now = survivor.get(ReadFiles).one(ADA, file.id)
        assert now.read == now.loaded + now.quarantined == sum(ledger_of(survivor, now))
        assert now.state in {"received", "loading"}
    again = finished(survivor, ADA, file)
    assert tables(survivor, again) == tables(survivor, undisturbed)


def test_wherever_a_sweep_is_killed_nothing_of_the_file_is_left(
    settings: Settings, survivor: Injector
) -> None:
    """It looks at the file in the first transaction, and deletes some rows in each of the next."""
    file = finished(survivor, ADA, received(survivor, ADA))
    assert finished(survivor, EVE, received(survivor, EVE)).state == "published"
    back = survivor.get(WithdrawFile)(ADA, file.id)
    left = [file.loaded]
    for line, at in ((3, "committing"), (4, "committed"), (2, "begun")):
        assert killed_at(line, settings) == at
        left.append(len(rows_of(survivor, file.id)))
        assert names(survivor, ADA) == []
        assert survivor.get(ReadFiles).one(ADA, file.id) == back
    assert left[0] >= left[1] >= left[2] >= left[3]
    assert left[2] < left[0]
    assert finished(survivor, ADA, file) == back
    assert rows_of(survivor, file.id) == []
    again = finished(survivor, ADA, received(survivor, ADA))
    assert (again.state, again.loaded, again.id != file.id) == ("published", file.loaded, True)
    assert len(names(survivor, EVE)) == len(names(survivor, ADA)) == 3


def names(world: Injector, by: Principal) -> list[str]:
    ranked = world.get(Rankings).ranked(by.organisation_id, Filters(), 3)
    return [one.place.influencer_id for one in ranked.standings]


def ledger_of(world: Injector, file: PerformanceFile) -> tuple[int, int]:
    with world.get(FilesStore).transaction() as work:
        loaded, quarantined, _ = work.ledger(file.id)
    return loaded, quarantined
