"""May somebody do something, and why?"""

from __future__ import annotations

from typing import Any

from flask import Response
from flask_smorest import Blueprint

from application.permissions.access.decisions.explain_path import ExplainPath
from entrypoints.http.answer import answer
from entrypoints.http.bodies import parsed, reads
from entrypoints.http.openapi import answers, schema_of
from entrypoints.http.permissions.consistency import VERSION, at_least, takes_at_least, versioned
from entrypoints.http.permissions.decisions.checking import (
    CheckView,
    ManyChecked,
    checked,
    checking,
)
from entrypoints.http.permissions.decisions.explanation_views import ExplanationView
from entrypoints.http.permissions.decisions.named import CheckBody, ManyChecks
from entrypoints.http.use import acting, use

blueprint = Blueprint(
    "decisions",
    __name__,
    url_prefix="/api/v1/access",
    description="May somebody do something, why, and what would a change change?",
)
EITHER: dict[str, Any] = {"anyOf": [schema_of(CheckBody), schema_of(ManyChecks)]}
CHECKED: dict[str, Any] = {
    "content": {
        "application/json": {"schema": {"anyOf": [schema_of(CheckView), schema_of(ManyChecked)]}}
    },
}


@blueprint.post("/checks")
@blueprint.doc(requestBody={"required": True, "content": {"application/json": {"schema": EITHER}}})
@blueprint.doc(responses={"200": CHECKED})
@answers(
    blueprint, 200, says="Whether it is allowed.", refuses=(409, 413, 415, 422), headers=VERSION
)
@takes_at_least(blueprint)
def checks() -> Response:
    """Ask whether oneself may do something, or others where one manages; one or up to 1,000."""
    return checked(checking(), parsed())


@blueprint.post("/explanations")
@answers(
    blueprint,
    200,
    ExplanationView,
    says="The path by which it is allowed, or the nearest missing link.",
    refuses=(404, 409, 413, 415, 422),
    headers=VERSION,
)
@takes_at_least(blueprint)
@reads(blueprint, CheckBody)
def explanations(body: CheckBody) -> Response:
    """Ask why oneself may do something or not, or others where one manages."""
    path = use(ExplainPath)(acting(), body.as_check(), at_least=at_least())
    return answer(ExplanationView.of(path), 200, versioned(path.explanation.access_version))
