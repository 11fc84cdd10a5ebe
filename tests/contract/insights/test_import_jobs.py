"""What becomes of files that a request does not wait for, on every database."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest
from injector import Injector

from application.access.ports import Access
from application.clock import Clock
from application.insights.apply_import import ApplyImport, ReverseImport
from application.insights.do_import import REST, DoImport
from application.insights.import_file import ImportFile, NewImport
from application.insights.import_jobs import DO_IMPORT, IMPORTING
from application.insights.ports import ImportStore
from application.insights.read_imports import ReadImports
from application.insights.read_numbers import Counted, ReadNumbers
from application.jobs.ports import JobQueue, Lease, LeaseLost, Postponed
from application.jobs.work import DoJob
from application.paging import Window
from domain.access import Level
from domain.insights.book_errors import BookUnreadable
from domain.insights.decision import ChoiceImpossible, DecisionsOpen
from domain.insights.ids import ImportId
from domain.insights.imported import (
    Import,
    ImportFailed,
    ImportNotApplied,
    ImportNotPlanned,
    ImportState,
)
from domain.insights.plan import Counts
from domain.principal import Principal
from entrypoints.workers.worker import Worker
from support.gates import PATIENCE
from support.people import ADA, BEN, EVE
from support.tables import AS_MEANT, CUSTOMERS, INTERACTIONS, interactions, row

Take = Callable[..., Import]
ALL = Window(100)
OTHERWISE = {**AS_MEANT, "date_order": "month_first"}


@pytest.fixture
def take(world: Injector) -> Take:
    """Hand a file in that counts as large."""

    def taken(content: str | bytes, by: Principal = ADA, **more: Any) -> Import:
        data = content.encode() if isinstance(content, str) else content
        new = NewImport(ImportId(uuid4()), "file.csv", data, **more)
        received: Import = of_large(world.get(ImportFile))(by, new)
        return received

    return taken


def of_large(use_case: Any) -> Any:
    return replace(use_case, at_once_bytes=0)


@pytest.fixture
def leases(world: Injector) -> Iterator[Lease]:
    """Lease the job that is due, again and again, as if each worker died at once."""

    def leased() -> Iterator[Lease]:
        while True:
            now = world.get(Clock).now()
            lease = world.get(JobQueue).lease(
                (IMPORTING,), now=now, until=world.get(Clock).now, token=uuid4()
            )
            assert lease is not None
            yield lease

    return leased()


def worked(world: Injector, one: Import) -> Import:
    world.get(Worker).drain([IMPORTING])
    assert world.get(JobQueue).waiting() == {}
    return world.get(ReadImports).one(ADA, one.id)


def held(world: Injector) -> int:
    return world.get(ReadNumbers).rows(ADA, Counted.INTERACTIONS)


def test_a_large_file_is_kept_and_a_worker_applies_it(world: Injector, take: Take) -> None:
    received = take(INTERACTIONS, choices=AS_MEANT)
    assert (received.state, received.counts.read, held(world)) == (ImportState.RECEIVED, 0, 0)
    assert world.get(ReadImports).one(ADA, received.id) == received
    assert world.get(ReadImports).changes(ADA, received.id, ALL).items == ()

    done = worked(world, received)
    assert (done.state, done.counts.loaded, done.snapshot) == (ImportState.APPLIED, 6, 1)
    assert held(world) == 6
    assert len(world.get(ReadImports).changes(ADA, done.id, ALL).items) == 7
    small = world.get(ImportFile)(ADA, NewImport(ImportId(uuid4()), "x", INTERACTIONS.encode()))
    assert small == done


def test_a_dry_run_of_a_large_file_waits_for_a_word(world: Injector, take: Take) -> None:
    planned = worked(world, take(CUSTOMERS, dry_run=True))
    assert (planned.state, planned.counts.loaded) == (ImportState.PLANNED, 4)
    said = of_large(world.get(ApplyImport))
    applying = said(ADA, planned.id, {})
    assert (applying.state, applying.counts) == (ImportState.APPLYING, planned.counts)
    assert said(ADA, planned.id, {}) == applying
    done = worked(world, planned)
    assert (done.state, done.counts) == (ImportState.APPLIED, planned.counts)
    assert said(ADA, planned.id, {}) == done


def test_what_is_open_is_decided_before_a_worker_goes_on(world: Injector, take: Take) -> None:
    planned = worked(world, take(INTERACTIONS))
    assert planned.plan.open == ("id:12in",)
    said = of_large(world.get(ApplyImport))
    with pytest.raises(DecisionsOpen, match="id:12in"):
        said(ADA, planned.id, {})
    with pytest.raises(ChoiceImpossible):
        said(ADA, planned.id, {"id:12in": "13"})
    assert world.get(JobQueue).waiting() == {}

    said(ADA, planned.id, AS_MEANT)
    done = worked(world, planned)
    assert (done.state, done.choices, held(world)) == (ImportState.APPLIED, AS_MEANT, 6)


def test_nothing_is_decided_about_or_taken_back_of_what_is_not_read(
    world: Injector, take: Take
) -> None:
    received = take(CUSTOMERS)
    with pytest.raises(ImportNotPlanned):
        world.get(ApplyImport)(ADA, received.id, {})
    with pytest.raises(ImportNotApplied):
        world.get(ReverseImport)(ADA, received.id)


@pytest.mark.parametrize(
    ("content", "code"),
    [("a,b\n1,2\n", "columns_unknown"), (b"PK\x03\x04", BookUnreadable.code)],
    ids=["columns", "damaged"],
)
def test_a_large_file_that_cannot_be_read_fails_with_its_code(
    world: Injector, take: Take, content: str | bytes, code: str
) -> None:
    failed = worked(world, take(content))
    assert failed.failure is not None
    assert (failed.state, failed.failure.code) == (ImportState.FAILED, code)
    for use_case in (world.get(ApplyImport), of_large(world.get(ApplyImport))):
        with pytest.raises(ImportFailed, match="this import failed"):
            use_case(ADA, failed.id, {})
    again = take(content)
    assert again.id != failed.id


def test_a_choice_that_cannot_be_fails_with_its_code(world: Injector, take: Take) -> None:
    failed = worked(world, take(CUSTOMERS, choices={"id:unheard": "1"}))
    assert failed.failure is not None
    assert failed.failure.code == ChoiceImpossible.code


def test_the_same_request_again_is_the_same_import_and_one_job(world: Injector) -> None:
    new = NewImport(ImportId(uuid4()), "file.csv", CUSTOMERS.encode())
    hand_in = of_large(world.get(ImportFile))
    assert hand_in(ADA, new) == hand_in(ADA, new)
    assert world.get(JobQueue).waiting() == {IMPORTING: 1}
    done = worked(world, world.get(ReadImports).one(ADA, new.id))
    assert hand_in(ADA, new) == done


def test_who_waits_has_a_large_file_done_at_once(world: Injector, take: Take) -> None:
    planned = take(CUSTOMERS, dry_run=True, at_once=True)
    assert planned.state is ImportState.PLANNED
    done = of_large(world.get(ApplyImport))(ADA, planned.id, {}, at_once=True)
    assert (done.state, world.get(JobQueue).waiting()) == (ImportState.APPLIED, {})


def test_who_lost_the_lease_keeps_nothing(
    world: Injector, take: Take, leases: Iterator[Lease]
) -> None:
    received = take(INTERACTIONS, choices=AS_MEANT)
    first, second = next(leases), next(leases)
    with pytest.raises(LeaseLost):
        world.get(DoImport)(first)
    assert world.get(ReadImports).one(ADA, received.id) == received
    world.get(DoImport)(second)
    assert held(world) == 6


def test_who_loses_the_lease_over_the_rows_takes_nothing_in(
    world: Injector, take: Take, leases: Iterator[Lease]
) -> None:
    """A worker is held up between its plan and its rows, and another one does it all."""
    one, do = take(INTERACTIONS, choices=AS_MEANT), world.get(DoImport)
    first = next(leases)
    late = replace(do, store=Overtaken(do.store, lambda: do(next(leases))))
    late(first)
    done = world.get(ReadImports).one(ADA, one.id)
    assert (done.state, done.snapshot, held(world)) == (ImportState.APPLIED, 1, 6)


@pytest.mark.parametrize("worker", [DoImport.__call__, DoImport.give_up], ids=["does", "gives up"])
def test_what_was_applied_meanwhile_stays_applied(
    world: Injector, take: Take, leases: Iterator[Lease], worker: Callable[[DoImport, Lease], None]
) -> None:
    """Somebody who waits for it decides before a worker says that it goes on, or gives up."""
    refused = f"{CUSTOMERS}no number,Somebody,Red\n"
    planned = take(refused, dry_run=True, at_once=True)
    apply, do = world.get(ApplyImport), world.get(DoImport)
    of_large(apply)(ADA, planned.id, {})

    def applied() -> None:
        with world.get(ImportStore).noting() as work:  # as it was seen before it was left
            work.imports.save(planned)
            work.commit()
        apply(ADA, planned.id, {}, at_once=True)

    worker(replace(do, store=Overtaken(do.store, applied, at="noting")), next(leases))
    done = world.get(ReadImports).one(ADA, planned.id)
    assert (done.state, done.counts, done.failure) == (ImportState.APPLIED, planned.counts, None)
    assert world.get(JobQueue).waiting() == {}
    assert world.get(ReverseImport)(ADA, done.id).state is ImportState.REVERSED


def test_what_failed_meanwhile_is_not_applied(
    world: Injector, take: Take, leases: Iterator[Lease]
) -> None:
    """Somebody waits for it, and somebody else left it to a worker, who gives it up."""
    planned = take(CUSTOMERS, dry_run=True, at_once=True)
    apply, do = world.get(ApplyImport), world.get(DoImport)

    def given_up() -> None:
        of_large(apply)(ADA, planned.id, {})
        do.give_up(next(leases))

    overtaken: Any = Overtaken(apply.store, given_up)
    with pytest.raises(ImportFailed, match="however often"):
        replace(apply, store=overtaken)(ADA, planned.id, {}, at_once=True)
    told = world.get(ReadImports).one(ADA, planned.id)
    assert (told.state, told.counts) == (ImportState.FAILED, Counts())
    assert world.get(ReadNumbers).rows(ADA, Counted.CUSTOMERS) == 0


def test_bytes_that_were_applied_since_their_dry_run_are_not_applied_again(
    world: Injector, take: Take
) -> None:
    planned = take(INTERACTIONS, choices=OTHERWISE, dry_run=True, at_once=True)
    applied = take(INTERACTIONS, choices=AS_MEANT, at_once=True)
    assert world.get(ApplyImport)(ADA, planned.id, {}, at_once=True) == applied
    failed = world.get(ReadImports).one(ADA, planned.id)
    assert failed.failure is not None
    assert (failed.state, failed.failure.code) == (ImportState.FAILED, "applied_already")
    assert held(world) == applied.counts.loaded


class Overtaken:
    """A store whose first transaction of a kind begins after somebody else's work."""

    def __init__(
        self, store: ImportStore, others: Callable[[], None], at: str = "transaction"
    ) -> None:
        self._store, self._others, self._at = store, [others], at

    def __getattr__(self, name: str) -> Any:
        if name == self._at and self._others:
            self._others.pop()()
        return getattr(self._store, name)


