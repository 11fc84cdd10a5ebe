"""What schemas need from the outside world."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from application.paging import Page, Window
from domain.events.json_value import JsonValue
from domain.events.schemas.version import SchemaVersion
from domain.ids import OrganisationId


class SchemaStore(Protocol):
    """Versions are added and never changed."""

    def add(self, version: SchemaVersion) -> None:
        """Keep it; raises SchemaOvertaken when its number is taken."""

    def one(
        self, organisation_id: OrganisationId, type: str, version: int
    ) -> SchemaVersion | None: ...

    def newest(self, organisation_id: OrganisationId) -> Mapping[str, int]:
        """Return the last version of each type that has one."""

    def listed(
        self, organisation_id: OrganisationId, type: str, window: Window
    ) -> Page[SchemaVersion]:
        """Return the versions of a type, newest first."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """`pointer` leads into what was judged and holds no name that may be personal."""

    pointer: str
    detail: str
    others: int = 0


class Judge(Protocol):
    """A schema, compiled."""

    def misfit(self, data: JsonValue) -> Misfit | None:
        """Return the first thing that does not fit, without its value; None when all does."""


class SchemaCompiler(Protocol):
    def compile(self, schema: JsonValue) -> Judge:
        """Raises SchemaInvalid. Nothing is fetched, and no pattern takes more than linear time."""
