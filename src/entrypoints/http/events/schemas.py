"""Say what events of a type look like."""

from typing import Any
from uuid import UUID

from flask import Response
from flask_smorest import Blueprint

from application.events.schemas.publish_schema import NewSchema, PublishSchema
from application.events.schemas.read_schemas import ReadSchemas
from domain.events.naming import named
from domain.events.schemas.errors import SchemaNotFound
from domain.events.schemas.version import Compatibility, Mode
from domain.events.unfit import Unfit
from entrypoints.http.answer import answer
from entrypoints.http.bodies import reads
from entrypoints.http.events.schema_views import (
    PublishedView,
    SchemaDraft,
    SchemaList,
    SchemaView,
)
from entrypoints.http.idempotency import idempotent
from entrypoints.http.openapi import answers
from entrypoints.http.paging import PageQuery, window
from entrypoints.http.use import acting, use

blueprint = Blueprint(
    "schemas",
    __name__,
    url_prefix="/api/v1/schemas/<event_type>/versions",
    description="What events of a type look like, version by version.",
)


@blueprint.post("")
@answers(
    blueprint,
    201,
    PublishedView,
    says="Events of the type are held to it within a second.",
    refuses=(409, 413, 415, 422),
)
@idempotent(blueprint)
@reads(blueprint, SchemaDraft)
def publish(new_id: UUID, body: SchemaDraft, event_type: str) -> Response:
    """Publish the next version of a type's schema; managers of the organisation may.

    It must take all that the version before took, unless `compatibility` is none: each place where
    it does not is told in a 409 `schema_incompatible`.
    """
    mode, compatibility = Mode(body.mode), Compatibility(body.compatibility)
    new = NewSchema(new_id, _name(event_type), body.schema, mode, compatibility)
    return answer(PublishedView.published(use(PublishSchema)(acting(), new)), 201)


@blueprint.get("")
@blueprint.arguments(PageQuery(), location="query")
@answers(blueprint, 200, SchemaList, says="Versions, newest first.", refuses=(422,))
def listed(query: dict[str, Any], event_type: str) -> Response:
    """List the versions of a type; every member may."""
    return answer(SchemaList.of(use(ReadSchemas)(acting(), event_type, window(query))))


@blueprint.get("/<int:number>")
@answers(blueprint, 200, SchemaView, says="The version.")
def one(event_type: str, number: int) -> Response:
    """Show a version of a type's schema."""
    return answer(SchemaView.of(use(ReadSchemas).one(acting(), event_type, number)))


def _name(event_type: str) -> str:
    """Return the type; raises SchemaNotFound for what no event can have."""
    try:
        return named(event_type)
    except Unfit:
        raise SchemaNotFound from None