def test_an_import_that_failed_took_nothing_in(
    world: Injector, take: Take, leases: Iterator[Lease]
) -> None:
    planned = take(CUSTOMERS, dry_run=True, at_once=True)
    of_large(world.get(ApplyImport))(ADA, planned.id, {})
    world.get(DoImport).give_up(next(leases))
    told = world.get(ReadImports).one(ADA, planned.id)
    assert (told.state, told.counts) == (ImportState.FAILED, Counts())


def test_an_import_that_is_given_up_says_so(
    world: Injector, take: Take, leases: Iterator[Lease]
) -> None:
    received = take(CUSTOMERS)
    world.get(DoImport).give_up(next(leases))
    told = worked(world, received)
    assert told.failure is not None
    assert (told.state, told.failure.code) == (ImportState.FAILED, "given_up")


def test_a_job_that_was_done_already_is_finished(
    world: Injector, take: Take, leases: Iterator[Lease]
) -> None:
    received = take(CUSTOMERS)
    done = world.get(ImportFile)(ADA, NewImport(received.id, "file.csv", CUSTOMERS.encode()))
    assert done.state is ImportState.APPLIED
    world.get(DoImport).give_up(next(leases))
    assert worked(world, received) == done


def test_who_sends_the_same_bytes_follows_the_import_that_is_there(
    world: Injector, take: Take
) -> None:
    first, again = take(CUSTOMERS), take(CUSTOMERS)
    other = take(CUSTOMERS, dry_run=True)
    assert (again, other.id != first.id) == (first, True)
    assert world.get(JobQueue).waiting() == {IMPORTING: 2}
    assert worked(world, first).state is ImportState.APPLIED
    assert take(CUSTOMERS).id == first.id


