"""Routes that are asked all the time, answered in front of Flask, which takes longer than they do.

JSON with its length and no more: what is unusual goes on to Flask as it came. Ours is how a request
is read; what is done about it is the route's own code, and so is what it is answered.
"""

import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from flask import Response
from werkzeug.exceptions import SecurityError
from werkzeug.sansio.utils import get_host

from domain.principal import Principal
from entrypoints.http import local_only
from entrypoints.http.errors import answered
from entrypoints.http.observing import ROUTE
from entrypoints.http.permissions.caller import HEADER, Asking
from entrypoints.http.permissions.people.bearer import token_of
from entrypoints.http.use import Cases
from entrypoints.settings import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

JSON = "application/json"
UNUSUAL = frozenset({"HTTP_CONTENT_ENCODING", "HTTP_TRANSFER_ENCODING"})
LONGEST_LENGTH = 8
"""Digits."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A request whose body has come whole."""

    cases: Cases
    environ: "WSGIEnvironment"
    body: bytes

    def acting(self) -> Principal:
        """Return who asks, for their organisation; raises what `use.acting` raises."""
        token, organisation = token_of(self.environ), self.environ.get(HEADER)
        return Asking(self.cases, token, organisation).acting(None)


@dataclass(frozen=True, slots=True)
class EarlyRoute:
    """A POST of JSON; what `answer` raises is told as Flask's error handlers would tell it.

    Bodies above `largest` bytes, and requests with a header that is `unusual`, are Flask's.
    """

    paths: Sequence[str]
    answer: Callable[[Sent], Response]
    unusual: frozenset[str] = frozenset()
    largest: int = sys.maxsize


class BeforeFlask:
    """A WSGI application in front of another, whose bodies have `limit` bytes at most."""

    def __init__(
        self, app: "WSGIApplication", cases: Cases, limit: int, routes: Iterable[EarlyRoute]
    ) -> None:
        self._app, self._cases, self._limit = app, cases, limit
        self._routes = {path: one for one in routes for path in one.paths}
        self._only_local = cases.use(Settings).sign_in == "local"

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        route = self._routes.get(environ["PATH_INFO"])
        if route is None or not self._is_usual(environ, route):
            return self._app(environ, start_response)
        length = _length(environ)
        if not 0 < length <= min(self._limit, route.largest):
            return self._app(environ, start_response)
        body = _read(environ, length)
        if len(body) < length:
            return self._app(environ, start_response)
        return self._answered(route, Sent(self._cases, environ, body))(environ, start_response)

    def _is_usual(self, environ: "WSGIEnvironment", route: EarlyRoute) -> bool:
        if not UNUSUAL.isdisjoint(environ) or not route.unusual.isdisjoint(environ):
            return False
        host, server = environ.get("HTTP_HOST"), (environ["SERVER_NAME"], environ["SERVER_PORT"])
        asked = _host(environ["wsgi.url_scheme"], host, *server)
        if asked is None:
            return False
        origin, site = environ.get("HTTP_ORIGIN"), environ.get("HTTP_SEC_FETCH_SITE")
        return not self._only_local or local_only.refusal(asked, origin, site) is None

    def _answered(self, route: EarlyRoute, sent: Sent) -> Response:
        sent.environ[ROUTE] = sent.environ["PATH_INFO"]
        try:
            return route.answer(sent)
        except Exception as error:  # whatever it is, the one table of refusals knows what to say
            return answered(error)


def _length(environ: "WSGIEnvironment") -> int:
    """Return the bytes that a plain POST of JSON says to have; 0 for any other request."""
    if environ["REQUEST_METHOD"] != "POST" or environ.get("SCRIPT_NAME"):
        return 0
    if environ.get("CONTENT_TYPE") != JSON or environ.get("QUERY_STRING"):
        return 0
    told = environ.get("CONTENT_LENGTH", "")
    return int(told) if told.isascii() and told.isdigit() and len(told) <= LONGEST_LENGTH else 0


@lru_cache(maxsize=1024)
def _host(scheme: str, host: str | None, name: str, port: str) -> str | None:
    """Return the host as Flask understands it; None for one that it makes nothing of."""
    if host is None:
        return None
    try:
        return get_host(scheme, host, (name, int(port))) or None
    except (SecurityError, ValueError):
        return None


def _read(environ: "WSGIEnvironment", length: int) -> bytes:
    """Return the body as far as it came, and leave it for who reads it after us."""
    stream, body = environ["wsgi.input"], b""
    with suppress(OSError, ValueError):  # whoever reads on finds that it ended too soon
        while len(body) < length and (more := stream.read(length - len(body))):
            body += more
    environ["wsgi.input"] = BytesIO(body)
    return body
