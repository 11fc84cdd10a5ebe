"""What a schema may not be: each thing is told with its place."""

from typing import Any

import pytest

from adapters.events.schemas.compiler import JsonschemaRsCompiler
from domain.events.schemas.bounds import check_bounds
from domain.events.schemas.errors import SchemaInvalid


def doubled(levels: int) -> dict[str, Any]:
    """Each level refers twice to the next: short to write, and endless to check."""
    defs = {
        f"d{n}": {"allOf": [{"$ref": f"#/$defs/d{n + 1}"}, {"$ref": f"#/$defs/d{n + 1}"}]}
        for n in range(levels)
    }
    return {"$ref": "#/$defs/d0", "$defs": {**defs, f"d{levels}": {}}}


def nested(levels: int) -> dict[str, Any]:
    inner: dict[str, Any] = {}
    for _ in range(levels):
        inner = {"properties": {"a": inner}}
    return inner


TREE = {"type": "object", "properties": {"left": {"$ref": "#"}}}
LOOP = {"$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}, "$ref": "#/$defs/a"}


@pytest.mark.parametrize(
    ("schema", "pointer"),
    [
        (5, ""),
        ({"$ref": "https://example.org/schema"}, "/$ref"),
        ({"items": {"$ref": "other.json#/a"}}, "/items/$ref"),
        ({"$ref": "#name"}, "/$ref"),
        ({"$ref": "#/$defs/none"}, "/$ref"),
        (TREE, "/properties/left/$ref"),
        (LOOP, "/$defs/b/$ref"),
        ({"$defs": {"a": {"items": {"$ref": "#/$defs/a"}}}}, "/$defs/a/items/$ref"),
        ({"$schema": "http://json-schema.org/draft-07/schema#"}, "/$schema"),
        ({"$dynamicRef": "#a"}, "/$dynamicRef"),
        ({"properties": {"a": {"$id": "https://example.org/a"}}}, "/properties/a/$id"),
        ({"title": "x" * 65_536}, ""),
        ({"pattern": "a" * 1_001}, ""),
        (doubled(25), ""),
        (doubled(12), ""),
        ({"enum": [1], "anyOf": [{"properties": {str(n): {} for n in range(2_001)}}]}, ""),
    ],
)
def test_what_would_cost_or_fetch_too_much_is_refused(schema: Any, pointer: str) -> None:
    with pytest.raises(SchemaInvalid) as refused:
        check_bounds(schema)
    assert refused.value.points[0].pointer == pointer


def test_depth_is_bounded() -> None:
    check_bounds(nested(30))
    with pytest.raises(SchemaInvalid):
        check_bounds(nested(40))


@pytest.mark.parametrize(
    "schema",
    [
        True,
        {},
        {"$id": "https://example.org/order", "$ref": "#/$defs/a", "$defs": {"a": {}}},
        {"$schema": "https://json-schema.org/draft/2020-12/schema"},
        doubled(3),
        {"properties": {"$ref": {"type": "string"}}},
        {"const": {"$ref": "https://example.org"}},
    ],
)
def test_what_is_within_is_taken_and_can_be_compiled(schema: Any) -> None:
    check_bounds(schema)
    assert JsonschemaRsCompiler().compile(schema).misfit({}) is None or "const" in schema


@pytest.mark.parametrize(
    ("schema", "pointer"),
    [
        ({"type": "strin"}, "/type"),
        ({"properties": {"a": {"minLength": -1}}}, "/properties/a/minLength"),
        ({"properties": 5}, "/properties"),
        ({"pattern": "("}, "/pattern"),
        ({"pattern": "(?=a)"}, "/pattern"),
        ({"pattern": r"(a)\1"}, "/pattern"),
        ({"pattern": "((a{100}){100}){100}"}, "/pattern"),
        ({"patternProperties": {"(?<!a)b": {}}}, "/patternProperties"),
    ],
)
def test_what_cannot_be_compiled_is_told_with_its_place(schema: Any, pointer: str) -> None:
    with pytest.raises(SchemaInvalid) as refused:
        JsonschemaRsCompiler().compile(schema)
    assert refused.value.points[0].pointer.startswith(pointer)


def test_no_pattern_runs_away() -> None:
    judge = JsonschemaRsCompiler().compile({"pattern": "^(a+)+$"})
    assert judge.misfit("a" * 1_000_000 + "b") is not None
