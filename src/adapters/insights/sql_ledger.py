"""Changed cells and refused rows of imports, as a transaction writes them down."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, insert

from adapters.insights.import_tables import insight_changes, insight_refused_rows
from application.service import service
from domain.insights.ids import ImportId
from domain.insights.interpretation import VERSION
from domain.insights.rows import Change, Refused


@service
class SqlLedger:
    connection: Connection

    def change(self, by: ImportId, first: int, changes: Sequence[Change]) -> None:
        kept = {"import_id": by, "version": VERSION}
        numbered = enumerate(changes, start=first)
        rows = [{**kept, "number": number, **one._asdict()} for number, one in numbered]
        if rows:
            self.connection.execute(insert(insight_changes), rows)

    def refuse(self, by: ImportId, first: int, refused: Sequence[Refused]) -> None:
        numbered = enumerate(refused, start=first)
        rows = [{"import_id": by, "number": number, **_refused(one)} for number, one in numbered]
        if rows:
            self.connection.execute(insert(insight_refused_rows), rows)


def _refused(one: Refused) -> dict[str, Any]:
    return {
        "sheet": one.sheet,
        "row": one.row,
        "column": one.column,
        "value": one.value,
        "reason": one.reason,
        "detail": one.detail,
    }
