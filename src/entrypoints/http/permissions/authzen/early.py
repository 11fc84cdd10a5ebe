"""Access Evaluations as most come, answered in front of Flask."""

from flask import Response

from entrypoints.http.before_flask import EarlyRoute, Sent
from entrypoints.http.bodies import LARGEST_JSON, json_in
from entrypoints.http.permissions.authzen.evaluating import evaluated
from entrypoints.http.permissions.authzen.evaluation_bodies import EvaluationRequest
from entrypoints.http.permissions.authzen.reading import fit
from entrypoints.http.permissions.authzen.room import keep_request_id
from entrypoints.http.permissions.decisions.checking import Checking


def evaluate(sent: Sent) -> Response:
    keep_request_id(sent.environ)
    sent.let_in()
    body = fit(EvaluationRequest, lambda: json_in(sent.body))
    return evaluated(Checking(sent.cases, sent.environ, sent.acting), body)


EARLY = EarlyRoute(("/access/v1/evaluation",), evaluate, largest=LARGEST_JSON)
