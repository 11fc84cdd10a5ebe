"""Liveness, readiness and metrics."""

from typing import Any

import msgspec
from flask import Response
from flask_smorest import Blueprint

from application.errors import Unavailable
from application.jobs.ports import JobQueue
from entrypoints.composition.schema import Schema
from entrypoints.http.answer import answer
from entrypoints.http.openapi import answers, schema_of
from entrypoints.http.permissions.gate import for_anybody
from entrypoints.http.use import use
from entrypoints.observability.metrics import exposition

blueprint = Blueprint(
    "operations", __name__, url_prefix="", description="Health and metrics of this process."
)


class Health(msgspec.Struct):
    status: str


class Dependency(msgspec.Struct):
    name: str
    ready: bool
    detail: str


class Readiness(msgspec.Struct):
    """`waiting` counts jobs that are not done yet, by queue."""

    status: str
    dependencies: list[Dependency]
    waiting: dict[str, int]


@blueprint.get("/health/live")
@for_anybody(blueprint)
@answers(blueprint, 200, Health, says="The process runs.")
def live() -> Response:
    """Tell that the process runs."""
    return answer(Health("live"))


NOT_READY: dict[str, Any] = {
    "description": "Something is missing; `dependencies` says what.",
    "content": {"application/json": {"schema": schema_of(Readiness)}},
}


@blueprint.get("/health/ready")
@for_anybody(blueprint)
@answers(blueprint, 200, Readiness, says="The process can answer.")
@blueprint.doc(responses={"503": NOT_READY})
def ready() -> Response:
    """Tell whether everything that this process depends on is there, and what is not."""
    readiness = examined()
    return answer(readiness, 200 if readiness.status == "ready" else 503)


@blueprint.get("/metrics")
@for_anybody(blueprint)
@blueprint.doc(
    responses={
        "200": {
            "description": "Metrics in Prometheus's text format.",
            "content": {"text/plain": {"schema": {"type": "string"}}},
        }
    }
)
@answers(blueprint, 200, says="Metrics in Prometheus's text format.")
def metrics() -> Response:
    """Tell what was counted, of every process that was started together."""
    return Response(exposition(), content_type="text/plain; version=0.0.4; charset=utf-8")


def examined() -> Readiness:
    try:
        current, waiting = use(Schema).is_current(), use(JobQueue).waiting()
    except Unavailable as error:
        return Readiness("not ready", [Dependency("database", ready=False, detail=str(error))], {})
    detail = "ready" if current else "its tables are not of this version: run portico migrate"
    status = "ready" if current else "not ready"
    return Readiness(status, [Dependency("database", ready=current, detail=detail)], waiting)
