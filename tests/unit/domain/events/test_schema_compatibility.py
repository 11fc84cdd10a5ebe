"""What breaks from one version of a schema to the next, and where."""

from typing import Any

import pytest

from domain.events.schemas.bounds import check_bounds
from domain.events.schemas.compatibility import compare
from support.effort import effort

TEXT, NUMBER = {"type": "string"}, {"type": "number"}


def thing(**members: Any) -> dict[str, Any]:
    return {"type": "object", "properties": members}


BREAKING: list[tuple[Any, Any, list[str]]] = [
    ({}, {"type": "object"}, ["/type"]),
    ({"type": ["string", "null"]}, TEXT, ["/type"]),
    (NUMBER, {"type": "integer"}, ["/type"]),
    (True, False, [""]),
    (thing(), {**thing(), "required": ["a"]}, ["/required"]),
    ({"enum": ["a", "b"]}, {"enum": ["a"]}, ["/enum"]),
    ({"enum": ["a", "b"]}, {"const": "a"}, ["/const"]),
    (TEXT, {"enum": ["a"]}, ["/enum"]),
    ({"type": "boolean"}, {"enum": [True]}, ["/enum"]),
    ({"enum": [1]}, {"enum": [True]}, ["/enum"]),
    (NUMBER, {**NUMBER, "minimum": 0}, ["/minimum"]),
    ({**NUMBER, "minimum": 0}, {**NUMBER, "exclusiveMinimum": 0}, ["/exclusiveMinimum"]),
    ({**NUMBER, "maximum": 9}, {**NUMBER, "maximum": 8.5}, ["/maximum"]),
    ({"enum": [1, 5]}, {"enum": [1, 5], "maximum": 4}, ["/maximum"]),
    ({**NUMBER, "multipleOf": 3}, {**NUMBER, "multipleOf": 2}, ["/multipleOf"]),
    (TEXT, {**TEXT, "maxLength": 9}, ["/maxLength"]),
    ({**TEXT, "minLength": 1}, {**TEXT, "minLength": 2}, ["/minLength"]),
    (TEXT, {**TEXT, "pattern": "^a"}, ["/pattern"]),
    ({"type": "array"}, {"type": "array", "maxItems": 3}, ["/maxItems"]),
    ({"type": "array"}, {"type": "array", "uniqueItems": True}, ["/uniqueItems"]),
    ({"type": "array"}, {"type": "array", "contains": TEXT}, ["/contains"]),
    ({"type": "array", "items": NUMBER}, {"type": "array", "items": TEXT}, ["/items/type"]),
    ({"type": "array"}, {"type": "array", "prefixItems": [TEXT]}, ["/prefixItems/0/type"]),
    (thing(a=TEXT), thing(a=NUMBER), ["/properties/a/type"]),
    (thing(a=thing(b=TEXT)), thing(a=thing(b=False)), ["/properties/a/properties/b"]),
    (thing(**{"a/b": TEXT}), thing(**{"a/b": NUMBER}), ["/properties/a~1b/type"]),
    (thing(), {**thing(), "additionalProperties": False}, ["/additionalProperties"]),
    (
        {**thing(a=TEXT), "additionalProperties": False},
        {**thing(), "additionalProperties": False},
        ["/additionalProperties"],
    ),
    (thing(), {**thing(), "additionalProperties": TEXT}, ["/additionalProperties/type"]),
    (thing(), {**thing(), "dependentRequired": {"a": ["b"]}}, ["/dependentRequired"]),
    (thing(), {**thing(), "unevaluatedProperties": False}, ["/unevaluatedProperties"]),
    (thing(), {**thing(), "propertyNames": {"maxLength": 3}}, ["/propertyNames/maxLength"]),
    (TEXT, {"allOf": [NUMBER]}, ["/allOf/0/type"]),
    (TEXT, {"anyOf": [NUMBER, {"type": "null"}]}, ["/anyOf"]),
    ({"anyOf": [TEXT, NUMBER, {"type": "null"}]}, {"anyOf": [TEXT, NUMBER]}, ["/anyOf"]),
    ({"oneOf": [TEXT, {"type": "null"}]}, {"oneOf": [TEXT]}, ["/oneOf"]),
    (
        {"$ref": "#/$defs/a", "$defs": {"a": TEXT}},
        {"$ref": "#/$defs/b", "$defs": {"b": {**TEXT, "maxLength": 1}}},
        ["/$defs/b/maxLength"],
    ),
    (
        {"$ref": "#/$defs/a", "$defs": {"a": TEXT}},
        {"$ref": "#/$defs/a", "maxLength": 1, "$defs": {"a": TEXT}},
        ["/maxLength"],
    ),
]
FINE: list[tuple[Any, Any]] = [
    (TEXT, True),
    (False, TEXT),
    (TEXT, {}),
    ({"type": "integer"}, NUMBER),
    ({"const": "a"}, {"enum": ["b", "a"]}),
    ({"enum": ["a", "bb"]}, {**TEXT, "maxLength": 2}),
    ({"enum": [1.0]}, {"enum": [1]}),
    ({"type": "boolean"}, {"enum": [False, True, None]}),
    ({"type": "integer", "exclusiveMinimum": 0}, {"type": "integer", "minimum": 1}),
    ({**NUMBER, "minimum": 1}, {**NUMBER, "exclusiveMinimum": 0}),
    ({**NUMBER, "multipleOf": 0.3}, {**NUMBER, "multipleOf": 0.1}),
    ({"type": "integer"}, {**NUMBER, "multipleOf": 0.5}),
    (TEXT, {**TEXT, "minimum": 5}),
    ({**thing(a=TEXT), "required": ["a"]}, thing(a=TEXT)),
    ({**thing(), "required": ["a"]}, {**thing(), "minProperties": 1}),
    ({**thing(), "additionalProperties": False}, thing(b=TEXT)),
    ({**thing(), "additionalProperties": TEXT}, {**thing(b=TEXT), "additionalProperties": TEXT}),
    (thing(a=TEXT), thing()),
    (TEXT, {"anyOf": [TEXT, NUMBER]}),
    ({"anyOf": [TEXT, NUMBER]}, {"anyOf": [NUMBER, TEXT, {"type": "null"}]}),
    ({"allOf": [TEXT]}, {"allOf": [TEXT]}),
    ({"not": TEXT}, {}),
    (TEXT, {**TEXT, "title": "Name", "description": "…", "format": "email"}),
    ({"type": "array", "prefixItems": [TEXT]}, {"type": "array"}),
    (
        {"properties": {"a": {"$ref": "#/$defs/t"}}, "$defs": {"t": TEXT}},
        {"properties": {"a": TEXT}},
    ),
]
UNDECIDED: list[tuple[Any, Any, list[str]]] = [
    ({**TEXT, "pattern": "^a"}, {**TEXT, "pattern": "^[ab]"}, ["/pattern"]),
    (thing(), thing(a=TEXT), ["/properties/a"]),
    (TEXT, {**TEXT, "not": {"const": "a"}}, ["/not"]),
    ({}, {"if": TEXT, "then": {"maxLength": 3}}, ["/if"]),
    ({"oneOf": [TEXT]}, {"oneOf": [TEXT, {"maxLength": 3}]}, ["/oneOf"]),
    ({"allOf": [{"maxLength": 3}]}, {"maxLength": 3}, ["/maxLength"]),
    (thing(), {**thing(), "patternProperties": {"^x": TEXT}}, ["/patternProperties"]),
    ({"type": ["string", "null"]}, {"anyOf": [TEXT, {"type": "null"}]}, ["/anyOf"]),
]


