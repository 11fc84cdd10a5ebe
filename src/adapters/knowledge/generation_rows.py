"""Generations of the index as rows, and back."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import Row, null

from application.knowledge.generations.repository import Gap
from domain.ids import DocumentId, OrganisationId
from domain.knowledge.cutting import Cut
from domain.knowledge.generation import Generation, GenerationId, GenerationState
from domain.knowledge.quality import GoldenQuery, Recall, Verdict


def generation_row(generation: Generation) -> dict[str, Any]:
    verdict = generation.verdict
    return {
        "id": generation.id,
        "number": generation.number,
        "embedder": generation.embedder,
        "cut": str(generation.cut),
        "state": generation.state.value,
        "verdict": null() if verdict is None else asdict(verdict),
        "failure": generation.failure,
        "forced": generation.forced,
        "created_at": generation.created_at,
        "updated_at": generation.updated_at,
    }


def to_generation(row: Any) -> Generation:
    return Generation(
        id=GenerationId(row.id),
        number=row.number,
        embedder=row.embedder,
        cut=Cut.parse(row.cut),
        state=GenerationState(row.state),
        created_at=row.created_at,
        updated_at=row.updated_at,
        verdict=_to_verdict(row.verdict) if row.verdict else None,
        failure=row.failure,
        forced=row.forced,
    )


def _to_verdict(kept: dict[str, Any]) -> Verdict:
    before, after = Recall(**kept["before"]), Recall(**kept["after"])
    return Verdict(kept["queries"], before, after, kept.get("held", 1.0))


def to_gap(row: Row[Any]) -> Gap:
    return Gap(
        GenerationId(row.generation_id),
        OrganisationId(row.organisation_id),
        DocumentId(row.document_id),
        row.version,
        row.tries,
        row.failure,
    )


def golden_row(position: int, golden: GoldenQuery) -> dict[str, Any]:
    return {**asdict(golden), "position": position}


def to_golden(row: Row[Any]) -> GoldenQuery:
    return GoldenQuery(OrganisationId(row.organisation_id), row.query, DocumentId(row.document_id))
