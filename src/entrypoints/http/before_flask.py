"""Routes that are asked all the time, answered in front of Flask, which takes longer than they do.

JSON with its length and no more: what is unusual goes on to Flask as it came. Ours is how a request
is read; what is done about it is the route's own code, and so is what it is answered.
"""

import re
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from flask import Response
from werkzeug.exceptions import SecurityError
from werkzeug.routing import UUIDConverter
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
ID_RULE = re.compile(r"<uuid:\w+>")
LONGEST_LENGTH = 8
"""Digits."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A request whose body has come whole."""

    cases: Cases
    environ: "WSGIEnvironment"
    body: bytes
    named: str = ""
    """The id in its path, where the route's path has one."""
    _asking: list[Asking] = field(default_factory=list)

    def let_in(self) -> None:
        """See that somebody asks, before anything else that was sent is read."""
        self._asker().who()

    def acting(self) -> Principal:
        """Return who asks, for their organisation; raises what `use.acting` raises."""
        return self._asker().acting(None)

    def _asker(self) -> Asking:
        if not self._asking:
            token, organisation = token_of(self.environ), self.environ.get(HEADER)
            self._asking.append(Asking(self.cases, token, organisation))
        return self._asking[0]


@dataclass(frozen=True, slots=True)
class EarlyRoute:
    """A POST of JSON; what `answer` raises is told as Flask's error handlers would tell it.

    Paths are written as Flask's rules are, each with one id at most. Bodies above `largest` bytes,
    and requests with a header that is `unusual`, are Flask's; so are those that do not `accept`
    JSON in one of the plain ways, where a route has other answers as well.
    """

    paths: Sequence[str]
    answer: Callable[[Sent], Response]
    unusual: frozenset[str] = frozenset()
    largest: int = sys.maxsize
    accept: frozenset[str] | None = None

    def takes(self, environ: "WSGIEnvironment") -> bool:
        """Return whether no header of the request is for Flask to read."""
        if not UNUSUAL.isdisjoint(environ) or not self.unusual.isdisjoint(environ):
            return False
        return self.accept is None or environ.get("HTTP_ACCEPT", "*/*") in self.accept


class Found(NamedTuple):
    """A route, the rule by which it was found, and the id in the path."""

    route: EarlyRoute
    rule: str
    named: str = ""


class BeforeFlask:
    """A WSGI application in front of another, whose bodies have `limit` bytes at most."""

    def __init__(
        self, app: "WSGIApplication", cases: Cases, limit: int, routes: Iterable[EarlyRoute]
    ) -> None:
        self._app, self._cases, self._limit = app, cases, limit
        ruled = [Found(one, path) for one in routes for path in one.paths]
        self._exact = {one.rule: one for one in ruled if ID_RULE.search(one.rule) is None}
        self._with_id = [(_pattern(one.rule), one) for one in ruled if one.rule not in self._exact]
        self._only_local = cases.use(Settings).sign_in == "local"

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        found = self._found(environ["PATH_INFO"])
        if found is None or not self._is_usual(environ, found.route):
            return self._app(environ, start_response)
        length = _length(environ)
        if not 0 < length <= min(self._limit, found.route.largest):
            return self._app(environ, start_response)
        body = _read(environ, length)
        if len(body) < length:
            return self._app(environ, start_response)
        sent = Sent(self._cases, environ, body, found.named)
        return self._answered(found, sent)(environ, start_response)

    def _found(self, path: str) -> Found | None:
        exact = self._exact.get(path)
        if exact is not None:
            return exact
        for pattern, found in self._with_id:
            match = pattern.fullmatch(path)
            if match is not None:
                return found._replace(named=match[1])
        return None

    def _is_usual(self, environ: "WSGIEnvironment", route: EarlyRoute) -> bool:
        if not route.takes(environ):
            return False
        host, server = environ.get("HTTP_HOST"), (environ["SERVER_NAME"], environ["SERVER_PORT"])
        asked = _host(environ["wsgi.url_scheme"], host, *server)
        if asked is None:
            return False
        origin, site = environ.get("HTTP_ORIGIN"), environ.get("HTTP_SEC_FETCH_SITE")
        return not self._only_local or local_only.refusal(asked, origin, site) is None

    def _answered(self, found: Found, sent: Sent) -> Response:
        sent.environ[ROUTE] = found.rule
        try:
            return found.route.answer(sent)
        except Exception as error:  # whatever it is, the one table of refusals knows what to say
            return answered(error)


def _pattern(rule: str) -> re.Pattern[str]:
    """Return what a path of this rule looks like, as Flask's own converter reads ids."""
    before, after = ID_RULE.split(rule)
    return re.compile(f"{re.escape(before)}({UUIDConverter.regex}){re.escape(after)}")


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
