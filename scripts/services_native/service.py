"""The shape every service has, and the two ways in which one does not come up."""

from typing import Protocol


class Missing(Exception):
    """This machine lacks what the service needs; the others go on without it."""


class Failed(Exception):
    """Everything was there, and the service still did not start."""


class Service(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def url(self) -> str: ...

    @property
    def packages(self) -> tuple[str, ...]:
        """Debian packages that would make it available."""
        ...

    def available(self) -> str | None:
        """Why it cannot run here, in one sentence; nothing when it can."""
        ...

    def running(self) -> bool: ...

    def ready(self) -> bool:
        """It answered a question in its own protocol just now."""
        ...

    def start(self) -> None:
        """Return once it is ready. Raises `Missing` or `Failed`."""
        ...

    def stop(self) -> bool:
        """End it within bounded time; true if there was something to end."""
        ...
