"""One commit for many requests: whoever waits for the disk takes the others' events along.

The first to come commits alone; those who come meanwhile are committed together, by the first of
them. Nobody waits for longer than two commits, and nobody answers before their own is durable.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock

from application.awaited import Awaited
from application.events.ports import Journal
from domain.events.entry import Admission, Entry, Journalled
from domain.ids import OrganisationId

MOST = 5_000
"""Entries in one commit; a request that has more is committed alone."""


@dataclass(slots=True)
class Ticket:
    """`turn` is given None for whoever is to commit next, or to what became of the entries."""

    entries: Sequence[Entry]
    turn: Awaited[Sequence[Admission] | None] = field(default_factory=Awaited)


@dataclass(slots=True)
class GroupCommit:
    """A journal, in front of another."""

    journal: Journal
    most: int = MOST
    _lock: Lock = field(default_factory=Lock)
    _waiting: list[Ticket] = field(default_factory=list)
    _committing: bool = False

    def admit(self, entries: Sequence[Entry]) -> Sequence[Admission]:
        ticket = Ticket(entries)
        with self._lock:
            first, self._committing = not self._committing, True
            self._waiting.append(ticket)
        admitted = None if first else ticket.turn.get()
        return self._commit(ticket) if admitted is None else admitted

    def after(self, position: int, limit: int) -> Sequence[Journalled]:
        return self.journal.after(position, limit)

    def at(self, positions: Collection[int]) -> Mapping[int, Journalled]:
        return self.journal.at(positions)

    def find(
        self, organisation_id: OrganisationId, source: str, external_id: str
    ) -> Journalled | None:
        return self.journal.find(organisation_id, source, external_id)

    def _commit(self, own: Ticket) -> Sequence[Admission]:
        """Commit one's own and those who wait, and hand over to the next who came meanwhile."""
        try:
            together = self._taken()
            try:
                admitted = self.journal.admit([one for each in together for one in each.entries])
            except Exception:  # one request may spoil it for all: each is tried by itself
                return self._one_by_one(own, together)
            return self._share(own, together, admitted)
        finally:
            self._hand_over()

    def _taken(self) -> list[Ticket]:
        with self._lock:
            number, entries = 1, len(self._waiting[0].entries)
            for ticket in self._waiting[1:]:
                entries += len(ticket.entries)
                if entries > self.most:
                    break
                number += 1
            taken, self._waiting = self._waiting[:number], self._waiting[number:]
        return taken

    def _share(
        self, own: Ticket, together: Sequence[Ticket], admitted: Sequence[Admission]
    ) -> Sequence[Admission]:
        rest = iter(admitted)
        shares = [(one, [next(rest) for _ in one.entries]) for one in together]
        for ticket, share in shares:
            if ticket is not own:
                ticket.turn.give(share)
        return next(share for ticket, share in shares if ticket is own)

    def _one_by_one(self, own: Ticket, together: Sequence[Ticket]) -> Sequence[Admission]:
        for ticket in together:
            if ticket is own:
                continue
            try:
                ticket.turn.give(self.journal.admit(ticket.entries))
            except Exception as error:  # it belongs to who waits for it, in another thread
                ticket.turn.fail(error)
        return self.journal.admit(own.entries)

    def _hand_over(self) -> None:
        with self._lock:
            following = self._waiting[0] if self._waiting else None
            self._committing = following is not None
        if following is not None:
            following.turn.give(None)
