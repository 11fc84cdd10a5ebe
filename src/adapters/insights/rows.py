"""Imports as rows, and rows as imports."""

from typing import Any

import msgspec
from sqlalchemy import Row

from domain.ids import OrganisationId, UserId
from domain.insights.columns import Asked
from domain.insights.ids import ImportId
from domain.insights.imported import Import, ImportFailure, ImportState
from domain.insights.plan import Counts, Plan
from domain.principal import Principal


def to_row(one: Import) -> dict[str, Any]:
    return {
        "id": one.id,
        "organisation_id": one.organisation_id,
        "asked_by": one.asked_by,
        "name": one.name,
        "digest": one.digest,
        "size": one.size,
        "state": one.state.value,
        "asked": msgspec.to_builtins(
            {
                "asked": one.asked,
                "choices": one.choices,
                "dry_run": one.dry_run,
                "wanted_by": one.wanted_by,
            }
        ),
        "plan": msgspec.to_builtins(
            {
                "plan": one.plan,
                "counts": one.counts,
                "failure": one.failure,
                "lines_kept": one.lines_kept,
            }
        ),
        "read": one.counts.read,
        "loaded": one.counts.loaded,
        "refused": one.counts.refused,
        "snapshot": one.snapshot,
        "created_at": one.created_at,
        "applied_at": one.applied_at,
        "reversed_at": one.reversed_at,
    }


def to_import(row: Row[Any]) -> Import:
    return Import(
        id=ImportId(row.id),
        organisation_id=OrganisationId(row.organisation_id),
        asked_by=UserId(row.asked_by),
        name=row.name,
        digest=row.digest,
        size=row.size,
        asked=msgspec.convert(row.asked["asked"], Asked),
        choices=row.asked["choices"],
        dry_run=row.asked.get("dry_run", False),
        plan=msgspec.convert(row.plan["plan"], Plan),
        counts=msgspec.convert(row.plan["counts"], Counts),
        created_at=row.created_at,
        state=ImportState(row.state),
        snapshot=row.snapshot,
        applied_at=row.applied_at,
        reversed_at=row.reversed_at,
        failure=msgspec.convert(row.plan.get("failure"), ImportFailure | None),
        lines_kept=row.plan.get("lines_kept", False),
        wanted_by=msgspec.convert(row.asked.get("wanted_by"), Principal | None),
    )
