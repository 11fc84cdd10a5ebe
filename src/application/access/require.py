"""The question that each use case begins with."""

from dataclasses import dataclass
from uuid import UUID

from application.access.ports import Access, Levels
from domain.access import Level, LevelNotHeld, OperatorsOnly
from domain.errors import NotFound
from domain.ids import OrganisationId
from domain.principal import Principal


def require(access: Levels, by: Principal, level: Level, id: UUID, unknown: type[NotFound]) -> None:
    """Let through who holds the level.

    Raises `unknown` when `by` may not know that it exists, LevelNotHeld when it is not enough.
    """
    held = access.level(by, id)
    if held is None:
        raise unknown
    if held < level:
        raise LevelNotHeld(level, held)


@dataclass(frozen=True, slots=True)
class Operators:
    """The administrators of the organisation that runs this installation.

    What touches every organisation at once, such as the index that they share, is theirs alone.
    """

    access: Access
    organisation_id: OrganisationId

    def require(self, by: Principal) -> None:
        """Raises OperatorsOnly."""
        held = self.access.level(by, self.organisation_id)
        if held is None or held < Level.ADMINISTER:
            raise OperatorsOnly
