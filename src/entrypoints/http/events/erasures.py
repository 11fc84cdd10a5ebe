"""Erase whom events are about, and show that nothing is left to read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

import msgspec
from flask import Response
from flask_smorest import Blueprint

from application.events.erasing.erase_subject import EraseSubject
from application.events.erasing.read_erasure import ReadErasure
from domain.events.erasure import Erasure, Place
from entrypoints.http.answer import answer
from entrypoints.http.bodies import reads
from entrypoints.http.openapi import answers
from entrypoints.http.shapes import STORABLE, Moment
from entrypoints.http.use import acting, use

blueprint = Blueprint(
    "event_erasures",
    __name__,
    url_prefix="/api/v1/erasures",
    description="Erasing whom events are about.",
)


class ErasureRequest(msgspec.Struct, forbid_unknown_fields=True):
    """`subject` as events name it; case, width and spaces do not matter."""

    subject: Annotated[str, msgspec.Meta(min_length=1, max_length=255, extra_json_schema=STORABLE)]


class StoreView(msgspec.Struct):
    """`sealed` counts what is kept there and nobody can read; `readable` what still can be."""

    name: str
    sealed: int
    readable: int
    state: str

    @classmethod
    def of(cls, place: Place) -> StoreView:
        state = "readable" if place.readable else "unreadable" if place.sealed else "empty"
        return cls(place.name, place.sealed, place.readable, state)


class SubjectErasureView(msgspec.Struct):
    """`known` says whether anything had been told about the subject."""

    id: UUID
    asked_at: Moment
    known: bool
    stores: list[StoreView]

    @classmethod
    def of(cls, erasure: Erasure, places: Sequence[Place]) -> SubjectErasureView:
        stores = [StoreView.of(one) for one in places]
        return cls(erasure.id, erasure.asked_at, erasure.key_id is not None, stores)


@blueprint.post("")
@answers(
    blueprint,
    202,
    SubjectErasureView,
    says="From now on nobody can read it.",
    refuses=(413, 415, 422),
    headers={"Location": "Where to see what is left."},
)
@reads(blueprint, ErasureRequest)
def erase(body: ErasureRequest) -> Response:
    """Erase everything that was told about somebody, by destroying the key that seals it."""
    by = acting()
    erasure = use(EraseSubject)(by, body.subject)
    shown = SubjectErasureView.of(*use(ReadErasure)(by, erasure.id))
    return answer(shown, 202, {"Location": f"/api/v1/erasures/{erasure.id}"})


@blueprint.get("/<uuid:erasure_id>")
@answers(blueprint, 200, SubjectErasureView, says="What is left, counted now.", refuses=(404,))
def find(erasure_id: UUID) -> Response:
    """Look what is left of somebody who was erased, wherever something may be kept."""
    return answer(SubjectErasureView.of(*use(ReadErasure)(acting(), erasure_id)))
