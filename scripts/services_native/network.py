"""Ports of this machine."""

import socket

from .places import LOOPBACK
from .service import Failed


def require_free(*ports: int) -> None:
    """Refuse to start on a port that another program holds: its answers would pass for ours."""
    for port in ports:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((LOOPBACK, port))
            except OSError as taken:
                raise Failed(f"port {port} is taken by another program") from taken
