"""How much one file may ask of its reader."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What is counted while a file is read, and what its process may have at most."""

    pages: int = 2_000
    characters: int = 20_000_000
    expansion: int = 100
    """How many times its own size a compressed file may unfold to."""
    seconds: int = 60
    cpu_seconds: int = 60
    memory_bytes: int = 1_073_741_824


ORDINARY = Limits()
