"""What taking events in needs from the outside world."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import UUID

from domain.events.entry import Admission, Entry, Journalled
from domain.events.incoming import Incoming
from domain.ids import OrganisationId


@dataclass(frozen=True, slots=True)
class SubjectKey:
    """Seals what is about one subject; once it is gone, nobody can read that again."""

    id: UUID
    secret: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """A subject's key as it is kept: sealed itself, so that a copy of the table opens nothing."""

    id: UUID
    wrapped: bytes


class Wrapping(Protocol):
    def made(self) -> WrappedKey:
        """Return a new random key."""

    def unwrap(self, key: WrappedKey) -> SubjectKey:
        """Raises SealBroken when another secret wrapped it."""


class KeysGone(Exception):
    """Keys were erased between sealing and keeping: seal again, with new ones."""


class SubjectKeys(Protocol):
    """A subject is named by its pseudonym and has one key at a time."""

    def held_for(
        self, organisation_id: OrganisationId, subjects: Collection[str]
    ) -> Mapping[str, WrappedKey]:
        """Return the keys of those that have one."""

    def add(
        self, organisation_id: OrganisationId, keys: Mapping[str, WrappedKey], now: datetime
    ) -> Mapping[str, WrappedKey]:
        """Keep a key for each subject that has none, and return the one that each has now."""

    def by_ids(self, ids: Collection[UUID]) -> Mapping[UUID, WrappedKey]:
        """Return the keys that are still there."""


class Seals(Protocol):
    """Pure functions of our own secret: the same everywhere, and nothing is kept."""

    def pseudonyms(self, organisation_id: OrganisationId, texts: Sequence[str]) -> Sequence[str]:
        """Return 32 characters for each that stand for the text, and only here."""

    def digests(
        self, organisation_id: OrganisationId, events: Sequence[Incoming]
    ) -> Sequence[bytes]:
        """Return 16 bytes for each, equal when two events say the same, however it was written."""

    def seal(self, events: Sequence[Incoming], keys: Sequence[SubjectKey]) -> Sequence[bytes]:
        """Seal each with the key in its place."""

    def open(self, sealed: Sequence[bytes], keys: Sequence[SubjectKey]) -> Sequence[Incoming]:
        """Return the events; raises SealBroken when a key is another or bytes were changed."""


class SealBroken(Exception):
    """The bytes are not what was sealed with this key."""


class Journal(Protocol):
    """Every event that was acknowledged and not forgotten yet, in the order of its commit."""

    def admit(self, entries: Sequence[Entry]) -> Sequence[Admission]:
        """Keep what is new, durably and all at once, and say for each what became of it.

        An id that is held already (within these entries too) is a duplicate when its digest is
        the same; else it is a conflict, and is kept in quarantine beside the first.
        An entry that is there already, as itself, is accepted: its answer was lost before.
        What is `held` goes into quarantine, once for what says the same, and takes no id.
        Raises KeysGone when a key that sealed one of them is no more; nothing is kept then.
        """

    def after(self, position: int, limit: int) -> Sequence[Journalled]:
        """Return the entries that follow, in order."""

    def at(self, positions: Collection[int]) -> Mapping[int, Journalled]: ...

    def find(
        self, organisation_id: OrganisationId, source: str, external_id: str
    ) -> Journalled | None: ...
