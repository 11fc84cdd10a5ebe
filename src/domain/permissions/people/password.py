"""A password as it is hashed: the same one however a keyboard composes it (after RFC 8265)."""

from dataclasses import dataclass, field
from unicodedata import category, normalize

from domain.permissions.people.errors import PasswordInvalid

SHORTEST = 8
LONGEST_BYTES = 1_024
LONGEST_WRITTEN = 4 * LONGEST_BYTES
"""Composing shortens text to no less than a quarter; what is longer is not even looked at."""


@dataclass(frozen=True, slots=True)
class Password:
    """Blanks at either end count: they may be meant."""

    prepared: str = field(repr=False)

    @classmethod
    def typed(cls, text: str) -> "Password":
        """Raises PasswordInvalid when no account may have, or can ever have had, this password."""
        if len(text) > LONGEST_WRITTEN:
            raise PasswordInvalid(f"it is longer than {LONGEST_BYTES} bytes")
        prepared = normalize("NFC", "".join(" " if category(one) == "Zs" else one for one in text))
        if len(prepared.encode("utf-8", "surrogatepass")) > LONGEST_BYTES:
            raise PasswordInvalid(f"it is longer than {LONGEST_BYTES} bytes")
        if len(prepared) < SHORTEST:
            raise PasswordInvalid(f"it has fewer than {SHORTEST} characters")
        if any(category(one) in {"Cc", "Cs"} for one in prepared):
            raise PasswordInvalid("it holds a character that no keyboard types")
        return cls(prepared)
