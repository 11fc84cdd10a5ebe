"""Say why somebody may do something, down every step, or what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass

from application.permissions.access.decisions.check_access import Check, is_kind
from application.permissions.access.decisions.explain_access import ExplainAccess, Question
from application.permissions.access.ports import OrganisationsReader
from application.permissions.access.views import Explanation
from application.service import service
from domain.permissions.access.errors import ScopeNotFound
from domain.permissions.access.scope import Scope
from domain.principal import Principal


@dataclass(frozen=True, slots=True)
class Path:
    """`departments` lead from the one where somebody has a role up to the one that was given it."""

    explanation: Explanation
    departments: Sequence[Scope] = ()


@service
class ExplainPath:
    explain: ExplainAccess
    things: OrganisationsReader

    def __call__(self, by: Principal, check: Check, *, at_least: int | None = None) -> Path:
        """Raises ActionUnknown, StaleSnapshot, ScopeNotFound, LevelNotHeld."""
        question = Question(check.action, check.resource_id, check.person_id)
        found = self.explain(by, question, at_least=at_least)
        if not is_kind(self.things, by, check.resource_id, check.kind):
            raise ScopeNotFound
        return Path(found, self._departments(by, found))

    def _departments(self, by: Principal, found: Explanation) -> Sequence[Scope]:
        if found.grant is None or found.belongs is None:
            return ()
        steps: list[Scope] = []
        step = self.things.scope(by.organisation_id, found.belongs.scope_id)
        while step is not None:
            steps.append(step)
            if step.id == found.grant.subject.id or step.parent_id is None:
                break
            step = self.things.scope(by.organisation_id, step.parent_id)
        return steps
