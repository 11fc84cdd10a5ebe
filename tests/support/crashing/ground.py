"""What a run of the crash harness stands on, which each process of it is told."""

import json
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Protocol, Self

from entrypoints.settings import Settings
from entrypoints.testing.harness import MEMORY

SOURCE, TYPE = "crash", "counted"
EVENTS = "/api/v1/events"


class Server(Protocol):
    """A database or a broker that a run may strike; it is well again when the block ends."""

    def frozen(self) -> AbstractContextManager[None]: ...

    def dead(self) -> AbstractContextManager[None]: ...


@dataclass(frozen=True, slots=True)
class Ground:
    database_url: str
    events_url: str
    home: str
    port: int

    @property
    def settings(self) -> Settings:
        return replace(
            MEMORY,
            database_url=self.database_url,
            events_url=self.events_url,
            home=Path(self.home),
        )

    def written(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def read(cls, written: str) -> Self:
        told: dict[str, Any] = json.loads(written)
        return cls(**told)
