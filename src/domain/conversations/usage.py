"""What an answer took: characters, tokens and time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class CountedBy(StrEnum):
    PROVIDER = "provider"
    ESTIMATED = "estimated"


class Tokens(NamedTuple):
    prompt: int
    completion: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """Input is question, history and evidence; output all that was written, withheld or not.

    `milliseconds` run from the search's beginning to the last word.
    """

    input_characters: int
    output_characters: int
    prompt_tokens: int
    completion_tokens: int
    source: CountedBy
    milliseconds: int

    @classmethod
    def counted(
        cls, read: str, written: str, told: Tokens | None, *, estimated: Tokens, milliseconds: int
    ) -> Usage:
        """Count what was read and written; tokens as the provider told them, if it did."""
        tokens = told or estimated
        return cls(
            input_characters=len(read),
            output_characters=len(written),
            prompt_tokens=tokens.prompt,
            completion_tokens=tokens.completion,
            source=CountedBy.PROVIDER if told else CountedBy.ESTIMATED,
            milliseconds=milliseconds,
        )
