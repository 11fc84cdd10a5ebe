"""Organisations, their people, their tree of scopes, grants on it, and the audit of changes."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0010"
down_revision = "0007"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
MOMENT = sa.DateTime(timezone=True)
LOCAL_PERSON = UUID("018f0000-0000-7000-8000-000000000001")
LOCAL_ORGANISATION = UUID("018f0000-0000-7000-8000-000000000002")
"""Who acted, and for whom, before people could sign in."""
LOCAL_ROLE = UUID("018f0000-0000-7000-8000-000000000003")
MANAGE, ADMINISTER, AT_ONCE = 3, 4, 1_000


def upgrade() -> None:
    op.create_table(
        "organisations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("access_version", sa.BigInteger(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisations")),
    )
    op.create_table(
        "memberships",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("joined_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", "person_id", name=op.f("pk_memberships")),
    )
    op.create_index("ix_memberships_person_id", "memberships", ["person_id"])
    _create_tree()
    _create_grants()
    op.create_table(
        "audit_entries",
        sa.Column("chain", sa.Uuid(), nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("target", sa.Uuid(), nullable=False),
        sa.Column("facts", JSON, nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("chain", "number", name=op.f("pk_audit_entries")),
    )
    _keep_what_there_is(op.get_bind(), datetime.now(UTC))


def _create_tree() -> None:
    op.create_table(
        "scopes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("inherits", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=True),
        sa.Column("depth", sa.SmallInteger(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scopes")),
    )
    op.create_index(
        "ix_scopes_organisation_id_kind_id", "scopes", ["organisation_id", "kind", "id"]
    )
    op.create_index("ix_scopes_parent_id", "scopes", ["parent_id"])
    restricted = sa.text("NOT inherits")
    op.create_index(
        "ix_scopes_restricted",
        "scopes",
        ["organisation_id", "kind"],
        sqlite_where=restricted,
        postgresql_where=restricted,
    )
    op.create_table(
        "scope_paths",
        sa.Column("descendant", sa.Uuid(), nullable=False),
        sa.Column("ancestor", sa.Uuid(), nullable=False),
        sa.Column("distance", sa.SmallInteger(), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("descendant", "ancestor", name=op.f("pk_scope_paths")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_scope_paths_ancestor_descendant", "scope_paths", ["ancestor", "descendant"])


def _create_grants() -> None:
    op.create_table(
        "grants",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("scope_id", sa.Uuid(), nullable=False),
        sa.Column("subject_kind", sa.String(length=20), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("expires_at", MOMENT, nullable=True),
        sa.Column("given_by", sa.Uuid(), nullable=False),
        sa.Column("through", sa.Uuid(), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grants")),
        sa.UniqueConstraint(
            "scope_id", "subject_id", "reason", name=op.f("uq_grants_scope_id_subject_id_reason")
        ),
    )
    op.create_index(
        "ix_grants_subject_id_reason_scope_id", "grants", ["subject_id", "reason", "scope_id"]
    )
    op.create_index("ix_grants_through", "grants", ["through"])
    groups = sa.text("subject_kind IN ('department', 'organisation')")
    op.create_index(
        "ix_grants_groups", "grants", ["scope_id"], sqlite_where=groups, postgresql_where=groups
    )


def downgrade() -> None:
    for table in ("audit_entries", "grants", "scope_paths", "scopes", "memberships"):
        op.drop_table(table)
    op.drop_table("organisations")


def _keep_what_there_is(connection: sa.Connection, now: datetime) -> None:
    """Found the local organisation, and hang every document and conversation of it in its tree."""
    _put(connection, "organisations", [{
        "id": LOCAL_ORGANISATION, "name": "Local", "access_version": 1, "created_at": now,
        "version": 1,
    }])  # fmt: skip
    _put(connection, "memberships", [{
        "organisation_id": LOCAL_ORGANISATION, "person_id": LOCAL_PERSON, "state": "active",
        "joined_at": now,
    }])  # fmt: skip
    _put(connection, "scopes", [_scope(LOCAL_ORGANISATION, "organisation", None, now)])
    _put(connection, "scope_paths", [_path(LOCAL_ORGANISATION, LOCAL_ORGANISATION)])
    role = _grant(LOCAL_ROLE, LOCAL_ORGANISATION, LOCAL_PERSON, now)
    _put(connection, "grants", [{**role, "level": ADMINISTER, "reason": "role"}])
    _hang(connection, "document", "documents", now)
    _hang(connection, "conversation", "conversations", now)


def _hang(connection: sa.Connection, kind: str, source: str, now: datetime) -> None:
    """Let each thing stand under the root and belong to its owner; conversations are private."""
    owned = sa.table(
        source, sa.column("id", sa.Uuid()), sa.column("owner_id", sa.Uuid()),
        sa.column("organisation_id", sa.Uuid()),
    )  # fmt: skip
    wanted = sa.select(owned.c.id, owned.c.owner_id).order_by(owned.c.id).limit(AT_ONCE)
    wanted = wanted.where(owned.c.organisation_id == LOCAL_ORGANISATION)
    found = connection.execute(wanted).all()
    while found:
        things = [_scope(row.id, kind, row.owner_id, now) for row in found]
        _put(connection, "scopes", things)
        _put(connection, "scope_paths", [_path(row.id, row.id) for row in found])
        _put(connection, "scope_paths", [
            {**_path(row.id, LOCAL_ORGANISATION), "distance": 1, "open": kind == "document"}
            for row in found
        ])  # fmt: skip
        _put(connection, "grants", [_grant(row.id, row.id, row.owner_id, now) for row in found])
        found = connection.execute(wanted.where(owned.c.id > found[-1].id)).all()


def _scope(id: UUID, kind: str, owner_id: UUID | None, now: datetime) -> dict[str, Any]:
    is_root = id == LOCAL_ORGANISATION
    return {
        "id": id, "organisation_id": LOCAL_ORGANISATION, "kind": kind,
        "parent_id": None if is_root else LOCAL_ORGANISATION,
        "inherits": kind != "conversation", "depth": 0 if is_root else 1,
        "owner_id": owner_id, "created_at": now, "version": 1,
    }  # fmt: skip


def _path(descendant: UUID, ancestor: UUID) -> dict[str, Any]:
    return {"descendant": descendant, "ancestor": ancestor, "distance": 0, "open": True}


def _grant(id: UUID, scope_id: UUID, person_id: UUID, now: datetime) -> dict[str, Any]:
    return {
        "id": id, "organisation_id": LOCAL_ORGANISATION, "scope_id": scope_id,
        "subject_kind": "person", "subject_id": person_id, "level": MANAGE, "reason": "owner",
        "given_by": person_id, "created_at": now,
    }  # fmt: skip


TYPES: dict[str, sa.types.TypeEngine[Any]] = {
    "created_at": MOMENT, "joined_at": MOMENT, "inherits": sa.Boolean(), "open": sa.Boolean(),
    **dict.fromkeys(
        ("id", "organisation_id", "person_id", "parent_id", "owner_id", "descendant",
         "ancestor", "scope_id", "subject_id", "given_by"), sa.Uuid(),
    ),
}  # fmt: skip


def _put(connection: sa.Connection, name: str, rows: list[dict[str, Any]]) -> None:
    columns = [sa.column(one, TYPES.get(one)) for one in rows[0]]
    connection.execute(sa.insert(sa.table(name, *columns)), rows)
