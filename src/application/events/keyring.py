"""Keys of subjects, unwrapped; a busy subject's is at hand and not looked up for each event."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from application.events.ports import SubjectKey, SubjectKeys, Wrapping
from domain.ids import OrganisationId

MOST = 10_000


@dataclass(slots=True)
class Keyring:
    """At hand only for sealing, and the journal proves each key before it keeps what was sealed."""

    keys: SubjectKeys
    wrapping: Wrapping
    most: int = MOST
    _at_hand: dict[tuple[OrganisationId, str], SubjectKey] = field(default_factory=dict)

    def sealing(
        self, organisation_id: OrganisationId, subjects: Collection[str], now: datetime
    ) -> Mapping[str, SubjectKey]:
        """Return a key for each of these pseudonyms; makes those that are missing."""
        at_hand = self._at_hand
        named = {(organisation_id, one) for one in subjects} & at_hand.keys()
        found = {named[1]: at_hand[named] for named in named}
        missing = set(subjects) - found.keys()
        if missing:
            new = self._looked_up(organisation_id, missing, now)
            self._keep(organisation_id, new)
            found |= new
        return found

    def opening(self, ids: Collection[UUID]) -> Mapping[UUID, SubjectKey]:
        """Return the keys that are still there, as the store has them now."""
        held = self.keys.by_ids(set(ids))
        return {key.id: self.wrapping.unwrap(key) for key in held.values()}

    def forget(self) -> None:
        """Drop all that is at hand: some of them were erased."""
        self._at_hand = {}

    def _looked_up(
        self, organisation_id: OrganisationId, subjects: Collection[str], now: datetime
    ) -> dict[str, SubjectKey]:
        held = dict(self.keys.held_for(organisation_id, subjects))
        new = {one: self.wrapping.made() for one in subjects if one not in held}
        if new:
            held |= self.keys.add(organisation_id, new, now)
        return {subject: self.wrapping.unwrap(key) for subject, key in held.items()}

    def _keep(self, organisation_id: OrganisationId, new: Mapping[str, SubjectKey]) -> None:
        if len(self._at_hand) + len(new) > self.most:
            self.forget()
        self._at_hand |= {(organisation_id, subject): key for subject, key in new.items()}
