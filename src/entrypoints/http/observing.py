"""Around every request, Flask's own work included: a trace, an id, a log line and two metrics."""

import re
import secrets
from collections.abc import Iterable
from contextvars import ContextVar
from functools import lru_cache
from time import perf_counter
from typing import TYPE_CHECKING, Any

import structlog
from flask import Request
from prometheus_client import Counter, Histogram

from application.tracing import Trace, traced
from entrypoints.observability.metrics import REQUEST_SECONDS, REQUESTS

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

REQUEST_ID, ROUTE = "portico.request_id", "portico.route"
"""Where the WSGI environment has the request's id, and the route where Flask was not asked."""
GIVEN_ID = re.compile(r"\A[\w.-]{1,64}\Z", re.ASCII)
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
QUIET = frozenset({"operations.live", "operations.ready", "operations.metrics"})
ASKED: "ContextVar[WSGIEnvironment]" = ContextVar("asked")
"""The request that is being answered."""
log = structlog.get_logger()


def request_id() -> str:
    """Return the id of the request that is being answered, as its answer will tell it."""
    told: str = ASKED.get()[REQUEST_ID]
    return told


def observed(app: "WSGIApplication") -> "WSGIApplication":
    """Wrap a WSGI application; what is logged while it runs carries the request's id and trace."""

    def observing(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        began, made = perf_counter(), secrets.token_hex(32)
        given = environ.get("HTTP_X_REQUEST_ID", "")
        environ[REQUEST_ID] = given if GIVEN_ID.match(given) else made[:16]

        def start(status: str, headers: list[tuple[str, str]], *failed: Any) -> Any:
            headers.append(("X-Request-Id", environ[REQUEST_ID]))
            _tell(environ, status[:3], perf_counter() - began)
            return start_response(status, headers, *failed)

        trace = _trace(environ.get("HTTP_TRACEPARENT"), made[16:])
        words = {"request_id": environ[REQUEST_ID], "trace_id": trace.trace_id}
        asked = ASKED.set(environ)
        try:
            with traced(trace), structlog.contextvars.bound_contextvars(**words):
                return app(environ, start)
        finally:
            ASKED.reset(asked)

    return observing


def _trace(caller: str | None, made: str) -> Trace:
    span, own = made[:16], made[16:48]
    parent = Trace.parse(caller) if caller else None
    return parent.child(span) if parent else Trace(own, span)


def _tell(environ: "WSGIEnvironment", status: str, seconds: float) -> None:
    asked, (route, is_quiet) = environ["REQUEST_METHOD"].upper(), _route(environ)
    method = asked if asked in METHODS else "other"  # anyone may make one up
    counted, timed = _meters(method, route, status)
    counted.inc()
    timed.observe(seconds)
    if not is_quiet:
        ms = round(seconds * 1000, 2)
        log.info("request", method=asked, route=route, status=int(status), ms=ms)


def _route(environ: "WSGIEnvironment") -> tuple[str, bool]:
    """Return the route, and whether its requests are counted only."""
    if ROUTE in environ:
        return environ[ROUTE], False
    request: Request = environ["werkzeug.request"]
    return request.url_rule.rule if request.url_rule else "unknown", request.endpoint in QUIET


@lru_cache(maxsize=4096)
def _meters(method: str, route: str, status: str) -> tuple[Counter, Histogram]:
    return REQUESTS.labels(method, route, status), REQUEST_SECONDS.labels(route)
