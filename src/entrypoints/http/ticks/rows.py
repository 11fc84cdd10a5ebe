"""Ranges as rows, for who asks for text/csv or application/x-ndjson."""

import csv
from io import StringIO
from typing import Final

import msgspec
from flask import Response, request

from entrypoints.http.answer import Answer, answer
from entrypoints.http.ticks.views import RangesView, RangeView

JSON, CSV, LINES = "application/json", "text/csv", "application/x-ndjson"
COVERAGE, CURSOR = "Portico-Coverage", "Portico-Next-Cursor"
HEADERS: Final = {
    COVERAGE: "With rows: `complete` or `partial`; JSON says what is missing.",
    CURSOR: "With rows: where the next page begins; left out at the end.",
}


def as_asked(shown: RangesView) -> Response:
    """Return JSON, or rows with what stands beside them in headers."""
    kind = request.accept_mimetypes.best_match([JSON, CSV, LINES], JSON)
    if kind == JSON:
        return answer(shown, headers={"Vary": "Accept"})
    rows = _csv(shown.items) if kind == CSV else _lines(shown.items)
    beside = {"Vary": "Accept", COVERAGE: shown.coverage.state}
    if shown.next_cursor is not None:
        beside[CURSOR] = shown.next_cursor
    return Answer(rows, 200, beside, f"{kind}; charset=utf-8" if kind == CSV else kind)


def _lines(items: list[RangeView]) -> bytes:
    return b"".join(msgspec.json.encode(one) + b"\n" for one in items)


def _csv(items: list[RangeView]) -> bytes:
    """Write RFC 4180: a line of names, then one for each range."""
    file = StringIO()
    rows = csv.DictWriter(file, [one.name for one in msgspec.structs.fields(RangeView)])
    rows.writeheader()
    rows.writerows(msgspec.to_builtins(one) for one in items)
    return file.getvalue().encode()
