"""Rates of sources, looked up once a second and not for each request."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from application.clock import Clock
from application.events.limits.ports import OwnRate, OwnRates
from domain.ids import OrganisationId

FOR = timedelta(seconds=1)
MOST = 10_000
Seen = tuple[datetime, Mapping[str, OwnRate]]


@dataclass(slots=True)
class RememberedRates:
    rates: OwnRates
    clock: Clock
    _seen: dict[OrganisationId, Seen] = field(default_factory=dict)

    def own_rates(self, organisation_id: OrganisationId) -> Mapping[str, OwnRate]:
        now = self.clock.now()
        seen = self._seen.get(organisation_id)
        if seen is None or not timedelta() <= now - seen[0] < FOR:
            if len(self._seen) >= MOST:
                self._seen = {}
            seen = self._seen[organisation_id] = now, self.rates.own_rates(organisation_id)
        return seen[1]
