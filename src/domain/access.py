"""How much one may do with what somebody owns. Every context asks; permissions decides."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from uuid import UUID

from domain.errors import Forbidden
from domain.ids import OrganisationId, UserId


class Level(IntEnum):
    """Each holds all below it, so that the strongest of several is their maximum.

    VIEW reads. EDIT changes content and adds things inside. MANAGE also deletes, moves, shares and
    gives roles up to its own. ADMINISTER is for the organisation as a whole: its people, and what
    is restricted.
    """

    VIEW = 1
    EDIT = 2
    MANAGE = 3
    ADMINISTER = 4

    @property
    def word(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Owned:
    """A thing that people own, as permissions know it; it is named by the thing's own id.

    `kind` is the context's word for it ("document"). It hangs under `parent`, a folder or a
    department, or under its organisation; what may be done above may be done here, unless it does
    not inherit. `owner_id` is None for what belongs to the organisation.
    """

    id: UUID
    kind: str
    organisation_id: OrganisationId
    owner_id: UserId | None
    parent: UUID | None = None
    inherits: bool = True


class LevelNotHeld(Forbidden):
    """They may know of the thing, and may not do this with it: `needed` says what it takes."""

    code = "level_not_held"

    def __init__(self, needed: Level, held: Level | None = None) -> None:
        self.needed = needed
        has = f"; you may {held.word}" if held else ", which you do not hold here"
        super().__init__(f"this takes the right to {needed.word}{has}")


class OperatorsOnly(Forbidden):
    code = "operators_only"

    def __init__(self) -> None:
        super().__init__("this is for the administrators of the organisation that runs the server")
