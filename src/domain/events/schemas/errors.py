"""What schemas say no to."""

from collections.abc import Sequence

from domain.errors import Conflict, Invalid, NotFound
from domain.events.pointed import Point, Pointed


class SchemaNotFound(NotFound):
    code = "schema_not_found"

    def __init__(self) -> None:
        super().__init__("there is no such version of a schema")


class SchemaInvalid(Pointed, Invalid):
    code = "schema_invalid"

    def __init__(self, points: Sequence[Point]) -> None:
        self.points = tuple(points)
        super().__init__("this is no JSON Schema 2020-12 that is taken here")


class SchemaIncompatible(Pointed, Conflict):
    code = "schema_incompatible"

    def __init__(self, points: Sequence[Point], version: int) -> None:
        self.points = tuple(points)
        super().__init__(f"it refuses events that version {version} takes")


class SchemaOvertaken(Conflict):
    code = "schema_overtaken"

    def __init__(self) -> None:
        super().__init__("somebody published another version meanwhile: compare with that one")


class TooManySchemas(Conflict):
    code = "too_many_schemas"

    def __init__(self, most: int) -> None:
        super().__init__(f"a type may have {most} versions")
