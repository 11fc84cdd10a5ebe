"""What taking a performance file back promises, on every database."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import timedelta
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from injector import Injector

from adapters.campaigns.rankings.columns import Cells
from adapters.campaigns.rankings.rankings import ColumnRankings, Published, RowSource
from application.campaigns.files import sweep_file
from application.campaigns.files.load_file import LoadFile
from application.campaigns.files.mend_row import Correction, MendRow
from application.campaigns.files.next_chunk import Found
from application.campaigns.files.ports import FilesStore
from application.campaigns.files.read_files import ReadFiles
from application.campaigns.files.receive_file import LOADING
from application.campaigns.files.sweep_file import SweepFile
from application.campaigns.files.withdraw_file import WithdrawFile
from application.campaigns.rankings.ports import Ranked, Rankings
from application.clock import Clock
from application.ids import IdSource
from application.jobs.ports import JobQueue, Lease, LeaseLost
from domain.access import Level, LevelNotHeld
from domain.campaigns.budget import ErrorBudget
from domain.campaigns.errors import (
    FileChanged,
    FileNotPublished,
    NothingToWithdraw,
    PerformanceFileNotFound,
)
from domain.campaigns.performance_file import FileState, PerformanceFile, PerformanceFileId
from domain.campaigns.rankings.ranking import After, Filters
from domain.ids import OrganisationId
from entrypoints.workers.worker import Worker
from support.gates import PATIENCE, Gate
from support.people import ADA, EVE
from support.performance import PLAIN, csv
from support.performance_rows import Send, rows_of

ALL = ErrorBudget("100%")
ZERO = "1,a,1,1,1,0"
GOOD = ("1", "a", "1", "1", "1", "9")
CONTENT = csv("1,a,9,0,0,10", ZERO, "1,b,8,0,0,10", "1,c,7,0,0,10")


def withdrawn(world: Injector, file: PerformanceFile, seen: int | None = None) -> PerformanceFile:
    return world.get(WithdrawFile)(ADA, file.id, seen)


def told(world: Injector, file: PerformanceFile) -> PerformanceFile:
    return world.get(ReadFiles).one(ADA, file.id)


def ranked(rankings: Rankings, limit: int = 9, after: After | None = None) -> Ranked:
    return rankings.ranked(ADA.organisation_id, Filters(), limit, after)


def names(found: Ranked) -> list[str]:
    return [one.place.influencer_id for one in found.standings]


def leased(world: Injector) -> Lease:
    now, token = world.get(Clock).now(), world.get(IdSource).new()
    end = now + timedelta(hours=1)
    lease = world.get(JobQueue).lease((LOADING,), now=now, until=lambda: end, token=token)
    assert lease is not None
    return lease


def test_its_rows_go_and_its_account_stays(world: Injector, load: Send) -> None:
    file = load(CONTENT, budget=ALL)
    back = withdrawn(world, file)
    assert (back.state, back.withdrawn_by) == (FileState.WITHDRAWN, ADA.user_id)
    assert back.withdrawn_at is not None
    assert (back.read, back.loaded, back.quarantined) == (4, 3, 1)
    assert (back.by_reason, back.finished_at) == (file.by_reason, file.finished_at)
    world.get(Worker).drain([LOADING])
    assert rows_of(world, file.id) == []
    assert told(world, file) == back
    [held] = world.get(ReadFiles).quarantine(ADA, file.id, None, 0, 9)
    assert held.raw == ZERO.encode()
    assert world.get(JobQueue).waiting() == {}


def test_every_process_notices_at_once(world: Injector, load: Send) -> None:
    """Each has its own columns; what they were made of is published no more."""
    file, other = load(CONTENT, budget=ALL), load(csv("2,z,1,0,0,10"))
    source = world.get(Rankings).source  # type: ignore[attr-defined]  # it is made of columns
    processes = [ColumnRankings(source), ColumnRankings(source)]
    for one in processes:
        assert names(ranked(one)) == ["a", "b", "c", "z"]
    before = ranked(processes[0])
    withdrawn(world, file)
    for one in processes:
        now = ranked(one)
        assert names(now) == ["z"]
        assert now.snapshot > before.snapshot
        assert now.missing.is_none
    world.get(Worker).drain([LOADING])
    withdrawn(world, other)
    assert [names(ranked(one)) for one in processes] == [[], []]


def test_a_snapshot_is_never_told_twice(world: Injector, load: Send) -> None:
    """Not even where as many rows go as come: what was made of it would not notice."""
    rankings, seen = world.get(Rankings), list[int]()
    for likes in range(4):
        file = load(csv(f"1,a,{likes},0,0,10"))
        seen.append(rankings.snapshot(ADA.organisation_id))
        withdrawn(world, file)
        seen.append(rankings.snapshot(ADA.organisation_id))
    assert sorted(set(seen)) == seen


def test_the_same_bytes_may_be_sent_again(world: Injector, load: Send) -> None:
    first = load(CONTENT, budget=ALL)
    withdrawn(world, first)
    again = load(CONTENT, budget=ALL)
    assert (again.state, again.id != first.id) == (FileState.PUBLISHED, True)
    assert load(CONTENT, "july.csv").id == again.id
    assert len(rows_of(world, again.id)) == 3
    assert rows_of(world, first.id) == []
    assert names(ranked(world.get(Rankings))) == ["a", "b", "c"]


def test_once_more_changes_nothing(world: Injector, load: Send) -> None:
    file = load(CONTENT, budget=ALL)
    first = withdrawn(world, file, file.version)
    assert withdrawn(world, file, file.version) == first
    assert world.get(JobQueue).waiting() == {LOADING: 1}


def test_who_saw_an_older_version_withdraws_nothing(world: Injector, load: Send) -> None:
    file = load(CONTENT, budget=ALL)
    world.get(MendRow)(ADA, Correction(world.get(IdSource).new(), file.id, 2, GOOD))
    with pytest.raises(FileChanged):
        withdrawn(world, file, file.version)
    assert withdrawn(world, file, told(world, file).version).loaded == 4


def test_what_failed_is_not_withdrawn(world: Injector, load: Send) -> None:
    file = load(CONTENT)
    with pytest.raises(NothingToWithdraw):
        withdrawn(world, file)
    assert told(world, file) == file


def test_rows_of_what_was_withdrawn_are_not_mended(world: Injector, load: Send) -> None:
    file = load(CONTENT, budget=ALL)
    withdrawn(world, file)
    with pytest.raises(FileNotPublished):
        world.get(MendRow)(ADA, Correction(world.get(IdSource).new(), file.id, 2, GOOD))


def test_others_and_viewers_withdraw_nothing(world: Injector, load: Send) -> None:
    file = load(CONTENT, budget=ALL)
    with pytest.raises(PerformanceFileNotFound):
        world.get(WithdrawFile)(EVE, file.id)
    with pytest.raises(PerformanceFileNotFound):
        world.get(WithdrawFile)(ADA, PerformanceFileId(UUID(int=7)))
    with pytest.raises(LevelNotHeld):
        world.get(WithdrawFile)(replace(ADA, at_most=Level.VIEW), file.id)
    assert told(world, file) == file


def test_one_that_waits_is_never_loaded(world: Injector, send: Send) -> None:
    file = send(CONTENT, budget=ALL)
    back = withdrawn(world, file)
    assert (back.state, back.read) == (FileState.WITHDRAWN, 0)
    world.get(Worker).drain([LOADING])
    assert rows_of(world, file.id) == []
    assert world.get(FilesStore).bytes_of(file.id, 0, 10) == b""
    assert told(world, file) == back
    assert world.get(JobQueue).waiting() == {}


@pytest.mark.parametrize("sweeps", [False, True], ids=["before its sweep", "after its sweep"])
def test_a_load_that_is_under_way_keeps_nothing_more(
    world: Injector, send: Send, sweeps: bool
) -> None:
    """It was reading a chunk when the file was withdrawn."""
    file, load = send(CONTENT, budget=ALL), world.get(LoadFile)

    def overtaken(held: PerformanceFile) -> Found:
        found = load.next_chunk(held)
        withdrawn(world, held)
        if sweeps:
            assert world.get(Worker).do_job([LOADING])
        return found

    replace(load, next_chunk=overtaken)(leased(world))  # type: ignore[arg-type]  # called alike
    world.get(Worker).drain([LOADING])
    assert rows_of(world, file.id) == []
    assert (told(world, file).state, told(world, file).read) == (FileState.WITHDRAWN, 0)
    assert world.get(JobQueue).waiting() == {}


def test_two_at_once_are_one(world: Injector, load: Send) -> None:
    file, both = load(CONTENT, budget=ALL), Barrier(2)

    def together(_: int) -> PerformanceFile:
        both.wait(PATIENCE)
        return withdrawn(world, file)

    with ThreadPoolExecutor(2) as people:
        first, second = people.map(together, range(2))
    assert first == second == told(world, file)
    assert world.get(JobQueue).waiting() == {LOADING: 1}


def mending(world: Injector, file: PerformanceFile, **ports: Any) -> PerformanceFile:
    given = Correction(world.get(IdSource).new(), file.id, 2, GOOD)
    return replace(world.get(MendRow), **ports)(ADA, given)[0]


def test_a_row_that_is_being_mended_goes_with_the_file(world: Injector, load: Send) -> None:
    """Mending has the file when withdrawing comes for it."""
    file = load(CONTENT, budget=ALL)
    first = Gate(world.get(Clock), "now")
    second = Gate(world.get(FilesStore), "transaction")
    withdrawing = replace(world.get(WithdrawFile), store=second)
    with ThreadPoolExecutor(2) as people:
        mended = people.submit(mending, world, file, clock=first)
        first.reached()
        back = people.submit(withdrawing, ADA, file.id)
        second.reached()
        second.open()
        first.open()
        assert mended.result(PATIENCE).loaded == 4
        assert back.result(PATIENCE).loaded == 4
    world.get(Worker).drain([LOADING])
    assert rows_of(world, file.id) == []
    now = told(world, file)
    assert now.read == now.loaded + now.quarantined == 4


def test_a_row_is_not_mended_in_a_file_that_is_being_withdrawn(world: Injector, load: Send) -> None:
    """Withdrawing has the file when mending comes for it."""
    file = load(CONTENT, budget=ALL)
    first = Gate(world.get(Clock), "now")
    second = Gate(world.get(FilesStore), "transaction")
    withdrawing = replace(world.get(WithdrawFile), clock=first)
    with ThreadPoolExecutor(2) as people:
        back = people.submit(withdrawing, ADA, file.id)
        first.reached()
        mended = people.submit(mending, world, file, store=second)
        second.reached()
        second.open()
        first.open()
        assert back.result(PATIENCE).loaded == 3
        with pytest.raises(FileNotPublished):
            mended.result(PATIENCE)
    assert world.get(ReadFiles).replays(ADA, file.id, 2) == []


@dataclass(frozen=True, slots=True)
class Interrupted:
    """A source of rows that lets something happen when a file's rows begin to be read."""

    source: RowSource
    between: Callable[[], object]

    def published(self, organisation_id: OrganisationId) -> Published:
        return self.source.published(organisation_id)

    def rows(self, file_id: UUID) -> Iterable[Sequence[Cells]]:
        self.between()
        return self.source.rows(file_id)


