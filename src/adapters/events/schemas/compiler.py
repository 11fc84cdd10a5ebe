"""Schemas compiled by jsonschema-rs: offline, and with patterns that cannot run away.

Its `regex` engine is an automaton without backtracking: a match takes time linear in the string,
and what needs more (looking around, back references) is refused, as is what compiles to over 1 MiB.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from jsonschema_rs import Draft202012Validator, ReferencingError, RegexOptions, ValidationError

from application.events.schemas.ports import Misfit
from domain.events.json_value import JsonValue
from domain.events.naming import is_plain
from domain.events.pointed import Point
from domain.events.schemas.bounds import DIALECT
from domain.events.schemas.errors import SchemaInvalid
from domain.events.schemas.walking import step

MOST_FLAWS = 10
MEBIBYTE = 1 << 20
PATTERNS = RegexOptions(size_limit=MEBIBYTE, dfa_size_limit=MEBIBYTE)
META = Draft202012Validator({"$ref": DIALECT}, offline=True)
SAYS = {
    "pattern": "it does not match the pattern",
    "type": "it is of another type",
    "enum": "it is none of the values that are listed",
    "const": "it is not the value that is asked for",
    "additionalProperties": "it has a member that is not known",
    "format": "it does not have the format",
}


@dataclass(frozen=True, slots=True)
class JsonschemaRsJudge:
    validator: Draft202012Validator

    def misfit(self, data: JsonValue) -> Misfit | None:
        if self.validator.is_valid(data):
            return None
        found = list(islice(self.validator.iter_errors(data), MOST_FLAWS))
        return Misfit(_shown(found[0].instance_path), _says(found[0]), len(found) - 1)


class JsonschemaRsCompiler:
    def compile(self, schema: JsonValue) -> JsonschemaRsJudge:
        wrong: Any = islice(META.iter_errors(schema), MOST_FLAWS)
        if points := [Point(_pointer(one.instance_path), _meta(one)) for one in wrong]:
            raise SchemaInvalid(points)
        if not isinstance(schema, dict | bool):
            raise SchemaInvalid([Point("", "a schema is an object or a boolean")])
        try:
            made = Draft202012Validator(
                schema, pattern_options=PATTERNS, offline=True, validate_formats=False
            )
        except (ValidationError, ReferencingError, ValueError) as error:
            at = _pointer(getattr(error, "instance_path", ()))
            raise SchemaInvalid([Point(at, "this cannot be compiled")]) from None
        return JsonschemaRsJudge(made)


def _says(error: ValidationError) -> str:
    keyword = str(error.schema_path[-1]) if error.schema_path else "false"
    if keyword == "required":
        return f"member {getattr(error.kind, 'property', '')!r} is missing"  # the schema's own word
    return SAYS.get(keyword, f"it does not fit the keyword {keyword!r} of the schema")


def _meta(error: ValidationError) -> str:
    keyword = str(error.schema_path[-1]) if error.schema_path else ""
    return SAYS.get(keyword, f"JSON Schema 2020-12 does not allow it ({keyword})")


def _shown(path: Sequence[str | int]) -> str:
    """Return the pointer up to the first name that may tell of a person."""
    shown = ""
    for one in path:
        if isinstance(one, str) and not is_plain(one):
            break
        shown += step(one)
    return shown


def _pointer(path: Sequence[str | int]) -> str:
    return "".join(step(one) for one in path)
