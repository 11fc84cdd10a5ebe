"""Where the schemas within a schema stand (JSON Schema 2020-12, sections 8 to 11)."""

import json
from collections.abc import Iterator
from typing import Any

from domain.events.json_value import JsonValue
from domain.strict_json import LARGEST_INTEGER

MAPS = ("properties", "patternProperties", "dependentSchemas", "$defs")
LISTS = ("allOf", "anyOf", "oneOf", "prefixItems")
SINGLES = tuple(
    "not if then else additionalProperties unevaluatedProperties propertyNames items contains "
    "unevaluatedItems contentSchema".split()
)
ANNOTATIONS = frozenset(
    "title description $comment examples default deprecated readOnly writeOnly $defs $id $schema "
    "format contentEncoding contentMediaType contentSchema".split()
)
"""Members that refuse nothing; `format` is one, as it is in 2020-12 unless told otherwise."""


def step(name: str | int) -> str:
    """Return one step of a JSON Pointer (RFC 6901, section 3)."""
    return "/" + str(name).replace("~", "~0").replace("/", "~1")


def within(schema: JsonValue) -> Iterator[tuple[str, JsonValue]]:
    """Yield the schemas right inside this one, each with the pointer that leads there."""
    if not isinstance(schema, dict):
        return
    for keyword in MAPS:
        for name, inner in _members(schema.get(keyword)):
            yield step(keyword) + step(name), inner
    for keyword in LISTS:
        for number, inner in _items(schema.get(keyword)):
            yield step(keyword) + step(number), inner
    for keyword in SINGLES:
        if keyword in schema:
            yield step(keyword), schema[keyword]


def target(root: JsonValue, reference: str) -> JsonValue:
    """Return what `#/…` leads to in the root; raises LookupError when it leads nowhere."""
    found: Any = root
    for one in reference.removeprefix("#").split("/")[1:]:
        name = one.replace("~1", "/").replace("~0", "~")
        try:
            found = found[int(name)] if isinstance(found, list) else found[name]
        except (ValueError, TypeError):
            raise LookupError(reference) from None
    known: JsonValue = found
    return known


def inexact(value: JsonValue, pointer: str = "") -> Iterator[str]:
    """Yield where integers stand that are other numbers to a reader that has only doubles."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from inexact(inner, pointer + step(name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from inexact(inner, pointer + step(number))
    elif isinstance(value, int) and abs(value) > LARGEST_INTEGER:
        yield pointer


def expanded(schema: JsonValue, root: JsonValue) -> str:
    """Return text that is equal for two schemas that say the same: references are followed."""
    return json.dumps(_plain(schema, root), sort_keys=True)


def _plain(value: Any, root: JsonValue) -> Any:
    if isinstance(value, list):
        return [_plain(one, root) for one in value]
    if not isinstance(value, dict):
        return int(value) if isinstance(value, float) and value.is_integer() else value
    kept = {name: _plain(one, root) for name, one in value.items() if name not in ANNOTATIONS}
    reference = kept.get("$ref")
    if isinstance(reference, str):
        kept["$ref"] = _plain(target(root, reference), root)
    return kept


def _members(value: Any) -> Any:
    return value.items() if isinstance(value, dict) else ()


def _items(value: Any) -> Any:
    return enumerate(value) if isinstance(value, list) else ()
