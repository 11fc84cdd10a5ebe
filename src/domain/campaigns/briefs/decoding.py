"""A model's words, read strictly as a brief.

One fence of Markdown around the whole is taken off, for nothing is lost with it; all else that is
not the JSON that was asked for is refused, with a sentence that a model can act on.
"""

from __future__ import annotations

import json
import re
from typing import Any

from domain.campaigns.briefs.content import Content
from domain.json_text import NoJson
from domain.strict_json import LARGEST_INTEGER, NotAlike, check

LONGEST = 8_000
"""In characters: a brief is far shorter, and who writes on is going in circles."""
FENCED = re.compile(r"\A```(?:json)?[ \t]*\n(.*?)\n?```\Z", re.DOTALL | re.IGNORECASE)
MEMBERS = ("caption", "hook_ideas", "hashtags", "cta", "tone", "sources")
SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": list(MEMBERS),
    "properties": {
        "caption": {"type": "string"},
        "hook_ideas": {"type": "array", "items": {"type": "string"}},
        "hashtags": {"type": "array", "items": {"type": "string"}},
        "cta": {"type": "string"},
        "tone": {"type": "string"},
        "sources": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["line", "facts"],
                "properties": {
                    "line": {"type": "string"},
                    "facts": {"type": "array", "items": {"type": "string"}},
                },
            },
        },
    },
}
SCHEMA_VERSION = 1


class Refused(ValueError):
    """It is no brief; the sentence says what to mend and repeats nothing of what was written."""


def decoded(text: str) -> Content:
    """Return the brief in a model's answer; raises Refused."""
    value = _object(text)
    if not isinstance(value, dict):
        raise Refused("answer with one JSON object")
    unknown = len(value.keys() - set(MEMBERS))
    missing = [one for one in MEMBERS if one not in value]
    if missing or unknown:
        says = f"members missing: {', '.join(missing)}" if missing else "there are other members"
        raise Refused(f"{says}; write exactly {', '.join(MEMBERS)}")
    return Content(
        caption=_text(value, "caption"),
        hook_ideas=_texts(value, "hook_ideas"),
        hashtags=_texts(value, "hashtags"),
        cta=_text(value, "cta"),
        tone=_text(value, "tone").casefold(),
        sources=_sources(value["sources"]),
    )


def _object(text: str) -> Any:
    written = text.strip()
    if not written:
        raise Refused("the answer was empty")
    if len(written) > LONGEST:
        raise Refused(f"the answer has more than {LONGEST} characters")
    fenced = FENCED.match(written)
    try:
        return json.loads(check((fenced[1] if fenced else written).encode(), LARGEST_INTEGER))
    except (NoJson, NotAlike, UnicodeEncodeError):
        raise Refused("answer with JSON alone, and nothing before or after it") from None


def _text(value: dict[str, Any], name: str) -> str:
    if not isinstance(value[name], str):
        raise Refused(f"{name} is to be a text")
    return str(value[name]).strip()


def _texts(value: dict[str, Any], name: str) -> tuple[str, ...]:
    given = value[name]
    if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
        raise Refused(f"{name} is to be a list of texts")
    return tuple(one.strip() for one in given)


def _sources(given: Any) -> dict[str, tuple[str, ...]]:
    sources: dict[str, tuple[str, ...]] = {}
    for one in given if isinstance(given, list) else (None,):
        if not isinstance(one, dict) or one.keys() != {"line", "facts"}:
            raise Refused("sources is to be a list of objects with line and facts")
        if not isinstance(one["line"], str) or one["line"] in sources:
            raise Refused("sources names each line once, by a text")
        sources[one["line"]] = _texts(one, "facts")
    return sources
