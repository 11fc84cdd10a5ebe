"""Imports of customers, interactions and products over HTTP."""

from typing import Any
from uuid import UUID

from flask import Response
from flask_smorest import Blueprint

from application.insights.apply_import import ApplyImport, ReverseImport
from application.insights.import_file import ImportFile
from application.insights.read_imports import ReadImports
from domain.insights.ids import ImportId
from entrypoints.http.answer import answer
from entrypoints.http.bodies import reads
from entrypoints.http.idempotency import idempotent
from entrypoints.http.insights.decision_views import ImportDecisionList, ImportDecisionView
from entrypoints.http.insights.files import DESCRIBED, new_import
from entrypoints.http.insights.import_views import ImportApplication, ImportList, ImportView
from entrypoints.http.insights.ledger_views import (
    CellChangeList,
    CellChangeView,
    RefusedRowList,
    RefusedRowView,
)
from entrypoints.http.openapi import answers
from entrypoints.http.paging import PageQuery, cursor, window
from entrypoints.http.use import acting, use

blueprint = Blueprint(
    "imports",
    __name__,
    url_prefix="/api/v1/imports",
    description="Files of customers, interactions and products, and what was decided about them.",
)

LOCATION = {"Location": "Where to look at it."}
LARGE = "The file is large: a worker goes on with it."


@blueprint.post("")
@blueprint.doc(requestBody=DESCRIBED)
@answers(
    blueprint,
    201,
    ImportView,
    says="What it comes to; `state` says whether it is applied.",
    refuses=(409, 413, 415, 422),
    headers=LOCATION,
)
@answers(blueprint, 202, ImportView, says=LARGE, headers=LOCATION)
@idempotent(blueprint)
def take(new_id: UUID) -> Response:
    """Take in an .xlsx, .xls or CSV file: with `dry_run`, or while something is open, only plan.

    A large file is kept, and a worker does the rest: `state` is `received` until it is read, then
    `planned` or `applying`, and in the end `applied`, or `failed` with its `failure`.
    """
    shown = ImportView.of(use(ImportFile)(acting(), new_import(ImportId(new_id))))
    where = {"Location": f"/api/v1/imports/{shown.id}"}
    return answer(shown, 202 if shown.state.is_waiting else 201, where)


@blueprint.get("")
@blueprint.arguments(PageQuery(), location="query")
@answers(blueprint, 200, ImportList, says="Imports, newest first.", refuses=(422,))
def listed(query: dict[str, Any]) -> Response:
    """List the organisation's imports, newest first."""
    read = use(ReadImports)
    page = read(acting(), window(query))
    shown = [ImportView.of(one, read.how_far(one)) for one in page.items]
    return answer(ImportList(shown, cursor(page.next)))


@blueprint.get("/<uuid:import_id>")
@answers(blueprint, 200, ImportView, says="What became of it.", refuses=(404,))
def find(import_id: UUID) -> Response:
    """Look at an import: what was read, loaded and refused, and why; or how far it is."""
    read = use(ReadImports)
    one = read.one(acting(), ImportId(import_id))
    return answer(ImportView.of(one, read.how_far(one)))


@blueprint.get("/<uuid:import_id>/decisions")
@answers(blueprint, 200, ImportDecisionList, says="What is open, and what holds.", refuses=(404,))
def decisions(import_id: UUID) -> Response:
    """Look at what the file leaves open, and what speaks for each choice."""
    plan = use(ReadImports).one(acting(), ImportId(import_id)).plan
    return answer(ImportDecisionList([ImportDecisionView.of(one) for one in plan.decisions]))


@blueprint.post("/<uuid:import_id>/application")
@answers(blueprint, 200, ImportView, says="It is applied.", refuses=(404, 409, 413, 415, 422))
@answers(blueprint, 202, ImportView, says=LARGE)
@reads(blueprint, ImportApplication)
def apply(body: ImportApplication, import_id: UUID) -> Response:
    """Decide, and apply the import; 409 `decisions_open` while something is left open."""
    applied = use(ApplyImport)(acting(), ImportId(import_id), body.decisions)
    return answer(ImportView.of(applied), 202 if applied.state.is_waiting else 200)


@blueprint.post("/<uuid:import_id>/reversal")
@answers(blueprint, 200, ImportView, says="All is as before it.", refuses=(404, 409))
def reverse(import_id: UUID) -> Response:
    """Take an import back, unless a later one rests on its rows."""
    return answer(ImportView.of(use(ReverseImport)(acting(), ImportId(import_id))))


@blueprint.get("/<uuid:import_id>/changes")
@blueprint.arguments(PageQuery(), location="query")
@answers(
    blueprint, 200, CellChangeList, says="The ledger, in the file's order.", refuses=(404, 422)
)
def changes(query: dict[str, Any], import_id: UUID) -> Response:
    """List each cell that is held otherwise than it was written; of a plan, that would be."""
    page = use(ReadImports).changes(acting(), ImportId(import_id), window(query))
    return answer(CellChangeList([CellChangeView.of(one) for one in page.items], cursor(page.next)))


@blueprint.get("/<uuid:import_id>/refusals")
@blueprint.arguments(PageQuery(), location="query")
@answers(blueprint, 200, RefusedRowList, says="In the file's order.", refuses=(404, 422))
def refusals(query: dict[str, Any], import_id: UUID) -> Response:
    """List each row that was not taken in, and why; of a plan, that would not be."""
    page = use(ReadImports).refusals(acting(), ImportId(import_id), window(query))
    return answer(RefusedRowList([RefusedRowView.of(one) for one in page.items], cursor(page.next)))
