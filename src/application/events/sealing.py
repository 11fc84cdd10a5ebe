"""Turn events into entries of the journal, each sealed with the key of whom it is about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from application.events.keyring import Keyring
from application.events.ports import Seals, SubjectKey
from application.ids import IdSource
from application.tracing import current_trace
from domain.events.entry import Entry
from domain.events.incoming import Flaw, Incoming
from domain.events.normalising import Outline
from domain.events.subject import canonical_subject
from domain.events.timing import Timing
from domain.ids import OrganisationId
from domain.principal import Principal

INVALID = "invalid"
"""Why what does not fit its schema is in quarantine."""
NOBODY = ""
"""The subject of events that name none: their organisation's own."""


@dataclass(frozen=True, slots=True)
class Timed:
    """An event as it was told, its form, and when it was; with a `flaw` it is held apart."""

    told: Incoming
    formed: Outline
    timing: Timing
    flaw: Flaw | None = None


@dataclass(frozen=True, slots=True)
class SealEvents:
    keyring: Keyring
    seals: Seals
    ids: IdSource

    def entries(self, by: Principal, events: Sequence[Timed], now: datetime) -> Sequence[Entry]:
        """Seal them with keys that are at hand, though they may be erased by now: see `forget`."""
        subjects = [self._subject(by.organisation_id, one.formed) for one in events]
        keys = self.keyring.sealing(by.organisation_id, set(subjects), now)
        whose = [keys[subject] for subject in subjects]
        sealed = self.seals.seal([one.told for one in events], whose)
        sealing = zip(events, whose, sealed, strict=True)
        return [self._entry(by, *one, now) for one in sealing]

    def forget(self) -> None:
        """Have the keys looked up again: some of them were erased."""
        self.keyring.forget()

    def _subject(self, organisation_id: OrganisationId, formed: Outline) -> str:
        return self.seals.pseudonym(organisation_id, canonical_subject(formed.subject or NOBODY))

    def _entry(
        self, by: Principal, one: Timed, key: SubjectKey, sealed: bytes, now: datetime
    ) -> Entry:
        organisation_id, event = by.organisation_id, one.told
        lane = event.key or f"{event.source}\n{event.id}"
        return Entry(
            id=self.ids.new(),
            organisation_id=organisation_id,
            told_by=by.user_id,
            source=event.source,
            external_id=event.id,
            type=one.formed.type,
            lane=self.seals.pseudonym(organisation_id, lane),
            digest=self.seals.digest(organisation_id, event),
            key_id=key.id,
            sealed=sealed,
            occurred_at=one.timing.occurred_at,
            received_at=now,
            late=one.timing.late,
            sequence=event.sequence if event.key else None,  # the states of what, else?
            traceparent=event.traceparent or _trace(),
            held=INVALID if one.flaw else None,
        )


def _trace() -> str | None:
    trace = current_trace()
    return str(trace) if trace else None
