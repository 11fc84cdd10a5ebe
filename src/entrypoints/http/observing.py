"""One log line, one trace and two metrics a request."""

import re
import secrets
from functools import lru_cache
from time import perf_counter

import structlog
from flask import Flask, Response, g, request
from prometheus_client import Counter, Histogram

from application.tracing import Trace, traced
from entrypoints.observability.metrics import REQUEST_SECONDS, REQUESTS

REQUEST_ID = re.compile(r"\A[\w.-]{1,64}\Z", re.ASCII)
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
QUIET = frozenset({"operations.live", "operations.ready", "operations.metrics"})
log = structlog.get_logger()


def register(app: Flask) -> None:
    app.before_request(begin)
    app.after_request(finish)
    app.teardown_request(leave)


def begin() -> None:
    given = request.headers.get("X-Request-Id", "")
    g.request_id = given if REQUEST_ID.match(given) else secrets.token_hex(8)
    g.began = perf_counter()
    caller = Trace.parse(request.headers.get("traceparent"))
    span = secrets.token_hex(8)
    trace = caller.child(span) if caller else Trace(secrets.token_hex(16), span)
    g.trace = traced(trace)
    g.trace.__enter__()
    structlog.contextvars.bind_contextvars(request_id=g.request_id, trace_id=trace.trace_id)


def finish(response: Response) -> Response:
    seconds = perf_counter() - g.began
    route = request.url_rule.rule if request.url_rule else "unknown"
    method = request.method if request.method in METHODS else "other"  # anyone may make one up
    counted, timed = _meters(method, route, response.status_code)
    counted.inc()
    timed.observe(seconds)
    response.headers["X-Request-Id"] = g.request_id
    if request.endpoint not in QUIET:
        log.info(
            "request",
            method=request.method,
            route=route,
            status=response.status_code,
            ms=round(seconds * 1000, 2),
        )
    return response


def leave(_error: BaseException | None) -> None:
    if "trace" in g:
        g.trace.__exit__(None, None, None)
    structlog.contextvars.clear_contextvars()


@lru_cache(maxsize=4096)
def _meters(method: str, route: str, status: int) -> tuple[Counter, Histogram]:
    return REQUESTS.labels(method, route, str(status)), REQUEST_SECONDS.labels(route)
