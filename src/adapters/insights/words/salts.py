"""Salts from the operating system's randomness."""

from collections.abc import Iterator
from secrets import token_hex

BYTES = 4


def random_salts() -> Iterator[str]:
    """Yield eight hexadecimal digits after a letter, each time others."""
    while True:
        yield f"x{token_hex(BYTES)}"
