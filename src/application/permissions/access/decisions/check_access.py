"""Say whether people may do things: oneself, and others where one manages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from application.clock import Clock
from application.permissions.access.decisions.asking import fresh
from application.permissions.access.decisions.deciding import MOST_AT_ONCE, DecideAccess
from application.permissions.access.decisions.sight import Sight
from application.permissions.access.ports import AccessReader, OrganisationsReader
from application.permissions.access.views import Decision
from application.service import service
from domain.access import Level
from domain.ids import UserId
from domain.permissions.access.actions import level_for
from domain.permissions.access.errors import TooManyAtOnce
from domain.principal import Principal


@dataclass(frozen=True, slots=True)
class Check:
    """`person_id` None asks about oneself, `kind` None about a thing of any kind."""

    action: str
    resource_id: UUID
    kind: str | None = None
    person_id: UserId | None = None

    def about(self, by: Principal) -> Principal:
        if self.person_id in (None, by.user_id):
            return by
        return Principal(self.person_id, by.organisation_id)


@service
class CheckAccess:
    reader: AccessReader
    things: OrganisationsReader
    clock: Clock

    def __call__(
        self, by: Principal, checks: Sequence[Check], *, at_least: int | None = None
    ) -> Sequence[Decision]:
        """Answer each in its place; what is unknown is not allowed.

        Raises TooManyAtOnce, ActionUnknown, StaleSnapshot; LevelNotHeld when `by` may not ask
        about others.
        """
        if len(checks) > MOST_AT_ONCE:
            raise TooManyAtOnce(MOST_AT_ONCE)
        wanted = [level_for(one.action) for one in checks]
        version = fresh(self.reader, by, at_least)
        held = self._held(by, checks)
        return [
            Decision(
                held[one.about(by)].get(one.resource_id, 0) >= needed and self._fits(by, one),
                version,
            )
            for one, needed in zip(checks, wanted, strict=True)
        ]

    def _held(
        self, by: Principal, checks: Sequence[Check]
    ) -> Mapping[Principal, Mapping[UUID, Level]]:
        others = [one.resource_id for one in checks if one.about(by) != by]
        sight = Sight.of(self.reader, self.clock, by, others) if others else None
        asked: dict[Principal, list[UUID]] = {}
        for one in checks:
            who = one.about(by)
            told = asked.setdefault(who, [])
            if who == by or sight is None or sight.reaches(one.resource_id):
                told.append(one.resource_id)
        decide = DecideAccess(self.reader, self.clock)
        return {who: decide.levels(who, ids) for who, ids in asked.items()}

    def _fits(self, by: Principal, check: Check) -> bool:
        return is_kind(self.things, by, check.resource_id, check.kind)


def is_kind(things: OrganisationsReader, by: Principal, id: UUID, kind: str | None) -> bool:
    if kind is None:
        return True
    scope = things.scope(by.organisation_id, id)
    return scope is not None and scope.kind == kind
