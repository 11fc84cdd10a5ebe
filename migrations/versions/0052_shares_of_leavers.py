"""What somebody passed on as one of a group that they had left by then is taken back, and told.

Since then it goes when they leave; what had been left behind stayed until the group lost somebody else.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from alembic import op

from domain.access import Level
from domain.permissions.access.audit import NOTHING_BEFORE, AuditEntry, Deed

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None

LEFT_BEHIND = sa.text("""
SELECT g.id, g.organisation_id FROM grants g JOIN grants s ON s.id = g.through
WHERE s.subject_kind IN ('department', 'organisation') AND (
    NOT EXISTS (
        SELECT 1 FROM memberships m
        WHERE m.organisation_id = g.organisation_id AND m.person_id = g.given_by
    ) OR s.subject_kind = 'department' AND NOT EXISTS (
        SELECT 1 FROM grants r JOIN scope_paths d ON d.descendant = r.scope_id
        JOIN scopes p ON p.id = r.scope_id
        WHERE r.subject_id = g.given_by AND r.reason = 'role' AND p.kind = 'department'
        AND p.organisation_id = g.organisation_id AND d.ancestor = s.subject_id
    )
)
""").columns(id=sa.Uuid, organisation_id=sa.Uuid)
grants = sa.table(
    "grants",
    *(sa.column(name, sa.Uuid) for name in ("id", "organisation_id", "scope_id", "subject_id")),
    *(sa.column("subject_kind", sa.String), sa.column("level", sa.Integer)),
    *(sa.column("expires_at", sa.DateTime(timezone=True)), sa.column("through", sa.Uuid)),
)
organisations = sa.table("organisations", sa.column("id", sa.Uuid), sa.column("access_version"))
audit = sa.table(
    "audit_entries",
    *(sa.column("chain", sa.Uuid), sa.column("number", sa.BigInteger)),
    *(sa.column("at", sa.DateTime(timezone=True)), sa.column("actor_id", sa.Uuid)),
    *(sa.column("action", sa.String), sa.column("target", sa.Uuid), sa.column("facts", sa.JSON)),
    *(sa.column("previous", sa.String), sa.column("hash", sa.String)),
)


def upgrade() -> None:
    left = op.get_bind().execute(LEFT_BEHIND).all()
    for organisation in sorted({one.organisation_id for one in left}):
        _take_back(organisation, [one.id for one in left if one.organisation_id == organisation])


def downgrade() -> None:
    """What was taken back stays so: whoever gave it had no right to it any more."""


def _take_back(organisation: UUID, ids: Sequence[UUID]) -> None:
    connection, gone = op.get_bind(), list(ids)
    counted = sa.update(organisations).where(organisations.c.id == organisation)
    connection.execute(counted.values(access_version=organisations.c.access_version + 1))
    while gone:
        for one in gone:
            held = connection.execute(sa.select(grants).where(grants.c.id == one)).one_or_none()
            if held is not None:
                connection.execute(sa.delete(grants).where(grants.c.id == one))
                _tell(organisation, held)
        passed_on = sa.select(grants.c.id).where(grants.c.through.in_(gone))
        gone = list(connection.scalars(passed_on.order_by(grants.c.id)))


def _tell(organisation: UUID, gone: Any) -> None:
    connection = op.get_bind()
    chain = sa.select(audit.c.number, audit.c.hash).where(audit.c.chain == organisation)
    last = connection.execute(chain.order_by(audit.c.number.desc()).limit(1)).one_or_none()
    facts = {
        "grant": str(gone.id),
        "subject": f"{gone.subject_kind}:{gone.subject_id}",
        "level": Level(gone.level).word,
        "expires_at": None if gone.expires_at is None else _in_utc(gone.expires_at).isoformat(),
    }
    deed = Deed(organisation, datetime.now(UTC), None, "share.lapse", gone.scope_id, facts)
    before = None if last is None else AuditEntry(last.number, deed, NOTHING_BEFORE, last.hash)
    entry = AuditEntry.after(before, deed)
    row = {
        "chain": organisation, "number": entry.number, "at": deed.at, "actor_id": None,
        "action": deed.action, "target": deed.target, "facts": facts,
        "previous": entry.previous, "hash": entry.hash,
    }  # fmt: skip
    connection.execute(sa.insert(audit).values(row))


def _in_utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
