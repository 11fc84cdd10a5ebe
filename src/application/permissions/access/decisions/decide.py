"""Say whether somebody may do something."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from application.clock import Clock
from application.permissions.access.decisions.asking import answers_about, fresh
from application.permissions.access.decisions.deciding import MOST_AT_ONCE, DecideAccess
from application.permissions.access.ports import AccessReader
from application.permissions.access.views import Decision
from domain.ids import UserId
from domain.permissions.access.actions import level_for
from domain.permissions.access.errors import TooManyAtOnce
from domain.principal import Principal


@dataclass(frozen=True, slots=True)
class Question:
    """`person_id` None asks about oneself."""

    action: str
    resource_id: UUID
    person_id: UserId | None = None


@dataclass(frozen=True, slots=True)
class Decide:
    reader: AccessReader
    clock: Clock

    def __call__(
        self, by: Principal, question: Question, *, at_least: int | None = None
    ) -> Decision:
        """Raises ActionUnknown, StaleSnapshot, and when asking about others ScopeNotFound,
        LevelNotHeld.
        """
        return self.batch(by, [question], at_least=at_least)[0]

    def batch(
        self, by: Principal, questions: Sequence[Question], *, at_least: int | None = None
    ) -> Sequence[Decision]:
        """Answer each in its place; raises what `__call__` raises, and TooManyAtOnce."""
        if len(questions) > MOST_AT_ONCE:
            raise TooManyAtOnce(MOST_AT_ONCE)
        version, decide = fresh(self.reader, by, at_least), DecideAccess(self.reader, self.clock)
        asked: dict[Principal, list[UUID]] = {}
        for one in questions:
            asked.setdefault(self._asked_about(by, one), []).append(one.resource_id)
        held = {who: decide.levels(who, ids) for who, ids in asked.items()}
        return [
            Decision(
                held[self._asked_about(by, one)].get(one.resource_id, 0) >= level_for(one.action),
                version,
            )
            for one in questions
        ]

    def _asked_about(self, by: Principal, question: Question) -> Principal:
        if question.person_id is None or question.person_id == by.user_id:
            return by
        answers_about(self.reader, by, question.resource_id, now=self.clock.now())
        return Principal(question.person_id, by.organisation_id)
