"""What is wrong with a sentence."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a sentence says that no record bears out, or that nobody may say."""

    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    CHANNEL = "channel"
    TOPIC = "topic"
    SENTIMENT = "sentiment"
    NEGATION = "negation"
    FACT = "fact"
    WORDS = "words"
    MEDICAL = "medical_advice"
    PROMISE = "promise"
    TONE = "tone"
    MARKUP = "markup"
    LANGUAGE = "language"
    LENGTH = "length"
    MISSING = "missing"
    TOKEN = "token"  # noqa: S105 - a mask, no secret


@dataclass(frozen=True, slots=True)
class Doubt:
    """`words` are those of the sentence that gave rise to it."""

    kind: Kind
    words: str
