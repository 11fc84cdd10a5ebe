"""Take a file in: say what it would come to, and do it where nothing is open."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from application.access.ports import Access
from application.access.require import require
from application.clock import Clock
from application.ids import IdSource
from application.insights.applying import Applying
from application.insights.following import UNFOLLOWED, Steps
from application.insights.import_jobs import AT_ONCE_BYTES, job_on
from application.insights.ports import BookReader, ImportStore
from application.insights.reading import Reading
from application.service import service
from domain.access import Level
from domain.insights.columns import Asked
from domain.insights.ids import ImportId
from domain.insights.imported import Import, ImportEmpty, ImportNotFound, ImportState
from domain.principal import Principal


@dataclass(frozen=True, slots=True)
class NewImport:
    """All of it is done `at_once` for who waits for it, however large the file is.

    Then `steps` hear how far it is.
    """

    id: ImportId
    name: str
    content: bytes = field(repr=False)
    asked: Asked = field(default_factory=Asked)
    choices: Mapping[str, str] = field(default_factory=dict)
    dry_run: bool = False
    at_once: bool = False
    steps: Steps = UNFOLLOWED


@service
class ImportFile:
    access: Access
    store: ImportStore
    reader: BookReader
    clock: Clock
    ids: IdSource
    at_once_bytes: int = AT_ONCE_BYTES

    def __call__(self, by: Principal, new: NewImport) -> Import:
        """Keep the file with its plan; apply it unless it is a dry run or something is open.

        A large file is kept for a worker, which does the same. Bytes that are applied already are
        that import, and nothing changes. Raises LevelNotHeld, ImportEmpty, and for a small file
        kinds of BookUnreadable, ColumnsUnknown, ChoiceImpossible.
        """
        require(self.access, by, Level.EDIT, by.organisation_id, ImportNotFound)
        if not new.content:
            raise ImportEmpty
        digest = sha256(new.content).hexdigest()
        again = self.store.applied(by.organisation_id, digest)
        if again is not None:
            return again
        received = self._received(by, new, digest)
        if new.at_once or received.size <= self.at_once_bytes:
            return self._done(received, new)
        return self._left(received, new.content)

    def _received(self, by: Principal, new: NewImport, digest: str) -> Import:
        return Import(
            id=new.id,
            organisation_id=by.organisation_id,
            asked_by=by.user_id,
            name=new.name,
            digest=digest,
            size=len(new.content),
            asked=new.asked,
            choices=new.choices,
            dry_run=new.dry_run,
            wanted_by=by,
            created_at=self.clock.now(),
            state=ImportState.RECEIVED,
        )

    def _done(self, received: Import, new: NewImport) -> Import:
        with self.reader.open(new.content, received.name) as book:
            reading = Reading.of(book, received, self.store, self.ids.new, new.steps)
            lines = self.store.plan_lines() if received.size > self.at_once_bytes else None
            with self.store.tallies() as tallies:
                plan = reading.plan(tallies, lines)
            planned = received.planned(plan, lines_kept=lines is not None)
            with self.store.noting() as work:
                work.imports.add(planned, new.content)
                if lines is not None and planned.lines_kept:
                    work.imports.keep_lines(planned.id, lines)
                work.commit()
            if not planned.is_to_be_applied:
                return planned
            return Applying(self.store, self.clock, once=True)(planned, reading)

    def _left(self, received: Import, content: bytes) -> Import:
        """Keep it with its job; one whose request comes again is what became of it by now.

        Who sends the same bytes before a worker is done with them follows the import that is there,
        unless it hangs on the rights of somebody else.
        """
        with self.store.noting() as work:
            held = work.imports.held(received.id) or work.imports.twin(received)
            if held is not None:
                return held
            work.imports.add(received, content)
            work.jobs.enqueue(job_on(received, self.ids.new()), at=received.created_at)
            work.commit()
        return received
