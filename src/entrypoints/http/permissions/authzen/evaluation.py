"""Access Evaluation and Access Evaluations (sections 6 and 7)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flask import Response
from msgspec import UNSET

from entrypoints.http.answer import answer
from entrypoints.http.openapi import answers, schema_of
from entrypoints.http.permissions.authzen.evaluating import decided, evaluated
from entrypoints.http.permissions.authzen.evaluation_bodies import (
    Boxcar,
    DecisionsView,
    DecisionView,
    EvaluationPart,
    EvaluationRequest,
    EvaluationsRequest,
    Options,
    Semantic,
)
from entrypoints.http.permissions.authzen.reading import malformed, reads
from entrypoints.http.permissions.authzen.room import opened
from entrypoints.http.permissions.consistency import takes_at_least
from entrypoints.http.permissions.decisions.checking import checking

blueprint = opened("authzen", "/access/v1", "OpenID AuthZEN Authorization API 1.0: decisions.")
STOPS_AT: Mapping[Semantic, bool | None] = {
    "execute_all": None,
    "deny_on_first_deny": False,
    "permit_on_first_permit": True,
}


@blueprint.post("/evaluation")
@answers(blueprint, 200, DecisionView, says="Permitted or denied.", refuses=(409, 413))
@takes_at_least(blueprint)
@reads(blueprint, EvaluationRequest)
def evaluation(body: EvaluationRequest) -> Response:
    """Ask whether a subject may do something with a resource."""
    return evaluated(checking(), body)


DECIDED: dict[str, Any] = {
    "content": {
        "application/json": {
            "schema": {"anyOf": [schema_of(DecisionsView), schema_of(DecisionView)]}
        }
    }
}


@blueprint.post("/evaluations")
@blueprint.doc(responses={"200": DECIDED})
@answers(
    blueprint,
    200,
    says="Each decision in its place, up to the one that ends it; one decision when one was asked.",
    refuses=(409, 413),
)
@takes_at_least(blueprint)
@reads(blueprint, EvaluationsRequest, Boxcar, EvaluationRequest)
def evaluations(body: EvaluationsRequest) -> Response:
    """Ask several at once; without `evaluations` it is one evaluation."""
    parts = [] if body.evaluations is UNSET else body.evaluations
    decisions = decided(checking(), list(_whole(parts, body)))
    if not parts:
        return answer(decisions[0])
    options = Options() if body.options is UNSET else body.options
    return answer(DecisionsView(list(_until(decisions, options.evaluations_semantic))))


def _whole(parts: Sequence[EvaluationPart], beside: EvaluationPart) -> Iterator[EvaluationRequest]:
    for number, part in enumerate(parts or [beside]):
        whole = part.beside(beside).whole()
        if whole is None:
            where = f"evaluation {number}" if parts else "the evaluation"
            raise malformed(f"{where} lacks a subject, an action or a resource")
        yield whole


def _until(decisions: Sequence[DecisionView], semantic: Semantic) -> Iterator[DecisionView]:
    for one in decisions:
        yield one
        if one.decision is STOPS_AT[semantic]:
            return
