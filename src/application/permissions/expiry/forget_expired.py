"""Remove what was over long ago: it decides nothing any more."""

from datetime import timedelta

from application.clock import Clock
from application.permissions.expiry.ports import ExpiredThings, Key, Kind
from application.service import service

KEEPING, BATCH = timedelta(days=30), 100


@service
class ForgetExpired:
    things: ExpiredThings
    clock: Clock
    keeping: timedelta = KEEPING

    def __call__(self, kind: Kind) -> int:
        """Remove those of a kind that are over for longer than that, and return how many.

        What others hold meanwhile is left for the next time. The latest go first: what came
        through a grant is mostly younger, so that few have to go with their source at once.
        """
        by, forgotten = self.clock.now() - self.keeping, 0
        after: Key | None = None
        while keys := self.things.over(kind, by, after=after, most=BATCH):
            forgotten += self.things.remove(kind, keys, by)
            after = keys[-1]
        return forgotten
