"""One writing for all who ask the same, in threads of this process and in others."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import field, replace
from datetime import timedelta
from threading import Lock
from uuid import UUID

from application.campaigns.briefs.ports import (
    Awaited,
    Claim,
    Claimed,
    Found,
    PerformanceTrends,
    Writings,
)
from application.campaigns.briefs.write_brief import WriteBrief
from application.clock import Clock
from application.ids import IdSource
from application.service import service
from domain.campaigns.briefs.asked import Asked
from domain.campaigns.briefs.brief import Writing, WritingId
from domain.campaigns.briefs.meaning import meaning_of
from domain.ids import OrganisationId

LIFETIME = timedelta(minutes=30)
LOOK_SECONDS = 0.02
Key = tuple[OrganisationId, str, int]


@service
class SharedWriting:
    """`leasing` is longer than any writing takes, so that only who died is taken over from."""

    write: WriteBrief
    writings: Writings
    performance: PerformanceTrends
    clock: Clock
    ids: IdSource
    rest: Callable[[float], None]
    leasing: timedelta
    _flights: "dict[Key, Future[Writing]]" = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def __call__(self, organisation_id: OrganisationId, asked: Asked) -> tuple[Writing, bool]:
        """Return what was written, and whether another had it written; raises Unavailable."""
        writer = self.write.writer
        meaning = meaning_of(asked, writer.name, writer.prompt)
        snapshot = self.performance.snapshot(organisation_id)
        claim = Claim(organisation_id, meaning, self.ids.new(), snapshot)
        kept = self.writings.fresh(claim, self.clock.now())
        return (kept, True) if kept else self._shared(claim, asked)

    def _shared(self, claim: Claim, asked: Asked) -> tuple[Writing, bool]:
        """Let the first thread get it, and all who come meanwhile have what it got.

        Who saw newer performance data does not join.
        """
        key = (claim.organisation_id, claim.meaning, claim.snapshot)
        with self._lock:
            flight, leads = self._flights.get(key), False
            if flight is None:
                flight, leads = self._flights.setdefault(key, Future()), True
        if not leads:
            return flight.result(), True
        try:
            writing, cached = self._got(claim, asked)
            flight.set_result(writing)
        except BaseException as error:  # whatever it is, others wait for it
            flight.set_exception(error)
            raise
        finally:
            with self._lock:
                del self._flights[key]
        return writing, cached

    def _got(self, claim: Claim, asked: Asked) -> tuple[Writing, bool]:
        awaited: UUID | None = None
        while True:
            now = self.clock.now()
            asking = replace(claim, awaited=awaited)
            match self.writings.claim(asking, now=now, until=now + self.leasing):
                case Found(writing):
                    return writing, True
                case Claimed():
                    return self._written(claim, asked), False
                case Awaited(token):
                    awaited = token
                    self.rest(LOOK_SECONDS)

    def _written(self, claim: Claim, asked: Asked) -> Writing:
        """Write it. What fell back is kept for those who wait for it, and for nobody after."""
        try:
            written = self.write(claim.organisation_id, asked)
            now = self.clock.now()
            writing = Writing(WritingId(self.ids.new()), claim.organisation_id, written, now)
            fresh_until = now if written.fallback else now + LIFETIME
            self.writings.finish(claim, writing, fresh_until=fresh_until)
        except BaseException:
            self.writings.give_up(claim)
            raise
        return writing
