"""What this policy decision point can do, for those who discover it (section 9)."""

import msgspec
from flask import Response
from flask_smorest import Blueprint

from entrypoints.http.answer import answer
from entrypoints.http.openapi import answers
from entrypoints.http.permissions.gate import for_anybody
from entrypoints.http.reached import reached_at

blueprint = Blueprint(
    "authzen-metadata",
    __name__,
    url_prefix="/.well-known/authzen-configuration",
    description="The metadata of the Authorization API.",
)
KEPT = "max-age=3600"


class PointMetadata(msgspec.Struct):
    policy_decision_point: str
    access_evaluation_endpoint: str
    access_evaluations_endpoint: str
    search_subject_endpoint: str
    search_resource_endpoint: str
    search_action_endpoint: str


@blueprint.get("")
@for_anybody(blueprint)
@answers(blueprint, 200, PointMetadata, says="Where to ask.")
def metadata() -> Response:
    """Tell where each part of the Authorization API is."""
    point = reached_at()
    ways = ("evaluation", "evaluations", "search/subject", "search/resource", "search/action")
    told = PointMetadata(point, *(f"{point}/access/v1/{way}" for way in ways))
    return answer(told, 200, {"Cache-Control": KEPT})
