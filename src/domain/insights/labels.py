"""What rows say of a customer or a month, as one who decides between them reads it."""

from hashlib import blake2b

from domain.insights.decision import LONGEST_CHOICE, REFUSE
from domain.insights.rows import CustomerRow, ProductRow

BLANK, BETWEEN = "-", " / "
DIGEST = 4
"""Bytes that tell two long labels with one beginning apart."""


def label_of(row: CustomerRow | ProductRow) -> str:
    """Return what the row says of its key; rows that say different things have different ones.

    Who opted out by one row did so whatever others say: there is nothing to decide.
    """
    if isinstance(row, CustomerRow):
        parts = map(_part, (row.occupation, row.type))
        return _short(BETWEEN.join(f'"{one}"' if BETWEEN in one else one for one in parts))
    return _short(_part(row.product))


def product_of(label: str) -> str:
    """Return the product of which a row of a month has the label."""
    return label[1:-1] if label.startswith('"') else label


def _part(said: str | None) -> str:
    """Return it in quotes where it would read as something else."""
    if said is None:
        return BLANK
    return f'"{said}"' if said in {BLANK, REFUSE} or said.startswith('"') else said


def _short(label: str) -> str:
    if len(label) <= LONGEST_CHOICE:
        return label
    end = f"\u2026 {blake2b(label.encode(), digest_size=DIGEST).hexdigest()}"
    return label[: LONGEST_CHOICE - len(end)] + end
