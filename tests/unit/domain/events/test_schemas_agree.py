"""What is compared as compatible never refuses what was taken: made-up schemas and values."""

from functools import cache
from typing import Any

from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from adapters.events.schemas.compiler import JsonschemaRsCompiler
from domain.events.schemas.compatibility import compare

NAMES = st.sampled_from(["a", "b", "c"])
SMALL = st.integers(-2, 3)
SCALARS = st.one_of(
    st.none(), st.booleans(), SMALL, st.sampled_from([0.5, 1.0, -1.5]), st.text("xy", max_size=3)
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=5,
)
TYPES = st.sampled_from("null boolean integer number string array object".split())
SIZES = st.integers(0, 3)


@cache
def words(inner: st.SearchStrategy[Any]) -> dict[str, st.SearchStrategy[Any]]:
    """Return what each keyword may say, if its schemas are drawn from there."""
    branches = st.lists(inner, min_size=1, max_size=2)
    return {
        "type": TYPES | st.lists(TYPES, min_size=1, max_size=3, unique=True),
        "enum": st.lists(SCALARS, min_size=1, max_size=4),
        "const": SCALARS,
        "minimum": SMALL,
        "exclusiveMinimum": SMALL,
        "maximum": SMALL,
        "exclusiveMaximum": SMALL,
        "multipleOf": st.sampled_from([1, 2, 0.5]),
        "minLength": SIZES,
        "maxLength": SIZES,
        "pattern": st.sampled_from(["^x", "y"]),
        "minItems": SIZES,
        "maxItems": SIZES,
        "uniqueItems": st.booleans(),
        "items": inner,
        "prefixItems": branches,
        "contains": inner,
        "minContains": SIZES,
        "minProperties": SIZES,
        "maxProperties": SIZES,
        "required": st.lists(NAMES, max_size=2, unique=True),
        "properties": st.dictionaries(NAMES, inner, max_size=2),
        "patternProperties": st.dictionaries(st.just("[ab]"), inner, max_size=1),
        "additionalProperties": inner,
        "propertyNames": inner,
        "dependentRequired": st.dictionaries(NAMES, st.lists(NAMES, max_size=1), max_size=1),
        "unevaluatedProperties": inner,
        "allOf": branches,
        "anyOf": branches,
        "oneOf": branches,
        "not": inner,
        "if": inner,
        "then": inner,
    }


WORDS = st.sampled_from(list(words(st.nothing())))


@st.composite
def keywords(draw: st.DrawFn, inner: st.SearchStrategy[Any], most: int | None = None) -> Any:
    """Return some keywords: those that are not chosen are not drawn, and nothing is shuffled."""
    said = words(inner)
    chosen = draw(st.lists(WORDS, max_size=most, unique=True))
    return {name: draw(said[name]) for name in chosen}


SCHEMAS = st.recursive(st.booleans() | keywords(st.booleans()), keywords, max_leaves=6)


@st.composite
def versions(draw: st.DrawFn) -> tuple[Any, Any]:
    """Return a schema, and one that has much of it."""
    old = draw(SCHEMAS)
    if not isinstance(old, dict):
        return old, draw(SCHEMAS)
    kept = {name: one for name, one in old.items() if draw(st.booleans())}
    return old, {**kept, **draw(keywords(st.booleans(), most=2))}


@hypothesis_settings(max_examples=300)
@given(versions(), st.lists(VALUES, min_size=5, max_size=15))
def test_what_is_said_to_be_compatible_is(pair: tuple[Any, Any], values: list[Any]) -> None:
    old, new = pair
    found = compare(old, new)
    if found.breaking or found.undecided:
        return
    before, now = (JsonschemaRsCompiler().compile(one) for one in pair)
    for value in values:
        if before.misfit(value) is None:
            assert now.misfit(value) is None, (old, new, value)
