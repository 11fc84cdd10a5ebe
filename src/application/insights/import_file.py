"""Take a file in: say what it would come to, and do it where nothing is open."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from application.access.ports import Access
from application.access.require import require
from application.clock import Clock
from application.ids import IdSource
from application.insights.applying import Applying
from application.insights.ports import BookReader, ImportStore
from application.insights.reading import Reading
from application.service import service
from domain.access import Level
from domain.insights.columns import Asked
from domain.insights.ids import ImportId
from domain.insights.imported import Import, ImportEmpty, ImportNotFound
from domain.principal import Principal


@dataclass(frozen=True, slots=True)
class NewImport:
    id: ImportId
    name: str
    content: bytes = field(repr=False)
    asked: Asked = field(default_factory=Asked)
    choices: Mapping[str, str] = field(default_factory=dict)
    dry_run: bool = False


@service
class ImportFile:
    access: Access
    store: ImportStore
    reader: BookReader
    clock: Clock
    ids: IdSource

    def __call__(self, by: Principal, new: NewImport) -> Import:
        """Keep the file with its plan; apply it unless it is a dry run or something is open.

        Bytes that are applied already are that import, and nothing changes. Raises LevelNotHeld,
        ImportEmpty, kinds of BookUnreadable, ColumnsUnknown, ChoiceImpossible.
        """
        require(self.access, by, Level.EDIT, by.organisation_id, ImportNotFound)
        if not new.content:
            raise ImportEmpty
        digest = sha256(new.content).hexdigest()
        again = self.store.applied(by.organisation_id, digest)
        if again is not None:
            return again
        with self.reader.open(new.content, new.name) as book:
            reading = Reading(
                book, new.asked, new.choices, self.store.facts, by.organisation_id, new.id,
                self.ids.new,
            )  # fmt: skip
            planned = self._planned(by, new, reading, digest)
            if new.dry_run or planned.plan.open:
                return planned
            return Applying(self.store, self.clock)(planned, reading)

    def _planned(self, by: Principal, new: NewImport, reading: Reading, digest: str) -> Import:
        plan = reading.plan()
        planned = Import(
            id=new.id,
            organisation_id=by.organisation_id,
            asked_by=by.user_id,
            name=new.name,
            digest=digest,
            size=len(new.content),
            asked=new.asked,
            choices=new.choices,
            plan=plan,
            counts=plan.counts,
            created_at=self.clock.now(),
        )
        with self.store.transaction(by.organisation_id) as work:
            work.imports.add(planned, new.content)
            work.commit()
        return planned
