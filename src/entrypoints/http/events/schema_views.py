"""What schemas of event types look like from outside."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from application.events.schemas.publish_schema import Published
from application.paging import Page
from domain.events.schemas.version import SchemaVersion
from entrypoints.http.paging import cursor
from entrypoints.http.shapes import Moment

ModeWord = Literal["reject", "quarantine", "warn"]
CompatibilityWord = Literal["backward", "none"]


class SchemaDraft(msgspec.Struct, forbid_unknown_fields=True):
    """`schema` is JSON Schema 2020-12. `mode` is what becomes of events that do not fit it."""

    schema: dict[str, Any] | bool
    mode: ModeWord = "reject"
    compatibility: CompatibilityWord = "backward"


class SchemaView(msgspec.Struct):
    type: str
    version: int
    mode: ModeWord
    compatibility: CompatibilityWord
    schema: dict[str, Any] | bool
    made_at: Moment

    @classmethod
    def of(cls, version: SchemaVersion) -> SchemaView:
        return cls(
            type=version.type,
            version=version.version,
            mode=version.mode.value,
            compatibility=version.compatibility.value,
            schema=version.schema,  # type: ignore[arg-type]  # `check_bounds` saw to it
            made_at=version.made_at,
        )


class Undecided(msgspec.Struct):
    """A place in the schema where nobody can tell whether it takes all that was taken."""

    pointer: str
    detail: str


class PublishedView(SchemaView, kw_only=True):
    undecided: list[Undecided]

    @classmethod
    def published(cls, made: Published) -> PublishedView:
        known = msgspec.structs.asdict(SchemaView.of(made.version))
        unclear = [Undecided(one.pointer, one.detail) for one in made.undecided]
        return cls(**known, undecided=unclear)


class SchemaList(msgspec.Struct):
    items: list[SchemaView]
    next_cursor: str | None

    @classmethod
    def of(cls, page: Page[SchemaVersion]) -> SchemaList:
        return cls([SchemaView.of(one) for one in page.items], cursor(page.next))
