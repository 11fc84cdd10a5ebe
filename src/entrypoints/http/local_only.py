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
    if origin is not None and urlsplit(origin).netloc != request.host:
        raise Refusal(403, "foreign_origin", "pages of other sites may not ask this server")
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        raise Refusal(403, "foreign_origin", "pages of other sites may not ask this server")