@pytest.mark.parametrize(("old", "new", "pointers"), BREAKING)
def test_what_takes_less_breaks(old: Any, new: Any, pointers: list[str]) -> None:
    assert [one.pointer for one in compare(old, new).breaking] == pointers


@pytest.mark.parametrize(("old", "new"), FINE)
def test_what_takes_as_much_does_not(old: Any, new: Any) -> None:
    found = compare(old, new)
    assert (found.breaking, found.undecided) == ((), ())


@pytest.mark.parametrize(("old", "new", "pointers"), UNDECIDED)
def test_what_cannot_be_told_is_said(old: Any, new: Any, pointers: list[str]) -> None:
    found = compare(old, new)
    assert found.breaking == ()
    assert [one.pointer for one in found.undecided] == pointers


@pytest.mark.parametrize("schema", [one for old, new, _ in BREAKING for one in (old, new)])
def test_the_same_schema_again_breaks_nothing(schema: Any) -> None:
    found = compare(schema, schema)
    assert (found.breaking, found.undecided) == ((), ())


def nested(keyword: str, levels: int, leaf: Any) -> Any:
    return {"type": "object", keyword: [nested(keyword, levels - 1, leaf)]} if levels else leaf


def flat(keyword: str, first: int, count: int = 1_990) -> Any:
    return {keyword: [{"const": number} for number in range(first, first + count)]}


@pytest.mark.parametrize("keyword", ["allOf", "anyOf", "oneOf"])
def test_no_schema_within_its_bounds_takes_long_to_compare(keyword: str) -> None:
    def both() -> None:
        for old, new in (
            (nested(keyword, 30, {"minimum": 1}), nested(keyword, 30, {"minimum": 2})),
            (flat(keyword, 0), flat(keyword, 1_990)),
        ):
            check_bounds(old)
            check_bounds(new)
            compare(old, new)

    assert effort(both, rounds=1) < 5


def test_what_is_too_much_to_compare_is_undecided() -> None:
    found = compare(flat("oneOf", 0), flat("oneOf", 1_990))
    assert [one.pointer for one in found.undecided] == [""]
    assert "too much" in found.undecided[0].detail


def test_what_broke_before_it_was_too_much_is_told() -> None:
    found = compare(flat("anyOf", 0), flat("anyOf", 1_990))
    assert [one.pointer for one in found.breaking] == ["/anyOf"]
    assert [one.pointer for one in found.undecided] == [""]
