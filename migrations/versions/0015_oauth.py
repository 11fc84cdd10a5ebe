"""Programs that people let act for them: clients, codes, and sessions that were lent."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
LENT = (
    ("client_id", sa.Uuid()),
    ("organisation_id", sa.Uuid()),
    ("scope", sa.String(length=10)),
)


def upgrade() -> None:
    op.create_table(
        "oauth_clients",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("scope", sa.String(length=10), nullable=False),
        sa.Column("redirect_uris", sa.JSON(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_oauth_clients")),
    )
    op.create_index(
        "ix_oauth_clients_organisation_id_id", "oauth_clients", ["organisation_id", "id"]
    )
    op.create_table(
        "authorization_codes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.String(length=10), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("own_session_id", sa.Uuid(), nullable=False),
        sa.Column("redirect_uri", sa.Text(), nullable=False),
        sa.Column("challenge", sa.String(length=43), nullable=False),
        sa.Column("issued_at", MOMENT, nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["client_id"],
            ["oauth_clients.id"],
            name=op.f("fk_authorization_codes_client_id_oauth_clients"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["accounts.id"],
            name=op.f("fk_authorization_codes_user_id_accounts"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authorization_codes")),
    )
    op.create_index("ix_authorization_codes_client_id", "authorization_codes", ["client_id"])
    op.create_index("ix_authorization_codes_issued_at", "authorization_codes", ["issued_at"])
    with op.batch_alter_table("sessions") as table:
        for name, kind in LENT:
            table.add_column(sa.Column(name, kind, nullable=True))
        table.create_foreign_key(
            op.f("fk_sessions_client_id_oauth_clients"),
            "oauth_clients",
            ["client_id"],
            ["id"],
            ondelete="CASCADE",
        )
        table.create_index("ix_sessions_client_id", ["client_id"])


def downgrade() -> None:
    op.execute("DELETE FROM sessions WHERE client_id IS NOT NULL")
    with op.batch_alter_table("sessions") as table:
        table.drop_index("ix_sessions_client_id")
        table.drop_constraint(op.f("fk_sessions_client_id_oauth_clients"), type_="foreignkey")
        for name, _ in LENT:
            table.drop_column(name)
    op.drop_table("authorization_codes")
    op.drop_table("oauth_clients")
