"""How much one file of tables may ask of its reader."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BookLimits:
    """`told_bytes` is what its rows may come to when they are told: 600 bytes a row."""

    rows: int = 2_000_000
    expansion: int = 100
    seconds: int = 60
    cpu_seconds: int = 60
    memory_bytes: int = 1_073_741_824

    @property
    def told_bytes(self) -> int:
        return self.rows * 600 + 1_000_000


ORDINARY = BookLimits()
COLUMNS = 200
"""What stands further right is not read: 16,384 columns of a million rows would be a bomb."""
