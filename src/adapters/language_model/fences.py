"""What strangers' text stands between in a prompt, so that it stays data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from secrets import token_hex

NONCE_BYTES = 8
FENCE = re.compile(
    r"<{2,}|>{2,}|<\||\|>|</?s>|\[/?INST\]|</?(?:start|end)_of_turn>|</?think>", re.IGNORECASE
)
"""What opens or closes a fence, here or in the templates by which models tell roles apart."""
UNSPEAKABLE = re.compile("[\x00\ud800-\udfff]")
"""What UTF-8 or a database cannot hold, and text layers and models produce all the same."""


@dataclass(frozen=True, slots=True)
class Fence:
    """What a passage stands between: with a nonce, so that no passage can have foreseen it."""

    nonce: str

    @property
    def open(self) -> str:
        return f"<<<{self.nonce}"

    @property
    def close(self) -> str:
        return f"{self.nonce}>>>"


def unfenced(text: str) -> str:
    """Return the text with nothing in it that could open or close a fence."""
    return FENCE.sub(lambda run: " ".join(run.group()), speakable(text))


def speakable(text: str) -> str:
    """Return the text with a replacement character for what cannot be sent or stored."""
    return UNSPEAKABLE.sub("\ufffd", text)


def foreseen_by_nobody() -> str:
    return token_hex(NONCE_BYTES)
