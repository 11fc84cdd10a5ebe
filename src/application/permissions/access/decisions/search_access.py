"""Find who may do something, with what somebody may do it, and what somebody may do."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from application.clock import Clock
from application.paging import Page, Window
from application.permissions.access.decisions.asking import fresh
from application.permissions.access.decisions.check_access import Check, is_kind
from application.permissions.access.decisions.deciding import DecideAccess, held, most
from application.permissions.access.decisions.sight import Sight
from application.permissions.access.ports import AccessReader, OrganisationsReader
from application.service import service
from domain.access import Level
from domain.ids import UserId
from domain.permissions.access.actions import ACTIONS, level_for
from domain.permissions.access.grant import SubjectKind
from domain.principal import Principal

PAGE = 500
BEGINNING = UUID(int=0)
"""Where to go on after a page of no items: at the beginning."""


@service
class FindPeople:
    reader: AccessReader
    things: OrganisationsReader
    clock: Clock

    def __call__(
        self, by: Principal, check: Check, window: Window, *, at_least: int | None = None
    ) -> Page[UUID]:
        """Return everybody who may, in full pages, in the order of their ids; links are left out.

        Raises ActionUnknown, StaleSnapshot; LevelNotHeld unless `by` manages it.
        """
        wanted = level_for(check.action)
        fresh(self.reader, by, at_least)
        sight = Sight.of(self.reader, self.clock, by, [check.resource_id])
        known = sight.reaches(check.resource_id)
        if not known or not is_kind(self.things, by, check.resource_id, check.kind):
            return Page((), None)
        return _full(self._all(by, check.resource_id, wanted, window.after), window.limit)

    def _all(self, by: Principal, id: UUID, wanted: Level, after: UUID | None) -> Iterator[UUID]:
        now = self.clock.now()
        while True:
            page = self.reader.who(by.organisation_id, id, Window(PAGE, after), now=now)
            for one in page.items:
                if one.level >= wanted and one.grant.subject.kind is not SubjectKind.LINK:
                    yield one.id
            after = page.next
            if after is None:
                return


@dataclass(frozen=True, slots=True)
class Reach:
    """Things of a kind with which a person may do something; None asks about oneself."""

    action: str
    kind: str
    person_id: UserId | None = None


@service
class FindThings:
    reader: AccessReader
    clock: Clock

    def __call__(
        self, by: Principal, reach: Reach, window: Window, *, at_least: int | None = None
    ) -> Page[UUID]:
        """Return them in full pages, greatest id first.

        About others, an admin is told everything and a manager of the organisation what they
        manage. Raises ActionUnknown, StaleSnapshot; LevelNotHeld for anybody else.
        """
        wanted = level_for(reach.action)
        fresh(self.reader, by, at_least)
        if reach.person_id in (None, by.user_id):
            return _full(self._all(by, reach.kind, wanted, window.after), window.limit)
        found = self._all(
            Principal(reach.person_id, by.organisation_id), reach.kind, wanted, window.after
        )
        if not Sight.of(self.reader, self.clock, by).reaches_all():
            found = self._managed(by, found)
        return _full(found, window.limit)

    def _all(self, who: Principal, kind: str, wanted: Level, after: UUID | None) -> Iterator[UUID]:
        if wanted > most(who):
            return
        now = self.clock.now()
        while True:
            page = self.reader.listed(who, kind, Window(PAGE, after), now=now, level=wanted)
            yield from page.items
            after = page.next
            if after is None:
                return

    def _managed(self, by: Principal, found: Iterator[UUID]) -> Iterator[UUID]:
        decide = DecideAccess(self.reader, self.clock)
        while some := list(islice(found, PAGE)):
            levels = decide.levels(by, some)
            yield from (one for one in some if levels.get(one, 0) >= Level.MANAGE)


@service
class FindActions:
    reader: AccessReader
    things: OrganisationsReader
    clock: Clock

    def __call__(
        self, by: Principal, check: Check, *, at_least: int | None = None
    ) -> Sequence[str]:
        """Return the words for what may be done, the weakest first; the check's own is not read.

        Raises StaleSnapshot; LevelNotHeld when `by` may not ask about others.
        """
        fresh(self.reader, by, at_least)
        who, asked = check.about(by), check.resource_id
        known = who == by or Sight.of(self.reader, self.clock, by, [asked]).reaches(asked)
        level = held(self.reader, who, asked, now=self.clock.now()) if known else None
        if level is None or not is_kind(self.things, by, asked, check.kind):
            return ()
        return [word for word, needed in ACTIONS.items() if needed <= level]


def _full(found: Iterator[UUID], limit: int) -> Page[UUID]:
    items = tuple(islice(found, limit + 1))
    if len(items) <= limit:
        return Page(items, None)
    return Page(items[:limit], items[limit - 1] if limit else BEGINNING)