@pytest.mark.parametrize("other", [BEN, replace(ADA, at_most=Level.EDIT)], ids=["person", "level"])
def test_nobody_follows_an_import_that_hangs_on_the_rights_of_another(
    world: Injector, take: Take, other: Principal
) -> None:
    first, own = take(CUSTOMERS), take(CUSTOMERS, by=other)
    assert (own.id != first.id, own.wanted_by, first.wanted_by) == (True, other, ADA)
    assert take(CUSTOMERS, by=other) == own
    assert world.get(JobQueue).waiting() == {IMPORTING: 2}


def test_who_sent_the_same_as_one_who_lost_the_right_has_it_applied(
    world: Injector, take: Take
) -> None:
    first, own = take(CUSTOMERS), take(CUSTOMERS, by=BEN)
    access = Levelled(world.get(DoImport).access)
    access.held = {ADA.user_id: Level.VIEW, BEN.user_id: Level.EDIT}
    doing(world, replace(world.get(DoImport), access=access))
    states = [world.get(ReadImports).one(BEN, one.id).state for one in (first, own)]
    assert states == [ImportState.FAILED, ImportState.APPLIED]


def test_twins_at_once_are_one_import(world: Injector, take: Take) -> None:
    both = Barrier(2)

    def together(_: int) -> Import:
        both.wait(PATIENCE)
        return take(INTERACTIONS, choices=AS_MEANT)

    with ThreadPoolExecutor(2) as people:
        first, second = people.map(together, range(2))
    assert first == second
    assert world.get(JobQueue).waiting() == {IMPORTING: 1}


