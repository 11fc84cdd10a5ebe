"""What performance files promise, on every database."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from threading import Barrier
from uuid import uuid4

import pytest
from injector import Injector

from application.campaigns.files.load_file import LoadFile
from application.campaigns.files.mend_row import Correction, MendRow
from application.campaigns.files.next_chunk import NextChunk, RowsLost
from application.campaigns.files.ports import FilesStore, Stretch
from application.campaigns.files.read_files import ReadFiles
from application.campaigns.files.receive_file import LOADING, NewPerformanceFile, ReceiveFile
from application.clock import Clock
from application.ids import IdSource
from application.jobs.ports import JobQueue, Lease, LeaseLost
from application.paging import Window
from domain.access import Level, LevelNotHeld
from domain.campaigns.budget import ErrorBudget
from domain.campaigns.dialect import Declared
from domain.campaigns.errors import (
    DialectUnclear,
    FileCutOff,
    FileNotPublished,
    FileUnsteady,
    PerformanceFileNotFound,
    QuarantinedRowNotFound,
    RowMended,
    RulesUnknown,
)
from domain.campaigns.performance_file import FileState, PerformanceFile, PerformanceFileId
from domain.campaigns.rules import Offence, Reason
from support.people import ADA, EVE
from support.performance import HEADER, PLAIN, csv
from support.performance_rows import Send, rows_of

ALL, MANY = ErrorBudget("100%"), 4
ZERO = "1,a,1,1,1,0"
GOOD = ("1", "a", "1", "1", "1", "9")


def test_rows_are_kept_as_they_stand(world: Injector, load: Send) -> None:
    file = load(csv("100,ann,3,2,1,12", "101,b\\n,0,0,0,1"))
    assert (file.state, file.read, file.loaded, file.progress) == (FileState.PUBLISHED, 2, 2, 1.0)
    assert rows_of(world, file.id) == [
        (1, 100, "ann", 3, 2, 1, 12, 2**61),
        (2, 101, "b\\n", 0, 0, 0, 1, 0),
    ]


def test_columns_stand_in_any_order_under_any_of_their_names(world: Injector, load: Send) -> None:
    header = "note;Views;SHARES;comment_count;Like Count;creator-id;campaign"
    file = load(csv("x;12;1;2;3;ann;100", header=header))
    assert rows_of(world, file.id) == [(1, 100, "ann", 3, 2, 1, 12, 2**61)]


@pytest.mark.parametrize(
    ("encoding", "mark", "declared"),
    [
        ("utf-8", b"\xef\xbb\xbf", Declared()),
        ("utf-16-le", b"\xff\xfe", Declared()),
        ("utf-16-be", b"\xfe\xff", Declared()),
        ("utf-16-le", b"", Declared(encoding="utf-16-le")),
        ("latin-1", b"", Declared(encoding="latin-1")),
    ],
)
def test_places_are_bytes_of_the_file_in_every_encoding(
    world: Injector, load: Send, encoding: str, mark: bytes, declared: Declared
) -> None:
    bad = "1,é,1,1,1,0"
    text = "\r\n".join((HEADER, "1,é,1,1,1,4", bad, "", bad, "1,û,1,1,1,4"))
    sent = mark + text.encode(encoding)
    file = load(sent, declared=declared, budget=ALL)
    assert [row[2] for row in rows_of(world, file.id)] == ["é", "û"]
    held = world.get(ReadFiles).quarantine(ADA, file.id, None, 0, 10)
    assert [one.raw for one in held] == [bad.encode(encoding)] * 2
    assert [sent[one.start : one.start + one.size] for one in held] == [one.raw for one in held]
    assert [one.row for one in held] == [2, 3]


def test_lines_may_end_with_cr(world: Injector, load: Send) -> None:
    file = load(csv(PLAIN, ZERO).replace(b"\n", b"\r"), budget=ALL)
    assert (file.dialect.newline, file.loaded, file.quarantined) == ("cr", 1, 1)


def test_what_is_not_proven_is_asked_for(send: Send) -> None:
    for content in (
        csv(PLAIN).decode().encode("utf-16-le"),
        b"a,b,c\n1,2,3\n",
        HEADER.replace(",", "^").encode(),
    ):
        with pytest.raises(DialectUnclear):
            send(content)
    with pytest.raises(FileCutOff):
        send(b"\xff\xfe" + f"{HEADER}\n{PLAIN}".encode("utf-16-le") + b"1")
    with pytest.raises(RulesUnknown):
        send(csv(PLAIN), rules=7)


def test_every_row_is_accounted_for_by_its_reason(world: Injector, load: Send) -> None:
    file = load(csv(PLAIN, ZERO, "1,a,x,1,1,1", HEADER, ZERO, PLAIN), budget=ALL)
    assert file.by_reason == {
        Reason.ZERO_VIEWS: 2, Reason.NOT_A_WHOLE_NUMBER: 1, Reason.REPEATED_HEADER: 1,
    }  # fmt: skip
    assert file.read == file.loaded + file.quarantined == 6
    read = world.get(ReadFiles)
    held = read.quarantine(ADA, file.id, Reason.ZERO_VIEWS, 2, 10)
    assert [(one.row, one.raw) for one in held] == [(5, ZERO.encode())]
    assert [one.row for one in read.quarantine(ADA, file.id, None, 0, 2)] == [2, 3]


BUDGETS = {"1": "failed", "2": "published", "50%": "published", "49.9%": "failed"}


@pytest.mark.parametrize(("budget", "state"), BUDGETS.items())
def test_above_the_budget_nothing_is_published(
    world: Injector, load: Send, budget: str, state: str
) -> None:
    file = load(csv(PLAIN, ZERO, ZERO, PLAIN), budget=ErrorBudget(budget))
    assert file.state == state
    assert len(rows_of(world, file.id)) == (2 if state == "published" else 0)
    assert (file.failure.code if file.failure else None) == (
        "too_many_errors" if state == "failed" else None
    )
    assert world.get(FilesStore).bytes_of(file.id, 0, 10) == b""


def test_the_same_bytes_are_the_same_file_under_any_name(world: Injector, load: Send) -> None:
    first, again = load(csv(PLAIN)), load(csv(PLAIN), "july.csv")
    assert again == first
    other = load(csv(PLAIN), by=EVE)
    assert other.id != first.id
    assert world.get(JobQueue).waiting() == {}


@dataclass(frozen=True, slots=True)
class Together:
    """A clock that says the time to all once all have asked it."""

    clock: Clock
    all: Barrier

    def now(self) -> datetime:
        self.all.wait(60)
        return self.clock.now()


def test_the_same_bytes_at_the_same_moment_are_one_file(world: Injector) -> None:
    """Each looked whether they are there, and found none, before any of them was kept."""
    receive, clock = world.get(ReceiveFile), world.get(Clock)
    together = replace(receive, clock=Together(clock, Barrier(MANY)))

    def sent(number: int) -> PerformanceFile:
        content = BytesIO(csv(PLAIN))
        new = NewPerformanceFile(PerformanceFileId(uuid4()), f"{number}.csv", content)
        return together(ADA, new)

    with ThreadPoolExecutor(MANY) as threads:
        files = list(threads.map(sent, range(MANY)))
    assert len({one.id for one in files}) == 1
    assert [one.id for one in world.get(ReadFiles)(ADA, Window(9)).items] == [files[0].id]
    assert world.get(JobQueue).waiting() == {LOADING: 1}


class Changing(BytesIO):
    """A file that somebody writes to: other bytes stand there once it is begun for the nth time."""

    def __init__(self, before: bytes, after: bytes, nth: int) -> None:
        super().__init__(before)
        self._after, self._left = after, nth

    def seek(self, offset: int, whence: int = 0, /) -> int:
        self._left -= 1
        if self._left == 0:
            super().seek(0)
            super().truncate()
            self.write(self._after)
        return super().seek(offset, whence)


@pytest.mark.parametrize(
    ("after", "nth"),
    [
        (csv(PLAIN, header=HEADER[::-1]), 2),
        (csv(PLAIN, PLAIN, PLAIN), 3),
        (csv(PLAIN), 3),
        (csv(PLAIN, PLAIN.replace("7", "8")), 3),
    ],
    ids=["another header", "it grew", "it shrank", "another row"],
)
def test_a_file_that_changes_while_it_is_read_is_not_taken_in(
    world: Injector, after: bytes, nth: int
) -> None:
    """It is begun three times: for its header, for its digest, and for the bytes to keep."""
    content = Changing(csv(PLAIN, PLAIN), after, nth)
    new = NewPerformanceFile(PerformanceFileId(uuid4()), "june.csv", content)
    with pytest.raises(FileUnsteady):
        world.get(ReceiveFile)(ADA, new)
    assert world.get(ReadFiles)(ADA, Window(9)).items == ()
    again = NewPerformanceFile(new.id, "june.csv", BytesIO(csv(PLAIN, PLAIN)))
    assert world.get(ReceiveFile)(ADA, again).state is FileState.RECEIVED


def test_what_failed_may_be_sent_again(load: Send) -> None:
    failed = load(csv(PLAIN, ZERO))
    again = load(csv(PLAIN, ZERO), budget=ALL)
    assert (failed.state, again.state) == (FileState.FAILED, FileState.PUBLISHED)
    assert failed.id != again.id


def test_the_same_key_twice_counts_twice(load: Send) -> None:
    assert load(csv(PLAIN, PLAIN)).loaded == 2


def test_a_file_without_rows_fails(load: Send) -> None:
    file = load(csv())
    assert file.failure is not None
    assert file.failure.code == "no_rows"


def test_a_line_longer_than_a_block_is_one_row(world: Injector, load: Send) -> None:
    long = b"x" * 3_000_000
    sent = csv(PLAIN) + long + b"\n" + PLAIN.encode() + b"\n" + long
    file = load(sent, budget=ALL)
    assert (file.loaded, file.by_reason) == (2, {Reason.ROW_TOO_LONG: 2})
    held = world.get(ReadFiles).quarantine(ADA, file.id, None, 0, 10)
    assert [(one.row, one.size, len(one.raw)) for one in held] == [
        (2, 3_000_000, 65_536), (4, 3_000_000, 65_536),
    ]  # fmt: skip
    assert sent[held[1].start :] == long


def mended(world: Injector, file: PerformanceFile, *cells: str, row: int = 2) -> Offence | None:
    given = Correction(world.get(IdSource).new(), file.id, row, cells)
    return world.get(MendRow)(ADA, given)[1].offence


def test_a_row_is_mended_and_its_history_kept(world: Injector, load: Send) -> None:
    file = load(csv(PLAIN, ZERO), budget=ALL)
    assert mended(world, file, *GOOD[:5], "0") == Offence(Reason.ZERO_VIEWS, "views")
    assert mended(world, file, *GOOD) is None
    read = world.get(ReadFiles)
    now = read.one(ADA, file.id)
    assert (now.read, now.loaded, now.quarantined, now.by_reason) == (2, 2, 0, {})
    assert [row[:3] for row in rows_of(world, file.id)] == [(1, 100, "influencer_7"), (2, 1, "a")]
    [held] = read.quarantine(ADA, file.id, None, 0, 10)
    assert (held.state, held.raw) == ("mended", ZERO.encode())
    tried = read.replays(ADA, file.id, 2)
    assert [one.offence is None for one in tried] == [False, True]
    assert tried[1].given == GOOD
    with pytest.raises(RowMended):
        mended(world, file, *GOOD)
    with pytest.raises(QuarantinedRowNotFound):
        mended(world, file, *GOOD, row=1)


def test_rows_of_what_is_not_published_are_not_mended(world: Injector, load: Send) -> None:
    with pytest.raises(FileNotPublished):
        mended(world, load(csv(PLAIN, ZERO)), *GOOD)


def test_others_see_nothing_of_it(world: Injector, load: Send) -> None:
    file, read = load(csv(PLAIN, ZERO), budget=ALL), world.get(ReadFiles)
    with pytest.raises(PerformanceFileNotFound):
        read.one(EVE, file.id)
    with pytest.raises(PerformanceFileNotFound):
        read.quarantine(EVE, file.id, None, 0, 1)
    with pytest.raises(PerformanceFileNotFound):
        world.get(MendRow)(EVE, Correction(uuid4(), file.id, 2, GOOD))
    assert read(EVE, Window(10)).items == ()


def test_a_list_goes_from_page_to_page(world: Injector, load: Send) -> None:
    ids = sorted((load(csv(f"{one},a,1,1,1,1")).id for one in range(3)), reverse=True)
    read = world.get(ReadFiles)
    first = read(ADA, Window(2))
    assert [one.id for one in first.items] == ids[:2]
    assert [one.id for one in read(ADA, Window(2, first.next)).items] == ids[2:]


def leased(world: Injector) -> Lease:
    now = world.get(Clock).now()
    lease = world.get(JobQueue).lease((LOADING,), now=now, until=lambda: now, token=uuid4())
    assert lease is not None
    return lease


def test_who_lost_the_lease_keeps_nothing(world: Injector, send: Send) -> None:
    file = send(csv(PLAIN))
    first, second = leased(world), leased(world)
    with pytest.raises(LeaseLost):
        world.get(LoadFile)(first)
    assert rows_of(world, file.id) == []
    world.get(LoadFile)(second)
    assert len(rows_of(world, file.id)) == 1


def test_a_load_that_is_given_up_says_so(world: Injector, send: Send) -> None:
    file = send(csv(PLAIN))
    world.get(LoadFile).give_up(leased(world))
    told = world.get(ReadFiles).one(ADA, file.id)
    assert told.failure is not None
    assert (told.state, told.failure.code) == (FileState.FAILED, "given_up")
    assert world.get(JobQueue).waiting() == {}


def test_a_reader_that_loses_a_row_is_found_out(world: Injector, send: Send) -> None:
    file, load = send(csv(PLAIN, ZERO), budget=ALL), world.get(LoadFile)

    def losing(*given: object, **said: object) -> Stretch:
        return load.next_chunk.reader(*given, **said)._replace(bad=[])  # type: ignore[arg-type]

    wrong = replace(load, next_chunk=NextChunk(world.get(FilesStore), losing))
    with pytest.raises(RowsLost):
        wrong(leased(world))
    assert rows_of(world, file.id) == []


def test_viewers_may_look_and_not_load(world: Injector, send: Send, load: Send) -> None:
    viewer = replace(ADA, at_most=Level.VIEW)
    file = load(csv(PLAIN))
    assert world.get(ReadFiles).one(viewer, PerformanceFileId(file.id)) == file
    with pytest.raises(LevelNotHeld):
        send(csv(ZERO), by=viewer)
