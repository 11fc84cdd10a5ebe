"""Sources as rows, and rows as sources."""

from base64 import b64decode, b64encode
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from domain.events.limits.policy import Policy
from domain.events.sources.kind import SourceKind
from domain.events.sources.source import Source, SourceId, SourceSecret
from domain.ids import OrganisationId, UserId


def to_row(source: Source) -> dict[str, Any]:
    return {
        "id": source.id,
        "organisation_id": source.organisation_id,
        "made_by": source.made_by,
        "name": source.name,
        "kind": source.kind.value,
        "event_type": source.event_type,
        "per_second": source.rate.per_second if source.rate else None,
        "burst": source.rate.burst if source.rate else None,
        "public_keys": list(source.public_keys),
        "secrets": [_secret_row(one) for one in source.secrets],
        "version": source.version,
        "created_at": source.created_at,
        "removed_at": source.removed_at,
    }


def to_source(row: Row[Any]) -> Source:
    return Source(
        id=SourceId(row.id),
        organisation_id=OrganisationId(row.organisation_id),
        made_by=UserId(row.made_by),
        name=row.name,
        kind=SourceKind(row.kind),
        event_type=row.event_type,
        rate=None if row.per_second is None else Policy(row.per_second, row.burst),
        public_keys=tuple(row.public_keys),
        secrets=tuple(_secret(one) for one in row.secrets),
        version=row.version,
        created_at=row.created_at,
        removed_at=row.removed_at,
    )


def _secret_row(secret: SourceSecret) -> dict[str, str | None]:
    return {
        "sealed": b64encode(secret.sealed).decode(),
        "made_at": secret.made_at.isoformat(),
        "ends_at": secret.ends_at.isoformat() if secret.ends_at else None,
    }


def _secret(row: dict[str, Any]) -> SourceSecret:
    ends = row["ends_at"]
    return SourceSecret(
        b64decode(row["sealed"]),
        datetime.fromisoformat(row["made_at"]),
        datetime.fromisoformat(ends) if ends else None,
    )
