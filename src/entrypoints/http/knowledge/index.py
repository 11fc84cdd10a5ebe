"""The index and its generations over HTTP."""

from collections.abc import Sequence
from uuid import UUID

from flask import Response
from flask_smorest import Blueprint

from application.knowledge.generations.build_generation import BuildGeneration, NewGeneration
from application.knowledge.generations.drop_generation import DropGeneration
from application.knowledge.generations.golden_queries import KeepGoldenQueries
from application.knowledge.generations.ports import Progress
from application.knowledge.generations.read_generations import ReadGenerations
from application.knowledge.generations.switch_generation import SwitchGeneration
from domain.ids import DocumentId
from domain.knowledge.generation import GenerationId, GenerationState
from domain.knowledge.quality import GoldenQuery
from entrypoints.http.answer import answer
from entrypoints.http.bodies import reads
from entrypoints.http.idempotency import idempotent
from entrypoints.http.knowledge.index_views import (
    ActivationDraft,
    GenerationDraft,
    GenerationView,
    GoldenList,
    GoldenView,
    IndexView,
)
from entrypoints.http.openapi import answers
from entrypoints.http.use import acting, use

blueprint = Blueprint(
    "index",
    __name__,
    url_prefix="/api/v1/index",
    description="Rebuild the index beside the one in use, judge it, switch to it, and roll back.",
)
ONE = "/generations/<uuid:generation_id>"


@blueprint.get("")
@answers(blueprint, 200, IndexView, says="What answers searches, and what else is kept.")
def shown() -> Response:
    """Look at the index: its version, and its generations, newest first."""
    return answer(_index())


@blueprint.post("/generations")
@answers(
    blueprint,
    202,
    GenerationView,
    says="It is being built beside the one in use.",
    refuses=(409, 413, 415, 422),
    headers={"Location": "Where its progress is."},
)
@idempotent(blueprint)
@reads(blueprint, GenerationDraft)
def build(new_id: UUID, body: GenerationDraft) -> Response:
    """Build a generation with another embedder, another chunker, or the same ones anew."""
    new = NewGeneration(GenerationId(new_id), body.embedder, body.chunker)
    begun = use(BuildGeneration)(acting(), new)
    where = {"Location": f"/api/v1/index/generations/{begun.generation.id}"}
    return answer(GenerationView.of(begun), 202, where)


@blueprint.get(ONE)
@answers(blueprint, 200, GenerationView, says="The generation.", refuses=(404,))
def find(generation_id: UUID) -> Response:
    """Look at one generation: how far it is, and what the gate said."""
    return _one(generation_id)


@blueprint.delete(ONE)
@answers(blueprint, 204, says="It is being removed.", refuses=(404, 409))
def drop(generation_id: UUID) -> Response:
    """Drop a generation that is not in use."""
    use(DropGeneration).retire(acting(), GenerationId(generation_id))
    return Response(status=204)


@blueprint.post(f"{ONE}/activation")
@answers(
    blueprint,
    200,
    GenerationView,
    says="It answers every search from now on.",
    refuses=(404, 409, 413, 415, 422),
)
@reads(blueprint, ActivationDraft)
def activate(body: ActivationDraft, generation_id: UUID) -> Response:
    """Switch to a generation that passed the gate."""
    use(SwitchGeneration).activate(acting(), GenerationId(generation_id), body.force_reason)
    return _one(generation_id)


@blueprint.post("/rollback")
@answers(blueprint, 200, IndexView, says="The one before answers again.", refuses=(409,))
def roll_back() -> Response:
    """Switch back to the generation that was active before."""
    use(SwitchGeneration).roll_back(acting())
    return answer(_index())


@blueprint.get("/golden-queries")
@answers(blueprint, 200, GoldenList, says="Your golden queries.")
def golden() -> Response:
    """List the questions that a new generation is judged by."""
    return answer(_golden(use(KeepGoldenQueries).read(acting())))


@blueprint.put("/golden-queries")
@answers(blueprint, 200, GoldenList, says="They are kept.", refuses=(413, 415, 422))
@reads(blueprint, GoldenList)
def keep_golden(body: GoldenList) -> Response:
    """Replace the golden queries; without any, sentences of documents are asked for."""
    by = acting()
    queries = [
        GoldenQuery(by.organisation_id, one.query, DocumentId(one.document_id))
        for one in body.items
    ]
    return answer(_golden(use(KeepGoldenQueries)(by, queries)))


def _index() -> IndexView:
    version, all_of_them = use(ReadGenerations).all(acting())
    active = _in(GenerationState.ACTIVE, all_of_them)
    if active is None:
        raise AssertionError("reading the index makes the first generation")
    listed = [GenerationView.of(one) for one in all_of_them]
    return IndexView(version, active, _in(GenerationState.STANDBY, all_of_them), listed)


def _in(state: GenerationState, among: Sequence[Progress]) -> GenerationView | None:
    return next((GenerationView.of(one) for one in among if one.generation.state is state), None)


def _one(generation_id: UUID) -> Response:
    found = use(ReadGenerations).one(acting(), GenerationId(generation_id))
    return answer(GenerationView.of(found))


def _golden(queries: Sequence[GoldenQuery]) -> GoldenList:
    return GoldenList([GoldenView.of(one) for one in queries])
