"""Where an Elasticsearch server is, and who we are to it."""

from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from elasticsearch import Elasticsearch

PACKAGE = "elasticsearch"
CONNECTIONS = 32
"""Kept open for reuse: as many as one API process has threads."""


@dataclass(frozen=True, slots=True)
class Address:
    """`url` is `http://host:port` or `https://host:port`; `ca_certs` names a file of authorities.

    Without one, the authorities of the system, or certifi's, vouch for the server.
    """

    url: str
    user: str = ""
    password: str = field(default="", repr=False)
    ca_certs: str = ""

    def __post_init__(self) -> None:
        """Say at the start, and not at the first search, that the client is missing.

        Raises ModuleNotFoundError. The client itself is imported when it is first needed.
        """
        if find_spec(PACKAGE) is None:
            raise ModuleNotFoundError(f"No module named {PACKAGE!r}", name=PACKAGE)

    def client(self, seconds: float) -> "Elasticsearch":
        """Return a client that asks once and waits so long: who asks decides about retries."""
        from elasticsearch import Elasticsearch

        given: dict[str, Any] = {}
        if self.user:
            given["basic_auth"] = (self.user, self.password)
        if self.ca_certs:
            given["ca_certs"] = self.ca_certs
        return Elasticsearch(
            self.url,
            request_timeout=seconds,
            max_retries=0,
            connections_per_node=CONNECTIONS,
            meta_header=False,
            **given,
        )
