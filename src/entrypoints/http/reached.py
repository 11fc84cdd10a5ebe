"""Where this server is, for documents that name its endpoints."""

from flask import request

from entrypoints.http.use import use
from entrypoints.settings import Settings


def reached_at() -> str:
    """Return the public URL; without one, what the request calls this server."""
    return (use(Settings).public_url or request.host_url).rstrip("/")
