"""A request of which nothing was taken."""

from http import HTTPStatus

import msgspec
from flask import Response

from domain.events.entry import Outcome
from entrypoints.http.answer import Answer
from entrypoints.http.events.views import AcceptedView, EventProblem, ResultView
from entrypoints.http.observing import request_id
from entrypoints.http.problems import PROBLEM, Fault, Problem

STATUS = {"event_too_large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE}


def refused(shown: AcceptedView) -> Response:
    """Say why, with the results of each event beside the problem (RFC 9457, section 3.2)."""
    first, number = shown.results[0], len(shown.results)
    why = first.problem
    status, code = HTTPStatus.UNPROCESSABLE_ENTITY, "no_event_taken"
    detail = f"none of the {number} events was taken; `results` says why"
    if number == 1 and why is not None:
        conflict = first.status is Outcome.CONFLICT
        status = HTTPStatus.CONFLICT if conflict else STATUS.get(why.code, status)
        code, detail = why.code, why.detail
    faults = tuple(_fault(one, one.problem, number) for one in shown.results if one.problem)
    told = Problem("", status, code, detail, request_id(), errors=faults)
    body = {"type": told.type, **msgspec.to_builtins(told), **msgspec.to_builtins(shown)}
    return Answer(msgspec.json.encode(body), status, {}, PROBLEM)


def _fault(result: ResultView, why: EventProblem, number: int) -> Fault:
    within = f"/{result.index}" if number > 1 else ""
    return Fault(why.detail, f"{within}{why.pointer}")
