"""Register those who send events, and keep their rates and secrets.

No route here takes an Idempotency-Key: answers hold secrets, and a name can be taken once only.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Response
from flask_smorest import Blueprint

from application.events.sources.add_source import AddSource, NewSource
from application.events.sources.change_source import (
    ChangeSource,
    NewSecret,
    RemoveSource,
    RotateSecret,
    SourceChange,
)
from application.events.sources.read_sources import ReadSources
from application.ids import IdSource
from domain.events.sources.errors import SourceChanged
from domain.events.sources.kind import SourceKind
from domain.events.sources.source import Source, SourceId
from entrypoints.http import etags
from entrypoints.http.answer import answer
from entrypoints.http.bodies import reads
from entrypoints.http.errors import Refusal
from entrypoints.http.events.source_views import (
    RotationDraft,
    ShownSourceView,
    SourceDraft,
    SourceList,
    SourcePatch,
    SourceView,
)
from entrypoints.http.openapi import answers, takes_header
from entrypoints.http.paging import PageQuery, window
from entrypoints.http.use import acting, use

blueprint = Blueprint(
    "sources",
    __name__,
    url_prefix="/api/v1/sources",
    description="Named senders of events: how they come, how many may, and how they are proved.",
)
VERSION = {"ETag": "Its version, for If-Match."}


@blueprint.post("")
@answers(
    blueprint,
    201,
    ShownSourceView,
    says="It may send; a secret of ours is shown this once.",
    refuses=(409, 413, 415, 422),
    headers=VERSION,
)
@reads(blueprint, SourceDraft)
def add(body: SourceDraft) -> Response:
    """Register a source; managers of the organisation may."""
    by = acting()
    new = NewSource(
        id=SourceId(use(IdSource).new()),
        name=body.name,
        kind=SourceKind(body.kind),
        event_type=body.event_type,
        rate=body.rate.policy if body.rate else None,
        public_keys=tuple(body.public_keys),
        secret=body.secret,
    )
    made = use(AddSource)(by, new)
    return answer(ShownSourceView.shown(made), 201, etags.etag(made.source.version))


@blueprint.get("")
@blueprint.arguments(PageQuery(), location="query")
@answers(blueprint, 200, SourceList, says="Sources, newest first.", refuses=(422,))
def listed(query: dict[str, Any]) -> Response:
    """List the organisation's sources; every member may."""
    return answer(SourceList.of(use(ReadSources)(acting(), window(query))))


@blueprint.get("/<uuid:source_id>")
@answers(blueprint, 200, SourceView, says="The source.", headers=VERSION)
def one(source_id: UUID) -> Response:
    """Show a source, without its secrets."""
    return _shown(use(ReadSources).one(acting(), SourceId(source_id)))


@blueprint.patch("/<uuid:source_id>")
@answers(
    blueprint,
    200,
    SourceView,
    says="It is changed.",
    refuses=(409, 412, 413, 415, 422, 428),
    headers=VERSION,
)
@takes_header(blueprint, "If-Match", etags.SAYS, etags.SCHEMA, required=True)
@reads(blueprint, SourcePatch)
def change(body: SourcePatch, source_id: UUID) -> Response:
    """Change its rate, its keys, or the type of events that name none.

    Another rate counts everywhere within a second.
    """
    wanted = SourceChange(SourceId(source_id), body.members, etags.seen_version())
    with _as_seen():
        return _shown(use(ChangeSource)(acting(), wanted))


@blueprint.delete("/<uuid:source_id>")
@answers(blueprint, 204, says="It may send no more.", refuses=(409, 412))
@takes_header(blueprint, "If-Match", etags.SAYS, etags.SCHEMA)
def remove(source_id: UUID) -> Response:
    """Remove a source: its webhooks are answered 410 from now on, its events stay."""
    with _as_seen():
        use(RemoveSource)(acting(), SourceId(source_id), etags.seen_if_told())
    return Response(status=204)


@blueprint.post("/<uuid:source_id>/secret-rotations")
@answers(
    blueprint,
    201,
    ShownSourceView,
    says="The new secret is good now; one of ours is shown this once.",
    refuses=(409, 413, 415, 422),
    headers=VERSION,
)
@reads(blueprint, RotationDraft)
def rotate(body: RotationDraft, source_id: UUID) -> Response:
    """Give a webhook another secret; those before stay good for a while, a day unless told."""
    overlap = timedelta(seconds=body.overlap_seconds)
    made = use(RotateSecret)(acting(), NewSecret(SourceId(source_id), overlap, body.secret))
    return answer(ShownSourceView.shown(made), 201, etags.etag(made.source.version))


def _shown(source: Source) -> Response:
    return answer(SourceView.of(source), 200, etags.etag(source.version))


@contextmanager
def _as_seen() -> Iterator[None]:
    """Answer 412, and not 409, where If-Match names another version than there is."""
    try:
        yield
    except SourceChanged as error:
        raise Refusal(412, error.code, str(error)) from error
