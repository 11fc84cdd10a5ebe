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
    Reach,
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
from domain.principal import Principal

LIFETIME = timedelta(minutes=30)
LOOK_SECONDS = 0.02
Key = tuple[OrganisationId, str, int]


class Overtaken(Exception):
    """A document was deleted that what is written was told of: nothing of it is kept."""


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

    def __call__(self, by: Principal, asked: Asked) -> tuple[Writing, bool]:
        """Return what was written, and whether another had it written.

        Another who may read the same articles, for it may say what stands in them. Raises
        Unavailable, Overtaken.
        """
        writer, reach = self.write.writer, self.write.tools.articles.reach(by)
        meaning = meaning_of(asked, writer.name, writer.prompt, reach.readable, reach.state)
        snapshot = self.performance.snapshot(by.organisation_id)
        claim = Claim(by.organisation_id, meaning, self.ids.new(), snapshot)
        kept = self.writings.fresh(claim, self.clock.now())
        return (kept, True) if kept else self._shared(claim, reach, asked)

    def _shared(self, claim: Claim, reach: Reach, asked: Asked) -> tuple[Writing, bool]:
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
            writing, cached = self._got(claim, reach, asked)
            flight.set_result(writing)
        except BaseException as error:  # whatever it is, others wait for it
            flight.set_exception(error)
            raise
        finally:
            with self._lock:
                del self._flights[key]
        return writing, cached

    def _got(self, claim: Claim, reach: Reach, asked: Asked) -> tuple[Writing, bool]:
        awaited: UUID | None = None
        while True:
            now = self.clock.now()
            asking = replace(claim, awaited=awaited)
            match self.writings.claim(asking, now=now, until=now + self.leasing):
                case Found(writing):
                    return writing, True
                case Claimed():
                    return self._written(claim, reach, asked), False
                case Awaited(token):
                    awaited = token
                    self.rest(LOOK_SECONDS)

    def _written(self, claim: Claim, reach: Reach, asked: Asked) -> Writing:
        """Write it. What fell back is kept for those who wait for it, and for nobody after."""
        try:
            written = self.write(reach, asked)
            now = self.clock.now()
            writing = Writing(WritingId(self.ids.new()), claim.organisation_id, written, now)
            fresh_until = now if written.fallback else now + LIFETIME
            kept = self.writings.finish(claim, writing, fresh_until=fresh_until)
        except BaseException:
            self.writings.give_up(claim)
            raise
        if not kept:
            self.writings.give_up(claim)
            raise Overtaken
        return writing
