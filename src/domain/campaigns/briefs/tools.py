"""What a writer of briefs may call: each tool with its parameters, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from domain.campaigns.briefs.platform import Platform

Arguments: TypeAlias = Mapping[str, str | int]
TOOLS_VERSION = 2


class Unfit(ValueError):
    """The arguments are not those of the tool; the sentence is for whoever called it."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text of at most so many characters, or one of `choices`."""

    says: str
    longest: int = 120
    choices: tuple[str, ...] = ()
    required: bool = True

    def schema(self) -> dict[str, Any]:
        one_of: dict[str, Any] = {"enum": list(self.choices)} if self.choices else {}
        size = {} if self.choices else {"minLength": 1, "maxLength": self.longest}
        return {"type": "string", "description": self.says, **size, **one_of}

    def check(self, name: str, value: object) -> None:
        if not isinstance(value, str) or not 1 <= len(value) <= self.longest:
            raise Unfit(f"{name} is to be a text of 1 to {self.longest} characters")
        if self.choices and value not in self.choices:
            raise Unfit(f"{name} is to be one of {', '.join(self.choices)}")


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number between two others."""

    says: str
    least: int
    most: int
    required: bool = False

    def schema(self) -> dict[str, Any]:
        bounds = {"minimum": self.least, "maximum": self.most}
        return {"type": "integer", "description": self.says, **bounds}

    def check(self, name: str, value: object) -> None:
        whole = isinstance(value, int) and not isinstance(value, bool)
        if not whole or not self.least <= int(str(value)) <= self.most:
            raise Unfit(f"{name} is to be a whole number from {self.least} to {self.most}")


@dataclass(frozen=True, slots=True)
class Tool:
    name: str
    says: str
    parameters: Mapping[str, Words | Whole]

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of its arguments."""
        return {
            "type": "object",
            "properties": {name: one.schema() for name, one in self.parameters.items()},
            "required": [name for name, one in self.parameters.items() if one.required],
            "additionalProperties": False,
        }

    def fitted(self, arguments: object) -> Arguments:
        """Return the arguments; raises Unfit."""
        if not isinstance(arguments, Mapping):
            raise Unfit("the arguments are to be an object")
        unknown = arguments.keys() - self.parameters.keys()
        if unknown:
            raise Unfit(f"it takes only {', '.join(self.parameters)}")
        for name, one in self.parameters.items():
            if name in arguments:
                one.check(name, arguments[name])
            elif one.required:
                raise Unfit(f"{name} is missing")
        return dict(arguments)


PLATFORM = Words("where it is to be posted", choices=tuple(one.value for one in Platform))
ARTICLE_TRENDS = Tool(
    "article_trends",
    "What our own articles say about a topic now.",
    {"topic": Words("what to look for"), "limit": Whole("how many", 1, 5)},
)
PERFORMANCE_TRENDS = Tool(
    "performance_trends",
    "What did best in our own campaigns, by engagement for each view.",
    {"limit": Whole("how many", 1, 5), "min_views": Whole("of posts with so many views", 0, 10**9)},
)
PERSONA = Tool(
    "persona",
    "Whom the brief speaks to, and how they are spoken to there.",
    {"audience": Words("who they are"), "platform": PLATFORM},
)
CREATIVE_ANGLE = Tool(
    "creative_angle",
    "A way to tell it that serves the goal.",
    {"goal": Words("what the campaign is for"), "platform": PLATFORM},
)
TOOLS = (ARTICLE_TRENDS, PERFORMANCE_TRENDS, PERSONA, CREATIVE_ANGLE)
ALLOWED = {one.name: one for one in TOOLS}
