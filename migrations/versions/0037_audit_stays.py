"""What the audit says is neither changed nor taken away by anybody who keeps to SQL's rows."""

from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

TABLE, SAYS = "audit_entries", "entries of the audit are added, and stay as they are"
CHANGES = ("update", "delete")


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE FUNCTION {TABLE}_stay() RETURNS trigger LANGUAGE plpgsql AS"
            f" $$ BEGIN RAISE EXCEPTION '{SAYS}' USING ERRCODE = 'integrity_constraint_violation';"
            " END $$"
        )
    for change in CHANGES:
        op.execute(_trigger(change, op.get_bind().dialect.name))


def downgrade() -> None:
    on = f" ON {TABLE}" if op.get_bind().dialect.name == "postgresql" else ""
    for change in CHANGES:
        op.execute(f"DROP TRIGGER {TABLE}_{change}{on}")
    if on:
        op.execute(f"DROP FUNCTION {TABLE}_stay()")


def _trigger(change: str, dialect: str) -> str:
    does = f"BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
    if dialect == "postgresql":
        does = f"EXECUTE FUNCTION {TABLE}_stay()"
    return f"CREATE TRIGGER {TABLE}_{change} BEFORE {change} ON {TABLE} FOR EACH ROW {does}"
