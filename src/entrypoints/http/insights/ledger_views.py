"""How changed cells and refused rows look."""

from __future__ import annotations

import msgspec

from domain.insights.ledger import Kept, KeptRefusal


class CellChangeView(msgspec.Struct):
    """A cell that is held otherwise than it was written; `rule` and its `version` say why.

    By the rule `replaces`, `before` is what was held and `after` what is in its place.
    """

    number: int
    sheet: str
    row: int
    column: str
    before: str
    after: str
    rule: str
    version: int

    @classmethod
    def of(cls, one: Kept) -> CellChangeView:
        return cls(one.number, *one.change, one.version)


class CellChangeList(msgspec.Struct):
    items: list[CellChangeView]
    next_cursor: str | None


class RefusedRowView(msgspec.Struct):
    """A row that was not taken in, because of what stands in `column`."""

    number: int
    sheet: str
    row: int
    column: str
    value: str
    reason: str
    detail: str

    @classmethod
    def of(cls, one: KeptRefusal) -> RefusedRowView:
        no = one.refused
        return cls(one.number, no.sheet, no.row, no.column, no.value, no.reason, no.detail)


class RefusedRowList(msgspec.Struct):
    items: list[RefusedRowView]
    next_cursor: str | None
