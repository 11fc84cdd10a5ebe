"""What one may be told about others."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from application.clock import Clock
from application.permissions.access.decisions.deciding import DecideAccess
from application.permissions.access.ports import AccessReader
from domain.access import Level, LevelNotHeld
from domain.principal import Principal


@dataclass(frozen=True, slots=True)
class Sight:
    """`root` is held on the whole organisation, `levels` on single things."""

    root: Level | None
    levels: Mapping[UUID, Level]

    @classmethod
    def of(
        cls, reader: AccessReader, clock: Clock, by: Principal, ids: Collection[UUID] = ()
    ) -> "Sight":
        levels = DecideAccess(reader, clock).levels(by, [by.organisation_id, *ids])
        return cls(levels.get(by.organisation_id), levels)

    def reaches(self, id: UUID) -> bool:
        """See whether to answer what others may do with it: those who manage it may ask.

        False for what a manager of the organisation cannot see: to them it is not there, whether
        it is or not. Raises LevelNotHeld.
        """
        level = self.levels.get(id)
        if self.root is Level.ADMINISTER or (level or 0) >= Level.MANAGE:
            return True
        if level is None and (self.root or 0) >= Level.MANAGE:
            return False
        raise LevelNotHeld(Level.MANAGE)

    def reaches_all(self) -> bool:
        """See whether what somebody may do anywhere can be told without looking closer.

        Managers of the organisation ask too, and are told of what they manage. Raises
        LevelNotHeld.
        """
        if (self.root or 0) < Level.MANAGE:
            raise LevelNotHeld(Level.MANAGE)
        return self.root is Level.ADMINISTER
