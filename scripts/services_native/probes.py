"""Is it ready? Asked in each one's own protocol, with nothing but sockets."""

import json
import socket
import struct
import urllib.request
from http.client import HTTPException

from .places import LOOPBACK

# Kafka's Metadata request, version 4, correlation id 1, no client id, about no topics,
# creating none. See https://kafka.apache.org/protocol
METADATA = struct.pack(">hhihi?", 3, 4, 1, -1, 0, 0)
# Of the answer: its length, the correlation id, the throttle time, the number of brokers.
ANSWER = struct.Struct(">iiii")


def has_broker(port: int) -> bool:
    """Kafka lists a broker only once clients may use it."""
    try:
        with socket.create_connection((LOOPBACK, port), timeout=2) as connection:
            connection.sendall(struct.pack(">i", len(METADATA)) + METADATA)
            answer = connection.recv(ANSWER.size, socket.MSG_WAITALL)
    except OSError:
        return False
    return len(answer) == ANSWER.size and ANSWER.unpack(answer)[3] > 0


def is_healthy(port: int) -> bool:
    """Elasticsearch has a master and its indexes; a proxy of the user's is not asked."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(f"http://{LOOPBACK}:{port}/_cluster/health", timeout=3) as answer:
            return bool(json.load(answer)["status"] in {"yellow", "green"})
    except (OSError, HTTPException, ValueError, KeyError):
        return False
