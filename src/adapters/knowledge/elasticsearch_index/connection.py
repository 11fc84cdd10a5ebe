"""One client a process, made at first use, and asked with bounded patience."""

from collections.abc import Callable
from threading import Lock
from time import sleep
from typing import TYPE_CHECKING, TypeVar

from adapters.knowledge.elasticsearch_index.address import Address
from adapters.knowledge.elasticsearch_index.refusals import Unreachable, translated

if TYPE_CHECKING:
    from elasticsearch import Elasticsearch

Answer = TypeVar("Answer")
SECONDS = 10.0
"""How long the server may stay silent. Then nothing is asked again: it has too much to do."""
ATTEMPTS = 4
PAUSE = 0.1
"""Seconds before the second attempt; doubled before each further one."""


class Connection:
    """Any number of threads may ask; what is asked must do no harm when it is done twice."""

    def __init__(self, address: Address, seconds: float = SECONDS) -> None:
        self._address = address
        self.seconds = seconds
        self._making = Lock()
        self._made: Elasticsearch | None = None

    def ask(self, question: "Callable[[Elasticsearch], Answer]") -> Answer:
        """Ask, and again when nobody answers or the server is overloaded.

        Raises Refused when it says no, and Unavailable when it does not answer.
        """
        return patiently(lambda: self.once(question))

    def once(self, question: "Callable[[Elasticsearch], Answer]") -> Answer:
        """Ask a single time; raises Unreachable where another attempt may help."""
        client = self._client()
        with translated(self.seconds):
            return question(client)

    def close(self) -> None:
        """Let go of the connections; the next question opens them again."""
        with self._making:
            made, self._made = self._made, None
        if made is not None:
            made.close()

    def _client(self) -> "Elasticsearch":
        with self._making:
            if self._made is None:
                self._made = self._address.client(self.seconds)
            return self._made


def patiently(attempt: Callable[[], Answer]) -> Answer:
    """Make up to `ATTEMPTS` while the world is Unreachable."""
    for made in range(ATTEMPTS - 1):
        try:
            return attempt()
        except Unreachable:
            sleep(PAUSE * 2**made)
    return attempt()
