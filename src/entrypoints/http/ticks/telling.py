"""What is worth telling about a market over HTTP: audits and incidents."""

from typing import Any

from flask import Response
from flask_smorest import Blueprint

from application.clock import Clock
from application.ticks.read_audit import ReadAudit
from application.ticks.read_incidents import ReadIncidents
from domain.ticks.incident import IncidentNumber
from domain.ticks.moments import microseconds
from entrypoints.http.answer import answer
from entrypoints.http.openapi import answers
from entrypoints.http.ticks.queries import SYMBOL, AuditQuery, IncidentsQuery, feed_of
from entrypoints.http.ticks.telling_views import AuditView, IncidentsView
from entrypoints.http.use import acting, use

blueprint = Blueprint(
    "market-audits",
    __name__,
    url_prefix="/api/v1/markets",
    description="Whether a market's minutes are the exchange's own, and what went wrong.",
)


@blueprint.get("/<symbol>/audit", parameters=[SYMBOL])
@blueprint.arguments(AuditQuery(), location="query")
@answers(blueprint, 200, AuditView, says="Minutes of the day.", refuses=(404, 422))
def audit(query: dict[str, Any], symbol: str) -> Response:
    """Tell how many minutes of a UTC day were held against the exchange's own; today's without."""
    at = query.get("date") or microseconds(use(Clock).now())
    return answer(AuditView.of(use(ReadAudit)(acting(), symbol, at, feed_of(query))))


@blueprint.get("/<symbol>/incidents", parameters=[SYMBOL])
@blueprint.arguments(IncidentsQuery(), location="query")
@answers(blueprint, 200, IncidentsView, says="The latest first.", refuses=(404, 422))
def incidents(query: dict[str, Any], symbol: str) -> Response:
    """List what went wrong with a market, and was not lost for that."""
    before = IncidentNumber(query["cursor"]) if "cursor" in query else None
    read = use(ReadIncidents)
    found = read(acting(), symbol, query["limit"], before, feed_of(query))
    return answer(IncidentsView.of(*found))
