"""What a Kafka URL says: which servers, and how our topics are called and made."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, parse_qsl

from entrypoints.settings import SettingsError

if TYPE_CHECKING:
    from adapters.messaging.kafka_log import Cluster

PORT = 9092
PREFIX = re.compile(r"[A-Za-z0-9._-]{0,100}")
UNDERSTOOD = {"topic_prefix", "partitions", "replication"}
MOST = 1_000
FORM = f"kafka://host:{PORT},host:{PORT}?topic_prefix=portico-&partitions=16&replication=1"


def kafka_cluster(variable: str, url: SplitResult) -> "Cluster":
    """Read `kafka://host[:port][,host[:port]…][?topic_prefix=…&partitions=…&replication=…]`.

    Raises SettingsError, and ModuleNotFoundError without the client's package.
    """
    from adapters.messaging.kafka_log import Cluster

    given = dict(parse_qsl(url.query, keep_blank_values=True))
    if url.path.strip("/") or "@" in url.netloc or set(given) - UNDERSTOOD:
        raise SettingsError(f"{variable} says more than is understood: write {FORM}")
    usual = Cluster(_servers(variable, url))
    prefix = given.get("topic_prefix", usual.topic_prefix)
    if not PREFIX.fullmatch(prefix):
        raise SettingsError(
            f"{variable} has a topic_prefix that Kafka would not take: write letters, digits, "
            "'.', '_' and '-', at most 100"
        )
    partitions = _count(variable, "partitions", given.get("partitions", str(usual.partitions)))
    copies = _count(variable, "replication", given.get("replication", str(usual.replication)))
    return replace(usual, topic_prefix=prefix, partitions=partitions, replication=copies)


def _servers(variable: str, url: SplitResult) -> tuple[str, ...]:
    servers = [one if _has_port(one) else f"{one}:{PORT}" for one in url.netloc.split(",")]
    if not all(_is_server(one) for one in servers):
        raise SettingsError(f"{variable} names no host or no proper port: write {FORM}")
    return tuple(servers)


def _has_port(server: str) -> bool:
    return ":" in server.rpartition("]")[2]


def _is_server(server: str) -> bool:
    host, _, port = server.rpartition(":")
    return bool(host) and port.isdecimal() and 0 < int(port) < 2**16


def _count(variable: str, name: str, given: str) -> int:
    if not given.isdecimal() or not 0 < int(given) <= MOST:
        raise SettingsError(f"{variable} has {name}={given}: write a number from 1 to 1000")
    return int(given)
