"""How the bytes of a request become events."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from domain.events.incoming import Flaw, Incoming


class Formats(Protocol):
    """Knows the formats, encodings and limits that `docs/events-formats.md` tells."""

    def read(self, body: bytes, headers: Mapping[str, str]) -> Sequence[Incoming | Flaw]:
        """Return one entry for each event, in order, and at least one.

        `headers` have lower-case names, and are those of the request as it was sent. Raises what
        `domain.events.errors` lists where the whole request is spoiled.
        """
        ...
