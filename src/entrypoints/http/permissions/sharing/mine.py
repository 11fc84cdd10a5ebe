"""What one can see, over HTTP."""

from typing import Any

from flask import Response
from flask_smorest import Blueprint
from marshmallow import fields, validate

from application.permissions.access.decisions.list_visible import Wanted
from application.permissions.access.resources.list_resources import ListResources
from entrypoints.http.answer import answer
from entrypoints.http.openapi import answers
from entrypoints.http.paging import PageQuery, window
from entrypoints.http.permissions.consistency import at_least, takes_at_least
from entrypoints.http.permissions.sharing.views import ResourceList
from entrypoints.http.permissions.words import LEVEL
from entrypoints.http.use import acting, use

KIND = r"^[a-z_]{1,40}$"
blueprint = Blueprint(
    "my resources",
    __name__,
    url_prefix="/api/v1/me/resources",
    description="What you can see.",
)


class ResourceQuery(PageQuery):
    kind = fields.String(
        load_default="folder",
        validate=validate.Regexp(KIND),
        metadata={"description": "`folder`, `document`, `conversation`, `department`, …"},
    )
    level = fields.String(
        load_default="view",
        validate=validate.OneOf(list(LEVEL)),
        metadata={"description": "Only those on which you hold this level at least."},
    )


@blueprint.get("")
@blueprint.arguments(ResourceQuery(), location="query")
@answers(blueprint, 200, ResourceList, says="All of it, newest first.", refuses=(409, 422))
@takes_at_least(blueprint)
def listed(query: dict[str, Any]) -> Response:
    """List everything of a kind that you can see, wherever that comes from."""
    wanted = Wanted(query["kind"], LEVEL[query["level"]])
    return answer(
        ResourceList.of(use(ListResources)(acting(), wanted, window(query), at_least=at_least()))
    )
