"""What is done about a request that brings events, whoever read it."""

from collections.abc import Callable, Mapping
from functools import partial
from http import HTTPStatus

from flask import Response

from application.events.accept_events import AcceptEvents
from application.events.formats import Formats
from domain.events.entry import Outcome
from domain.principal import Principal
from entrypoints.http.answer import answer
from entrypoints.http.events.refusing import refused
from entrypoints.http.events.views import AcceptedView
from entrypoints.http.use import Cases

TAKEN = (Outcome.ACCEPTED, Outcome.DUPLICATE, Outcome.QUARANTINED)
Count = Callable[[Principal, Mapping[str, int]], None]


def taken(
    cases: Cases, by: Principal, body: bytes, headers: Mapping[str, str], count: Count
) -> Response:
    """Keep the events and tell what became of each; `headers` have lower-case names."""
    told = cases.use(Formats).read(body, headers)
    results = cases.use(AcceptEvents)(by, told, partial(count, by))
    shown = AcceptedView.of(results)
    if any(one.outcome in TAKEN for one in results):
        return answer(shown, HTTPStatus.ACCEPTED)
    return refused(shown)