def test_bytes_that_were_applied_meanwhile_are_not_applied_again(
    world: Injector, take: Take
) -> None:
    """They were sent to be read in another way, which would change what is held."""
    first, other = take(INTERACTIONS, choices=AS_MEANT), take(INTERACTIONS, choices=OTHERWISE)
    assert first.id != other.id
    both = [worked(world, one) for one in (first, other)]
    failed, applied = sorted(both, key=lambda one: one.state is ImportState.APPLIED)
    assert failed.failure is not None
    assert (failed.state, failed.failure.code) == (ImportState.FAILED, "applied_already")
    assert (applied.state, str(applied.id) in failed.failure.detail) == ("applied", True)
    assert (held(world), content_of(world, failed)) == (applied.counts.loaded, None)


def test_small_twins_at_once_are_one_import(world: Injector) -> None:
    """The second is planned when the first is applied."""
    import_file, first = world.get(ImportFile), list[Import]()
    told = NewImport(ImportId(uuid4()), "x", CUSTOMERS.encode())
    overtaken = Overtaken(
        world.get(ImportStore),
        lambda: first.append(import_file(ADA, replace(told, id=ImportId(uuid4())))),
    )
    second = replace(import_file, store=overtaken)(ADA, told)
    assert second == first[0]
    failed = world.get(ReadImports).one(ADA, told.id)
    assert failed.failure is not None
    assert failed.failure.code == "applied_already"


def content_of(world: Injector, one: Import) -> bytes | None:
    return world.get(ImportStore).content(ADA.organisation_id, one.id)


