"""While nobody signs in, only this machine's own programs and pages may ask.

A web page from elsewhere could otherwise post to a server on loopback, or reach it through a name
that it makes resolve here (DNS rebinding).
"""

from functools import lru_cache
from urllib.parse import urlsplit

from flask import Flask, request

from entrypoints.http.errors import Refusal

FROM = "Sec-Fetch-Site"
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def register(app: Flask) -> None:
    app.before_request(refuse_strangers)


def refuse_strangers() -> None:
    refused = refusal(request.host, request.headers.get("Origin"), request.headers.get(FROM))
    if refused is not None:
        raise Refusal(*refused)


@lru_cache(maxsize=1024)
def refusal(host: str, origin: str | None, site: str | None) -> tuple[int, str, str] | None:
    """Return status, code and detail of what a stranger is told; None for who may ask."""
    if urlsplit(f"//{host}").hostname not in LOOPBACK:
        return 421, "foreign_host", "this server answers to localhost only"
    if (origin is not None and _host_of(origin) != host) or site == "cross-site":
        return 403, "foreign_origin", "pages of other sites may not ask this server"
    return None


def _host_of(origin: str) -> str | None:
    """Return the host and port of an origin; None for what is no URL, as a browser never sends."""
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return None
