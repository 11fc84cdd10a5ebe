"""New identities, as something that can be handed in."""

from typing import Protocol
from uuid import UUID


class IdSource(Protocol):
    def new(self) -> UUID:
        """Return a UUIDv7 (RFC 9562), later than every one this process was given before."""
