"""What imports need from the outside world."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from application.insights.tallies import Tallies
from application.jobs.ports import Jobs
from application.paging import Page, Window
from domain.ids import OrganisationId
from domain.insights.cell import Line
from domain.insights.dates import Epoch
from domain.insights.facts import Customer, MonthProduct, NewInteraction, Tally
from domain.insights.ids import CustomerId, ImportId
from domain.insights.imported import Import
from domain.insights.ledger import Kept, KeptRefusal
from domain.insights.progress import Progress
from domain.insights.rows import Change, Content, Refused
from domain.insights.sayings import Sayings


class FactsHeld(Exception):
    """Somebody else is changing the organisation's facts."""


class Book(Protocol):
    """An opened file, which may be gone through several times."""

    @property
    def hidden(self) -> frozenset[str]:
        """The names of the sheets that are hidden."""

    @property
    def epoch(self) -> Epoch | None:
        """What its days are counted from; None where the file does not say."""

    def lines(self) -> Iterator[Line]:
        """Yield every row of every sheet that holds anything, in order."""


class BookReader(Protocol):
    def open(self, content: bytes, name: str) -> AbstractContextManager[Book]:
        """Open a workbook, a web page with tables, or a CSV file; raises kinds of BookUnreadable.

        What it is its bytes say, and not its name.
        """


class Facts(Protocol):
    def customers(
        self, organisation_id: OrganisationId, ids: Collection[CustomerId]
    ) -> Mapping[CustomerId, Customer]: ...

    def months(self, organisation_id: OrganisationId) -> Mapping[str, MonthProduct]: ...

    def interactions(
        self, organisation_id: OrganisationId, contents: Collection[Content]
    ) -> Mapping[Content, ImportId]:
        """Return which import each came by, of those that are held."""


class FactsToChange(Facts, Protocol):
    """Remembers beside each import what it replaces."""

    def save_customers(self, organisation_id: OrganisationId, those: Sequence[Customer]) -> None:
        """Keep customers of one import, over those with their ids."""

    def save_months(self, organisation_id: OrganisationId, those: Sequence[MonthProduct]) -> None:
        """Keep products of one import, over those of their months."""

    def add_interactions(
        self, organisation_id: OrganisationId, by: ImportId, those: Sequence[NewInteraction]
    ) -> None:
        """Add interactions whose contents are not held."""

    def take_back(self, organisation_id: OrganisationId, by: ImportId) -> None:
        """Let everything be as if the import had not been applied."""


class PlanLines(Protocol):
    """Gathers what a plan would change and refuse: in little room, for there may be millions."""

    def hear(self, changes: Sequence[Change], refused: Sequence[Refused]) -> None:
        """Take more lines in; each kind is numbered from 1."""


class Ledger(Protocol):
    """Lines are numbered by who writes them, from 1."""

    def change(self, by: ImportId, first: int, changes: Sequence[Change]) -> None: ...

    def refuse(self, by: ImportId, first: int, refused: Sequence[Refused]) -> None: ...


class Imports(Protocol):
    def add(self, one: Import, content: bytes) -> None: ...

    def held(self, id: ImportId) -> Import | None:
        """Return it as it is now; nobody else changes it until the transaction ends."""

    def save(self, one: Import) -> None: ...

    def twin(self, one: Import) -> Import | None:
        """Return an import that waits for a worker and asks the same.

        Until the transaction ends nobody else adds one.
        """

    def applied(self, organisation_id: OrganisationId, digest: str) -> Import | None:
        """Return the import of these bytes that is applied."""

    def keep_lines(self, id: ImportId, lines: PlanLines) -> None:
        """Keep the lines of its plan, in the place of those that are kept."""

    def drop_lines(self, id: ImportId) -> None: ...

    def drop_content(self, id: ImportId) -> None:
        """Keep the file's bytes no longer."""

    def rests_on(self, one: ImportId, bases: Collection[ImportId]) -> None: ...

    def is_built_upon(self, one: ImportId) -> bool:
        """Return whether an import that is applied rests on it."""


class ImportWork(Protocol):
    @property
    def jobs(self) -> Jobs: ...

    @property
    def imports(self) -> Imports: ...

    @property
    def facts(self) -> FactsToChange: ...

    @property
    def ledger(self) -> Ledger: ...

    def next_snapshot(self, organisation_id: OrganisationId, now: datetime) -> int:
        """Count the organisation's data one up, and return its number."""

    def commit(self) -> None: ...


class ImportStore(Protocol):
    def transaction(
        self, organisation_id: OrganisationId, *, waits: bool = True
    ) -> AbstractContextManager[ImportWork]:
        """Begin; nobody else changes the organisation's facts meanwhile.

        Raises Unavailable, and where it is not to wait FactsHeld while somebody does.
        """

    def is_free(self, organisation_id: OrganisationId) -> bool:
        """Return whether `transaction` would wait for nobody just now.

        Who asks may be in the way of one who is not to wait, for as long as the question takes.
        """

    def noting(self) -> AbstractContextManager[ImportWork]:
        """Begin what changes no facts, and so waits for nobody who does. Raises Unavailable."""

    @property
    def facts(self) -> Facts:
        """What is committed now."""

    def plan_lines(self) -> PlanLines:
        """Return an empty one."""

    def tallies(self) -> AbstractContextManager[Tallies]:
        """Begin empty ones, of which nothing is left at the end; raises Unavailable."""

    def sayings(self) -> AbstractContextManager[Sayings]:
        """Begin with nothing said, of which nothing is left at the end; raises Unavailable."""

    def by_id(self, organisation_id: OrganisationId, id: ImportId) -> Import | None: ...

    def applied(self, organisation_id: OrganisationId, digest: str) -> Import | None:
        """Return the import of these bytes that is applied."""

    def content(self, organisation_id: OrganisationId, id: ImportId) -> bytes | None: ...

    def listed(self, organisation_id: OrganisationId, window: Window) -> Page[Import]:
        """Return the organisation's, newest first."""

    def changes(self, id: ImportId, window: Window) -> Page[Kept]:
        """Return lines of the ledger, in the order of the file."""

    def refusals(self, id: ImportId, window: Window) -> Page[KeptRefusal]:
        """Return the rows that were refused, in the order of the file."""

    def planned_changes(self, id: ImportId, window: Window) -> Page[Kept]:
        """Return lines that were kept of its plan, as the ledger would have them."""

    def planned_refusals(self, id: ImportId, window: Window) -> Page[KeptRefusal]: ...


class ImportProgress(Protocol):
    """Seen by others at once, whatever transaction goes on. Nobody fails for it."""

    def tell(self, id: ImportId, progress: Progress) -> None: ...

    def of(self, id: ImportId) -> Progress | None:
        """Return what was told last; None where nothing was, or it is over."""

    def over(self, id: ImportId) -> None: ...


class CustomersReader(Protocol):
    def listed(self, organisation_id: OrganisationId, window: Window) -> Page[Customer]:
        """Return those whom a file names, by their numbers, which as UUIDs are the cursors."""


class NumbersReader(Protocol):
    def customers(self, organisation_id: OrganisationId) -> int: ...

    def products(self, organisation_id: OrganisationId) -> int: ...

    def interactions(self, organisation_id: OrganisationId) -> int: ...

    def by_type(
        self, organisation_id: OrganisationId, since: datetime | None, until: datetime | None
    ) -> Sequence[Tally]:
        """Count each interaction once, by the type of its customers and its month's product."""

    def snapshot(self, organisation_id: OrganisationId) -> int:
        """Return the number of the organisation's data, 0 before anything was taken in."""
