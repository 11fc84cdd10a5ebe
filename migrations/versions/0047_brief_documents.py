"""Which documents the words of briefs were told of, to find those words by.

Words of documents that are gone by now go, and so do those of briefs in answers that were kept for an
`Idempotency-Key`.
"""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0047"
down_revision = "0045"
branch_labels = None
depends_on = None

TABLE = "brief_documents"
AT_ONCE = 200
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
writings = sa.table(
    "brief_writings",
    sa.column("id", sa.Uuid),
    sa.column("organisation_id", sa.Uuid),
    sa.column("content", JSON),
    sa.column("trace", JSON),
)
documents = sa.table("documents", sa.column("id", sa.Uuid), sa.column("deleted_at"))
keys = sa.table("idempotency_keys", sa.column("headers", JSON), sa.column("body", sa.LargeBinary))
BRIEF = "%/api/v1/campaign-briefs/%"


def upgrade() -> None:
    table = op.create_table(
        TABLE,
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("writing_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["writing_id"],
            ["brief_writings.id"],
            name=op.f("fk_brief_documents_writing_id_brief_writings"),
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "document_id", "writing_id", name=op.f("pk_brief_documents")
        ),
    )
    for one, told in _with_words():
        if told <= _standing(told):
            row = {"organisation_id": one.organisation_id, "writing_id": one.id}
            op.bulk_insert(table, [{**row, "document_id": document} for document in told])
        else:
            _withdraw(one)
    its = sa.cast(keys.c.headers, sa.Text).like(BRIEF)
    op.execute(sa.update(keys).where(its, keys.c.body.is_not(None)).values(body=b""))


def downgrade() -> None:
    op.drop_table(TABLE)


def _with_words() -> Iterator[tuple[Any, set[UUID]]]:
    """Yield the writings that have words of documents, with those documents."""
    after, some = UUID(int=0), sa.select(writings).order_by(writings.c.id).limit(AT_ONCE)
    while rows := op.get_bind().execute(some.where(writings.c.id > after)).all():
        after = rows[-1].id
        for one in rows:
            facts = [fact for call in one.trace["tools"] for fact in call["facts"]]
            told = {UUID(cited[0]) for _, text, *places in facts if text for cited in places}
            if told:
                yield one, told


def _standing(ids: set[UUID]) -> set[UUID]:
    held = sa.select(documents.c.id).where(
        documents.c.id.in_(ids), documents.c.deleted_at.is_(None)
    )
    return set(op.get_bind().scalars(held))


def _withdraw(one: Any) -> None:
    nothing = {"caption": "", "hook_ideas": [], "hashtags": [], "cta": "", "sources": {}}
    tools = [
        {**call, "facts": [[fact[0], "", *fact[2:]] for fact in call["facts"]]}
        for call in one.trace["tools"]
    ]
    left = {"content": {**one.content, **nothing}, "trace": {**one.trace, "tools": tools}}
    op.execute(sa.update(writings).where(writings.c.id == one.id).values(left))
