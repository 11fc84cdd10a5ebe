"""Events as most come, answered in front of Flask, which takes longer than all else about one.

JSON with its length and no more: what is unusual goes on to Flask as it came. Ours is how a request
is read; what is done about it is the route's own code, and so is what it is answered.
"""

from collections.abc import Iterable
from contextlib import suppress
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from werkzeug.exceptions import SecurityError
from werkzeug.sansio.utils import get_host

from application.events.limits.admit_events import AdmitEvents
from entrypoints.http import local_only
from entrypoints.http.errors import answered
from entrypoints.http.events.allowances import Counting
from entrypoints.http.events.taking import taken
from entrypoints.http.observing import ROUTE
from entrypoints.http.permissions.caller import HEADER, Asking
from entrypoints.http.permissions.people.bearer import token_of
from entrypoints.http.use import Cases
from entrypoints.settings import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

ROUTES = frozenset({"/api/v1/events", "/register_event"})
JSON = "application/json"
HEADERS = {"content-type": JSON}
UNUSUAL = frozenset(
    {
        "HTTP_IDEMPOTENCY_KEY",
        "HTTP_CONTENT_ENCODING",
        "HTTP_TRANSFER_ENCODING",
        "HTTP_CE_SPECVERSION",
        "HTTP_CE_ID",
        "HTTP_CE_SOURCE",
        "HTTP_CE_TYPE",
    }
)
LONGEST_LENGTH = 8
"""Digits."""


class EventsFirst:
    """A WSGI application in front of another, whose bodies have `limit` bytes at most."""

    def __init__(self, app: "WSGIApplication", cases: Cases, limit: int) -> None:
        self._app, self._cases, self._limit = app, cases, limit
        self._only_local = cases.use(Settings).sign_in == "local"

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        length = _length(environ)
        if not 0 < length <= self._limit or not self._is_ours(environ):
            return self._app(environ, start_response)
        body = _read(environ, length)
        if len(body) < length:
            return self._app(environ, start_response)
        return self._answered(environ, body, start_response)

    def _is_ours(self, environ: "WSGIEnvironment") -> bool:
        host, server = environ.get("HTTP_HOST"), (environ["SERVER_NAME"], environ["SERVER_PORT"])
        asked = _host(environ["wsgi.url_scheme"], host, *server)
        if asked is None or not UNUSUAL.isdisjoint(environ):
            return False
        origin, site = environ.get("HTTP_ORIGIN"), environ.get("HTTP_SEC_FETCH_SITE")
        return not self._only_local or local_only.refusal(asked, origin, site) is None

    def _answered(
        self, environ: "WSGIEnvironment", body: bytes, start_response: "StartResponse"
    ) -> Iterable[bytes]:
        environ[ROUTE] = environ["PATH_INFO"]
        counting = Counting(self._cases.use(AdmitEvents))
        try:
            asking = Asking(self._cases, token_of(environ), environ.get(HEADER))
            response = taken(self._cases, asking.acting(None), body, HEADERS, counting)
        except Exception as error:  # whatever it is, the one table of refusals knows what to say
            response = answered(error)
        return counting.told_on(response)(environ, start_response)


def _length(environ: "WSGIEnvironment") -> int:
    """Return the bytes that a request of ours says to have; 0 for any other request."""
    if environ["PATH_INFO"] not in ROUTES or environ["REQUEST_METHOD"] != "POST":
        return 0
    if environ.get("CONTENT_TYPE") != JSON or environ.get("QUERY_STRING"):
        return 0
    if environ.get("SCRIPT_NAME"):
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
