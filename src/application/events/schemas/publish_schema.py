"""Publish a version of what events of a type look like."""

from dataclasses import dataclass, field
from uuid import UUID

from application.access.ports import Access
from application.access.require import require
from application.clock import Clock
from application.events.schemas.ports import SchemaCompiler, SchemaStore
from application.service import service
from domain.access import Level
from domain.events.json_value import JsonValue
from domain.events.pointed import Point
from domain.events.schemas.bounds import check_bounds
from domain.events.schemas.compatibility import Comparison, compare
from domain.events.schemas.errors import SchemaIncompatible, SchemaNotFound, TooManySchemas
from domain.events.schemas.version import Compatibility, Mode, SchemaVersion
from domain.principal import Principal

MOST = 1_000
"""Versions of one type."""


@dataclass(frozen=True, slots=True)
class NewSchema:
    id: UUID
    type: str
    schema: JsonValue
    mode: Mode = Mode.REJECT
    compatibility: Compatibility = Compatibility.BACKWARD


@dataclass(frozen=True, slots=True)
class Published:
    """`undecided` is where it could not be told whether the version before took more."""

    version: SchemaVersion
    undecided: tuple[Point, ...] = field(default=())


@service
class PublishSchema:
    access: Access
    store: SchemaStore
    compiler: SchemaCompiler
    clock: Clock

    def __call__(self, by: Principal, new: NewSchema) -> Published:
        """Raises SchemaNotFound, LevelNotHeld, SchemaInvalid, SchemaIncompatible, TooManySchemas.

        Raises SchemaOvertaken when another version came in between.
        """
        require(self.access, by, Level.MANAGE, by.organisation_id, SchemaNotFound)
        check_bounds(new.schema)
        self.compiler.compile(new.schema)
        last = self.store.newest(by.organisation_id).get(new.type, 0)
        if last >= MOST:
            raise TooManySchemas(MOST)
        found = self._compared(by, new, last)
        version = SchemaVersion(
            id=new.id,
            organisation_id=by.organisation_id,
            type=new.type,
            version=last + 1,
            schema=new.schema,
            mode=new.mode,
            compatibility=new.compatibility,
            made_by=by.user_id,
            made_at=self.clock.now(),
        )
        self.store.add(version)
        return Published(version, found.undecided)

    def _compared(self, by: Principal, new: NewSchema, last: int) -> Comparison:
        before = self.store.one(by.organisation_id, new.type, last) if last else None
        if before is None or new.compatibility is Compatibility.NONE:
            return Comparison((), ())
        found = compare(before.schema, new.schema)
        if found.breaking:
            raise SchemaIncompatible(found.breaking, last)
        return found
