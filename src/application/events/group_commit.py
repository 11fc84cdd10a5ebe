"""One commit for many requests: whoever waits for the disk takes the others' events along.

Nobody waits for longer than two commits, and nobody answers before their own is durable.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from application.errors import Unavailable
from application.events.ports import Journal
from application.shared_turns import SharedTurns
from domain.events.entry import Admission, Entry, Journalled
from domain.ids import OrganisationId

MOST = 5_000
"""Entries in one commit; a request that has more is committed alone."""
Entries = Sequence[Entry]
Admissions = Sequence[Admission]


@dataclass(slots=True)
class GroupCommit:
    """A journal, in front of another."""

    journal: Journal
    most: int = MOST
    together: SharedTurns[Entries, Admissions] = field(init=False)

    def __post_init__(self) -> None:
        self.together = SharedTurns(self._commit, len, self.most)

    def admit(self, entries: Entries) -> Admissions:
        return self.together(entries)

    def after(self, position: int, limit: int) -> Sequence[Journalled]:
        return self.journal.after(position, limit)

    def at(self, positions: Collection[int]) -> Mapping[int, Journalled]:
        return self.journal.at(positions)

    def find(
        self, organisation_id: OrganisationId, source: str, external_id: str
    ) -> Journalled | None:
        return self.journal.find(organisation_id, source, external_id)

    def _commit(self, requests: Sequence[Entries]) -> Sequence[Admissions | BaseException]:
        try:
            admitted = iter(self.journal.admit([one for each in requests for one in each]))
        except Unavailable:  # nobody's entries brought it about: it is told to all, and once
            raise
        except Exception as error:  # one request may spoil it for all: each is tried by itself
            return [error] if len(requests) == 1 else self._one_by_one(requests)
        return [[next(admitted) for _ in each] for each in requests]

    def _one_by_one(self, requests: Sequence[Entries]) -> Sequence[Admissions | BaseException]:
        """Who comes behind one for whom the journal is away is told the same, and not tried."""
        admitted: list[Admissions | BaseException] = []
        for entries in requests:
            try:
                admitted.append(self._alone(entries))
            except Unavailable as error:
                return [*admitted, *[error] * (len(requests) - len(admitted))]
        return admitted

    def _alone(self, entries: Entries) -> Admissions | BaseException:
        try:
            return self.journal.admit(entries)
        except Unavailable:
            raise
        except Exception as error:  # it belongs to who waits for it, in another thread
            return error