def test_a_ranking_that_is_being_read_is_never_of_half_a_file(world: Injector, load: Send) -> None:
    """Some rows are deleted between the look at what is published and the reading of it."""
    file, other = load(CONTENT, budget=ALL), load(csv("2,z,1,0,0,10"))

    def deleting() -> None:
        if told(world, file).state is FileState.WITHDRAWN:
            return
        withdrawn(world, file)
        with world.get(FilesStore).transaction() as work:
            work.drop_rows(file.id, 0, 2)
            work.commit()

    source = world.get(Rankings).source  # type: ignore[attr-defined]  # it is made of columns
    assert names(ranked(ColumnRankings(Interrupted(source, deleting)))) == ["z"]
    assert told(world, other).state is FileState.PUBLISHED


def test_a_page_goes_on_without_what_was_withdrawn(world: Injector, load: Send) -> None:
    rankings = world.get(Rankings)
    file = load(CONTENT, budget=ALL)
    load(csv("2,x,8,1,0,10", "2,y,7,1,0,10", "2,z,1,0,0,10"))
    first = ranked(rankings, 2)
    assert (names(first), first.more) == (["a", "x"], True)
    last = first.standings[-1]
    after = After(last.counts.engagements, last.counts.views, last.place)
    withdrawn(world, file)
    rest = ranked(rankings, 9, after)
    assert [(one.place.influencer_id, one.rank) for one in rest.standings] == [("y", 2), ("z", 3)]
    gone = ranked(rankings, 1).standings[0]
    assert (gone.place.influencer_id, gone.rank) == ("x", 1)


def test_who_lost_the_lease_sweeps_nothing(world: Injector, load: Send) -> None:
    file = load(CONTENT, budget=ALL)
    withdrawn(world, file)
    lease = leased(world)
    stale = replace(lease, token=world.get(IdSource).new())
    with pytest.raises(LeaseLost):
        world.get(SweepFile)(stale)
    assert len(rows_of(world, file.id)) == 3
    world.get(SweepFile)(lease)
    assert rows_of(world, file.id) == []


def test_rows_are_swept_bit_by_bit(
    world: Injector, load: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweep_file, "AT_ONCE", 1)
    file, other = load(CONTENT, budget=ALL), load(csv(PLAIN))
    withdrawn(world, file)
    world.get(Worker).drain([LOADING])
    assert (rows_of(world, file.id), len(rows_of(world, other.id))) == ([], 1)


def test_a_sweep_that_is_given_up_is_over(world: Injector, load: Send) -> None:
    withdrawn(world, load(CONTENT, budget=ALL))
    world.get(SweepFile).give_up(leased(world))
    assert world.get(JobQueue).waiting() == {}
