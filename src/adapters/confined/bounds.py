"""What the process that reads one file may have at most."""

from typing import Protocol


class Bounds(Protocol):
    @property
    def seconds(self) -> int: ...

    @property
    def cpu_seconds(self) -> int: ...

    @property
    def memory_bytes(self) -> int: ...
