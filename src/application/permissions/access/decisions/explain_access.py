"""Say why somebody may do something, or what is missing."""

from dataclasses import dataclass, replace
from uuid import UUID

from application.clock import Clock
from application.permissions.access.decisions.asking import answers_about, fresh
from application.permissions.access.decisions.deciding import DecideAccess, most
from application.permissions.access.ports import AccessReader
from application.permissions.access.views import Explanation
from application.service import service
from domain.access import Level
from domain.ids import UserId
from domain.permissions.access.actions import level_for
from domain.permissions.access.errors import ScopeNotFound
from domain.permissions.access.grant import Grant
from domain.permissions.access.scope import DEPARTMENT, ORGANISATION
from domain.permissions.access.standing import Missing, Standing
from domain.principal import Principal

KNOWN = (ORGANISATION, DEPARTMENT)


@dataclass(frozen=True, slots=True)
class Question:
    """`person_id` None asks about oneself."""

    action: str
    resource_id: UUID
    person_id: UserId | None = None


@service
class ExplainAccess:
    reader: AccessReader
    clock: Clock

    def __call__(
        self, by: Principal, question: Question, *, at_least: int | None = None
    ) -> Explanation:
        """About oneself for what one may view, about others for what one manages.

        The way leaves out folders that `by` may not view, and `cut` if it is one of them.
        Raises ActionUnknown, StaleSnapshot, ScopeNotFound, LevelNotHeld.
        """
        now, wanted = self.clock.now(), level_for(question.action)
        version = fresh(self.reader, by, at_least)
        who = self._asked_about(by, question)
        standing = self.reader.standing(who, question.resource_id)
        found = standing.level(now)
        if who is by and found is None:
            raise ScopeNotFound
        level = None if found is None else min(found, most(who))
        grant = standing.strongest(now)
        if grant is not None and level is not None and level >= wanted:
            return self._shown(by, _allowed(standing, grant, level, version))
        denied = _denied(standing, *standing.missing(now, wanted), level, version)
        return self._shown(by, denied)

    def _shown(self, by: Principal, found: Explanation) -> Explanation:
        """Leave out of the way what `by` may not know of; departments are known to all members."""
        levels = DecideAccess(self.reader, self.clock).levels(by, [one.id for one in found.way])
        way = [one for one in found.way if one.kind in KNOWN or one.id in levels]
        cut = found.cut if any(one.id == found.cut for one in way) else None
        return replace(found, way=way, cut=cut)

    def _asked_about(self, by: Principal, question: Question) -> Principal:
        if question.person_id is None or question.person_id == by.user_id:
            return by
        answers_about(self.reader, by, question.resource_id, now=self.clock.now())
        return Principal(question.person_id, by.organisation_id)


def _allowed(standing: Standing, grant: Grant, level: Level, version: int) -> Explanation:
    return Explanation(
        allowed=True, level=level, access_version=version, grant=grant,
        way=standing.down_from(grant), belongs=standing.groups.get(grant.subject.id),
    )  # fmt: skip


def _denied(
    standing: Standing, missing: Missing, grant: Grant | None, level: Level | None, version: int
) -> Explanation:
    cut = standing.cut(grant) if grant and missing is Missing.RESTRICTED else None
    return Explanation(
        allowed=False, level=level, access_version=version, grant=grant,
        way=standing.down_from(grant) if grant else (), missing=missing,
        cut=cut.id if cut else None,
    )  # fmt: skip
