"""Forget entries of the journal that came long ago and are done."""

from collections.abc import Sequence
from datetime import timedelta

from application.clock import Clock
from application.events.forgetting.ports import Old, OldEntries
from application.events.processing.consumers import Consumers
from application.events.processing.ports import Consumer
from application.service import service

BATCH = 500
KEEPING = timedelta(days=30)


@service
class ForgetEntries:
    entries: OldEntries
    consumers: Consumers
    clock: Clock
    keeping: timedelta = KEEPING

    def __call__(self) -> int:
        """Forget them in small slices, and return how many; their ids are new again.

        Each slice is a commit of its own: who is killed in between has forgotten what it has. What
        a consumer with effects elsewhere was given stays: to erase somebody is to find by it what
        was made of their events.
        """
        before, forgotten, position = self.clock.now() - self.keeping, 0, 0
        everybody = [one.name for one in self.consumers.all]
        while old := self.entries.after(position, before, BATCH):
            asked = [(one.position, self._wanting(one)) for one in old]
            wanted = {position: names for position, names in asked if names is not None}
            forgotten += self.entries.forget(wanted, everybody) if wanted else 0
            position = old[-1].position
        return forgotten

    def _wanting(self, old: Old) -> Sequence[str] | None:
        """Return who wants it; None when one of them has effects elsewhere."""
        wanting = [one for one in self.consumers.all if one.wants(old.type, old.sequence)]
        return [one.name for one in wanting] if all(map(_is_inward, wanting)) else None


def _is_inward(consumer: Consumer) -> bool:
    return not consumer.calls_out
