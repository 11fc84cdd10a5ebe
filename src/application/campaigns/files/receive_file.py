"""Take a performance file in: once this returns, it is not lost."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import BinaryIO

from application.access.ports import Access
from application.access.require import require
from application.campaigns.files.ports import PART_BYTES, FilesStore
from application.clock import Clock
from application.ids import IdSource
from application.jobs.ports import job_for
from application.service import service
from domain.access import Level
from domain.campaigns.budget import ErrorBudget
from domain.campaigns.dialect import Declared
from domain.campaigns.errors import FileCutOff, FileHeld, FileUnsteady, PerformanceFileNotFound
from domain.campaigns.performance_file import PerformanceFile, PerformanceFileId
from domain.campaigns.proof import HEAD, Proof, prove
from domain.campaigns.rules import NEWEST, reads_days, rules_of
from domain.principal import Principal

LOADING = "loading"
LOAD = "load_performance_file"
LONGEST_NAME = 255
ONE_PERCENT = ErrorBudget("1%")


@dataclass(frozen=True, slots=True)
class NewPerformanceFile:
    """`content` can be read from its beginning more than once."""

    id: PerformanceFileId
    name: str
    content: BinaryIO = field(repr=False)
    declared: Declared = field(default_factory=Declared)
    rules: int = NEWEST
    budget: ErrorBudget = ONE_PERCENT


@service
class ReceiveFile:
    access: Access
    store: FilesStore
    clock: Clock
    ids: IdSource

    def __call__(self, by: Principal, new: NewPerformanceFile) -> PerformanceFile:
        """Keep the bytes and the job to load them.

        Bytes that the organisation has in a file that neither failed nor was withdrawn are that
        file, whatever its name. Raises LevelNotHeld, RulesUnknown, FileEmpty, FileCompressed,
        DialectUnclear, ColumnsRepeated, FileCutOff, FileUnsteady.
        """
        self.allow(by)
        rules_of(new.rules)
        new.content.seek(0)
        head = new.content.read(HEAD)
        proof = prove(head, new.declared, reads_days=reads_days(new.rules))
        digest, size = _digest(new, head)
        if size % proof.dialect.unit:
            raise FileCutOff
        held = self._held(by, new, digest)
        if held is not None:
            return held
        file = self._begun(by, new, proof, digest, size)
        try:
            self._keep(file, new)
        except FileHeld:  # somebody sent the same bytes at the same moment
            held = self._held(by, new, digest)
            if held is None:
                raise
            return held
        return file

    def allow(self, by: Principal) -> None:
        """Raises PerformanceFileNotFound, LevelNotHeld, before anything large is looked at."""
        require(self.access, by, Level.EDIT, by.organisation_id, PerformanceFileNotFound)

    def _held(self, by: Principal, new: NewPerformanceFile, digest: str) -> PerformanceFile | None:
        again = self.store.by_id(by.organisation_id, new.id)
        return again or self.store.by_digest(by.organisation_id, digest)

    def _begun(
        self, by: Principal, new: NewPerformanceFile, proof: Proof, digest: str, size: int
    ) -> PerformanceFile:
        return PerformanceFile(
            id=new.id,
            organisation_id=by.organisation_id,
            sent_by=by.user_id,
            name=new.name[:LONGEST_NAME],
            size=size,
            digest=digest,
            declared=new.declared,
            dialect=proof.dialect,
            layout=proof.layout,
            rules=new.rules,
            budget=new.budget,
            position=min(proof.start, size),
            received_at=self.clock.now(),
        )

    def _keep(self, file: PerformanceFile, new: NewPerformanceFile) -> None:
        job = job_for(
            file.id,
            id=self.ids.new(),
            queue=LOADING,
            kind=LOAD,
            organisation_id=file.organisation_id,
        )
        digest = sha256()
        with self.store.transaction() as work:
            work.add(file)
            for number, part in enumerate(_parts(new)):
                digest.update(part)
                work.keep_part(file.id, number, part)
            if digest.hexdigest() != file.digest:
                raise FileUnsteady
            work.jobs.enqueue(job, at=file.received_at)
            work.commit()


def _parts(new: NewPerformanceFile) -> Iterator[bytes]:
    new.content.seek(0)
    while part := new.content.read(PART_BYTES):
        yield part


def _digest(new: NewPerformanceFile, head: bytes) -> tuple[str, int]:
    """Return what the bytes come to; raises FileUnsteady where they do not begin as before."""
    digest, size = sha256(), 0
    for part in _parts(new):
        if not size and not part.startswith(head):
            raise FileUnsteady
        digest.update(part)
        size += len(part)
    return digest.hexdigest(), size