def test_the_bytes_of_what_failed_are_not_kept(
    world: Injector, take: Take, leases: Iterator[Lease]
) -> None:
    given_up = take(CUSTOMERS)
    world.get(DoImport).give_up(next(leases))
    read = worked(world, take("a,b\n1,2\n"))
    for one in (read, given_up):
        assert world.get(ReadImports).one(ADA, one.id).state is ImportState.FAILED
        assert content_of(world, one) is None


def test_who_lost_the_right_has_nothing_planned_or_applied(world: Injector, take: Take) -> None:
    """It was theirs when they asked, and is not when a worker begins."""
    access = Levelled(world.get(DoImport).access)
    do = replace(world.get(DoImport), access=access)
    planned, received = worked(world, take(CUSTOMERS, dry_run=True)), take(INTERACTIONS)
    of_large(world.get(ApplyImport))(BEN, planned.id, {})
    access.held = {ADA.user_id: Level.VIEW}
    doing(world, do)
    for one in (planned, received):
        told = world.get(ReadImports).one(ADA, one.id)
        assert told.failure is not None
        assert (told.state, told.failure.code) == (ImportState.FAILED, "right_lost")
    assert world.get(ReadNumbers).rows(ADA, Counted.CUSTOMERS) == held(world) == 0


def test_a_right_that_is_lost_while_the_file_is_read_counts(world: Injector, take: Take) -> None:
    received = take(CUSTOMERS)
    access = Levelled(world.get(DoImport).access)

    def reading(*given: Any) -> Any:
        access.held = {}
        return world.get(DoImport).reader.open(*given)

    access.held = {ADA.user_id: Level.EDIT}
    reader: Any = SimpleNamespace(open=reading)
    doing(world, replace(world.get(DoImport), access=access, reader=reader))
    told = world.get(ReadImports).one(ADA, received.id)
    assert told.failure is not None
    assert told.failure.code == "right_lost"


def test_a_key_that_may_only_look_applies_nothing(world: Injector, take: Take) -> None:
    """What bounded whoever asked bounds the worker, too."""
    received = take(CUSTOMERS)
    bounded = replace(received, wanted_by=replace(ADA, at_most=Level.VIEW))
    with world.get(ImportStore).noting() as work:
        work.imports.save(bounded)
        work.commit()
    assert world.get(ReadImports).one(ADA, received.id) == bounded
    told = worked(world, received)
    assert told.failure is not None
    assert told.failure.code == "right_lost"


class Levelled:
    """Access in which people hold what `held` says, and nothing where it says nothing."""

    def __init__(self, access: Access) -> None:
        self._access, self.held = access, dict[UUID, Level]()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._access, name)

    def level(self, by: Principal, id: UUID) -> Level | None:
        return self.held.get(by.user_id)


def doing(world: Injector, do: DoImport) -> None:
    """Do all imports that wait."""
    handlers: Any = world.get(DoJob).handlers
    worker = world.get(Worker)
    before, handlers[DO_IMPORT] = handlers[DO_IMPORT], do
    try:
        worker.drain([IMPORTING])
    finally:
        handlers[DO_IMPORT] = before


def test_an_import_waits_for_another_without_its_worker(
    world: Injector, take: Take, database_url: str
) -> None:
    """On PostgreSQL; elsewhere whoever writes is alone."""
    if not database_url.startswith("postgresql"):
        return
    received, other = take(CUSTOMERS), take(INTERACTIONS, by=EVE, choices=AS_MEANT)
    with world.get(ImportStore).transaction(ADA.organisation_id):
        while world.get(Worker).do_job([IMPORTING]):
            """Both are tried, and one of them is put back."""
        assert world.get(ReadImports).one(ADA, received.id) == received
        assert world.get(ReadImports).one(EVE, other.id).state is ImportState.APPLIED
        assert world.get(JobQueue).waiting() == {IMPORTING: 1}
    later = world.get(Clock).now() + 2 * REST
    lease = world.get(JobQueue).lease((IMPORTING,), now=later, until=lambda: later, token=uuid4())
    assert lease is not None
    assert lease.attempt == 1
    world.get(DoImport)(lease)
    assert world.get(ReadImports).one(ADA, received.id).state is ImportState.APPLIED


