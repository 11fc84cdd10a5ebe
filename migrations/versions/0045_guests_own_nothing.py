"""What guests put in belongs to the organisation: nothing is owned by a link.

Links that are gone are known from the audit, which tells of each that was given or rotated.
"""

from uuid import UUID

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0043"
branch_labels = None
depends_on = None

grants = sa.table(
    "grants", sa.column("id"), sa.column("subject_id", sa.Uuid), sa.column("reason", sa.String)
)
scopes = sa.table("scopes", sa.column("owner_id", sa.Uuid))
links = sa.table("guest_links", sa.column("id", sa.Uuid))
audit = sa.table("audit_entries", sa.column("action", sa.String), sa.column("facts", sa.JSON))


def upgrade() -> None:
    connection = op.get_bind()
    owned = sa.select(grants.c.subject_id).where(grants.c.reason == "owner").distinct()
    owners = set(connection.scalars(owned))
    for link in sorted(owners & (set(connection.scalars(sa.select(links.c.id))) | _given())):
        own = grants.c.reason == "owner", grants.c.subject_id == link
        connection.execute(sa.delete(grants).where(*own))
        nobodys = sa.update(scopes).where(scopes.c.owner_id == link)
        connection.execute(nobodys.values(owner_id=None))


def downgrade() -> None:
    """Who owned what is not known any more, and nothing asks for it."""


def _given() -> set[UUID]:
    told = sa.select(audit.c.facts).where(audit.c.action.in_(("link.issue", "link.rotate")))
    facts = list(op.get_bind().scalars(told))
    return {UUID(one[name]) for one in facts for name in ("link", "new") if name in one}
