"""Who would gain and who would lose, if a change were made."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from uuid import UUID

from application.clock import Clock
from application.paging import Window
from application.permissions.access.decisions.deciding import DecideAccess
from application.permissions.access.decisions.trial import Change, MakeChange, touched
from application.permissions.access.ports import AccessReader, AccessStore
from application.permissions.access.views import Holder
from application.service import service
from domain.access import Level
from domain.ids import OrganisationId
from domain.permissions.access.grant import SubjectKind
from domain.principal import Principal

MOST_SHOWN = 1_000
PAGE = 500


@dataclass(frozen=True, slots=True)
class Shift:
    """What somebody, or a link, may do with a scope before and after; None is nothing."""

    scope_id: UUID
    subject_id: UUID
    is_link: bool
    before: Level | None
    after: Level | None

    def is_of(self, by: Principal) -> bool:
        return self.subject_id == by.user_id

    @property
    def is_gain(self) -> bool:
        return (self.after or 0) > (self.before or 0)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page ended, in the order of scopes and then of subjects."""

    scope_id: UUID
    subject_id: UUID


@dataclass(frozen=True, slots=True)
class Shifts:
    """At the uppermost scopes where the change acts: what stands beneath inherits from them.

    `is_whole` is False when not every such scope could be looked for.
    """

    shifts: Sequence[Shift]
    next: Place | None
    is_whole: bool


@service
class PreviewAccess:
    store: AccessStore
    reader: AccessReader
    clock: Clock
    make: MakeChange

    def __call__(self, by: Principal, change: Change, *, after: Place | None = None) -> Shifts:
        """Make the change, compare, and undo it; raises whatever making it would raise.

        Of what `by` does not manage it tells nobody's shifts but their own, and is not whole.
        Nobody else changes anything meanwhile, so what is committed is the state before.
        """
        now = self.clock.now()
        with self.store.transaction() as work:
            work.organisations.taken(by.organisation_id)
            before, is_whole = touched(work, by, change, now=now)
            self.make(work, by, change)
            scopes = sorted({*before, *touched(work, by, change, now=now)[0]})
            readers = (self.reader, work.reader)
            levels = DecideAccess(self.reader, self.clock).levels(by, scopes)
            managed = {one for one, level in levels.items() if level >= Level.MANAGE}
            found = (
                one
                for one in _shifts(readers, by.organisation_id, scopes, after, now)
                if one.scope_id in managed or (one.is_of(by) and one.before is not None)
            )
            shown = list(islice(found, MOST_SHOWN + 1))
        return _page(shown, is_whole=is_whole and managed.issuperset(scopes))


def _page(shown: Sequence[Shift], *, is_whole: bool) -> Shifts:
    if len(shown) <= MOST_SHOWN:
        return Shifts(shown, None, is_whole)
    last = shown[MOST_SHOWN - 1]
    return Shifts(shown[:MOST_SHOWN], Place(last.scope_id, last.subject_id), is_whole)


def _shifts(
    readers: tuple[AccessReader, AccessReader],
    organisation_id: OrganisationId,
    scopes: Sequence[UUID],
    after: Place | None,
    now: datetime,
) -> Iterator[Shift]:
    for scope in scopes:
        if after is not None and scope < after.scope_id:
            continue
        had, have = (
            {one.id: one for one in _everybody(reader, organisation_id, scope, now)}
            for reader in readers
        )
        for subject in sorted(had.keys() | have.keys()):
            if after is None or (scope, subject) > (after.scope_id, after.subject_id):
                shift = _shift(scope, subject, had.get(subject), have.get(subject))
                if shift.before != shift.after:
                    yield shift


def _shift(scope: UUID, subject: UUID, had: Holder | None, has: Holder | None) -> Shift:
    one = had or has
    is_link = one is not None and one.grant.subject.kind is SubjectKind.LINK
    return Shift(scope, subject, is_link, had.level if had else None, has.level if has else None)


def _everybody(
    reader: AccessReader, organisation_id: OrganisationId, scope: UUID, now: datetime
) -> Iterator[Holder]:
    after: UUID | None = None
    while True:
        page = reader.who(organisation_id, scope, Window(PAGE, after), now=now)
        yield from page.items
        after = page.next
        if after is None:
            return