def test_rows_that_another_import_holds_up_are_taken_in_later(
    world: Injector, take: Take, leases: Iterator[Lease], database_url: str
) -> None:
    """The other began after this one had looked whether anybody does."""
    received, do = take(CUSTOMERS), world.get(DoImport)
    if not database_url.startswith("postgresql"):
        return
    free: Any = Looking(do.store)
    with world.get(ImportStore).transaction(ADA.organisation_id), pytest.raises(Postponed):
        replace(do, store=free)(next(leases))
    told = world.get(ReadImports).one(ADA, received.id)
    assert (told.state, told.counts.loaded) == (ImportState.APPLYING, 4)
    assert worked(world, received).state is ImportState.APPLIED


def test_a_worker_looks_once_whether_another_import_is_in_its_way(
    world: Injector, take: Take, leases: Iterator[Lease]
) -> None:
    """Looking is in the way of others: what it has read, it tries to take in."""
    received, do = take(CUSTOMERS), world.get(DoImport)
    looking: Any = Looking(do.store)
    replace(do, store=looking)(next(leases))
    assert world.get(ReadImports).one(ADA, received.id).state is ImportState.APPLIED
    assert looking.looks == 1


class Looking:
    """A store in which nobody seems to change anything."""

    def __init__(self, store: ImportStore) -> None:
        self._store, self.looks = store, 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def is_free(self, _: Any) -> bool:
        self.looks += 1
        return True


def everything(read: Callable[..., Any], one: Import) -> list[Any]:
    """Read all pages, of 100 lines each."""
    found, window = list[Any](), Window(100)
    while True:
        page = read(ADA, one.id, window)
        found += page.items
        if page.next is None:
            return found
        window = Window(100, page.next)


@pytest.mark.parametrize("at_once", [False, True], ids=["by a worker", "at once"])
def test_no_request_reads_the_file_of_a_large_plan(
    world: Injector, take: Take, at_once: bool
) -> None:
    """Its lines are kept when it is planned, more of them than a page of the database holds."""
    good = [row(f"{1 + n % 28:02}/10/2019 09:{n % 60:02}", str(n)) for n in range(1, 1_300)]
    bad = [row("29/02/2019", str(n)) for n in range(1, 700)]
    content = interactions(*good, *bad)
    small = world.get(ImportFile)(ADA, NewImport(ImportId(uuid4()), "x", content, dry_run=True))
    assert not small.lines_kept
    planned = worked(world, take(content, dry_run=True, at_once=at_once))
    assert (planned.state, planned.counts) == (ImportState.PLANNED, small.counts)

    read = world.get(ReadImports)
    blind: Any = None
    reading = replace(read, preview=replace(read.preview, reader=blind))
    for told, expected in ((reading.changes, read.changes), (reading.refusals, read.refusals)):
        lines = everything(told, planned)
        assert lines == everything(expected, small)
        assert [one.number for one in lines] == list(range(1, len(lines) + 1))
        assert len(lines) > 500
        assert told(ADA, planned.id, Window(100, UUID(int=10**30))).items == ()
    changes = everything(reading.changes, planned)
    of_large(world.get(ApplyImport))(ADA, planned.id, {})
    done = worked(world, planned)
    assert everything(reading.changes, done) == changes
    assert world.get(ImportStore).planned_changes(done.id, ALL).items == ()


def test_a_large_plan_without_lines_has_none(world: Injector, take: Take) -> None:
    planned = worked(world, take(CUSTOMERS, dry_run=True))
    assert planned.lines_kept
    assert world.get(ReadImports).refusals(ADA, planned.id, ALL).items == ()


def test_a_plan_that_fails_in_the_end_keeps_no_lines(
    world: Injector, take: Take, leases: Iterator[Lease]
) -> None:
    planned = worked(world, take(interactions(row("29/02/2019")), dry_run=True))
    of_large(world.get(ApplyImport))(ADA, planned.id, {})
    assert len(world.get(ImportStore).planned_refusals(planned.id, ALL).items) == 1
    world.get(DoImport).give_up(next(leases))
    assert world.get(ImportStore).planned_refusals(planned.id, ALL).items == ()
