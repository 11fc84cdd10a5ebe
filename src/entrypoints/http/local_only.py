"""While nobody signs in, only this machine's own programs and pages may ask.

A web page from elsewhere could otherwise post to a server on loopback, or reach it through a name
that it makes resolve here (DNS rebinding).
"""

from urllib.parse import urlsplit

from flask import Flask, request

from entrypoints.http.errors import Refusal

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def register(app: Flask) -> None:
    app.before_request(refuse_strangers)


def refuse_strangers() -> None:
    if urlsplit(f"//{request.host}").hostname not in LOOPBACK:
        raise Refusal(421, "foreign_host", "this server answers to localhost only")
    origin = request.headers.get("Origin")
    if origin is not None and _host_of(origin) != request.host:
        raise Refusal(403, "foreign_origin", "pages of other sites may not ask this server")
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        raise Refusal(403, "foreign_origin", "pages of other sites may not ask this server")


def _host_of(origin: str) -> str | None:
    """Return the host and port of an origin; None for what is no URL, as a browser never sends."""
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return None
