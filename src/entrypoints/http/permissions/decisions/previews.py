"""What would a change change?"""

from __future__ import annotations

from uuid import UUID

import msgspec
from flask import Response
from flask_smorest import Blueprint

from application.permissions.access.decisions.preview_access import PreviewAccess, Shift, Shifts
from entrypoints.http.answer import answer
from entrypoints.http.bodies import reads
from entrypoints.http.openapi import answers
from entrypoints.http.permissions.decisions.explanation_views import SubjectView
from entrypoints.http.permissions.decisions.preview_bodies import PreviewBody, cursor_to
from entrypoints.http.use import acting, use

blueprint = Blueprint(
    "previews",
    __name__,
    url_prefix="/api/v1/access/previews",
    description="What would a change change?",
)


class ShiftView(msgspec.Struct):
    """`before` and `after` are levels; null is nothing."""

    subject: SubjectView
    scope_id: UUID
    before: str | None
    after: str | None

    @classmethod
    def of(cls, shift: Shift) -> ShiftView:
        return cls(
            SubjectView("link" if shift.is_link else "person", shift.subject_id),
            shift.scope_id,
            None if shift.before is None else shift.before.name.lower(),
            None if shift.after is None else shift.after.name.lower(),
        )


class PreviewView(msgspec.Struct):
    """At the uppermost places where the change acts: what stands beneath inherits from them.

    While there is a `next_cursor`, more follows. `complete` is true on the last page, unless a
    leaving person owned too much for all of it to be looked for.
    """

    gains: list[ShiftView]
    loses: list[ShiftView]
    complete: bool
    next_cursor: str | None

    @classmethod
    def of(cls, found: Shifts) -> PreviewView:
        return cls(
            [ShiftView.of(one) for one in found.shifts if one.is_gain],
            [ShiftView.of(one) for one in found.shifts if not one.is_gain],
            found.is_whole and found.next is None,
            cursor_to(found.next),
        )


@blueprint.post("")
@answers(
    blueprint,
    200,
    PreviewView,
    says="Who would gain and who would lose; nothing is changed.",
    refuses=(404, 409, 413, 415, 422),
)
@reads(blueprint, PreviewBody)
def previews(body: PreviewBody) -> Response:
    """Try a change, and undo it; whoever could make it may."""
    found = use(PreviewAccess)(acting(), body.change.as_change(), after=body.after())
    return answer(PreviewView.of(found))
