"""A canary in an event: looked for in every table, line of the log, metric and answer."""

import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, inspect, text
from structlog.testing import capture_logs

from entrypoints.composition.schema import Schema
from entrypoints.settings import Settings
from entrypoints.testing import Portico
from entrypoints.testing.harness import MEMORY
from support.databases import fresh_sqlite

CANARIES = ("kim.quill@example.org", "912345678", "4111111111111111", "Kim.Quill")
DATA = {
    "text": "Write to kim.quill@example.org or call 0912 345 678.",
    "card": "4111 1111 1111 1111",
    "kim.quill@example.org": True,
    "nested": [{"user": "kim.quill", "domain": "example.org"}],
}
PERSON = {"key": "kim.quill@example.org", "subject": "+84912345678"}


@pytest.fixture
def portico(tmp_path: Path) -> Iterator[Portico]:
    settings: Settings = replace(
        MEMORY, database_url=fresh_sqlite(tmp_path), events_url="database:", home=tmp_path
    )
    opened = Portico.start(settings=settings)
    yield opened
    opened.container.get(Schema).let_go()


def event(id: str, kind: str = "chat", **more: Any) -> dict[str, Any]:
    return {"id": id, "source": "shop", "type": kind, "data": DATA, **PERSON, **more}


def shows(text_: str) -> list[str]:
    squeezed = text_.replace(" ", "").casefold()
    return [one for one in CANARIES if one.casefold() in squeezed]


def test_no_log_line_table_metric_or_answer_shows_whom_it_is_about(
    portico: Portico, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    document = event("d-1", "document.created") | {"data": {"title": "T", **DATA}}
    events = [
        event("e-1"),
        event("e-1", sequence=2),
        event("e-2", occurred_at="2999-01-01T00:00:00Z"),
        document,
        event("d-2", "document.created"),
        event("e-3", sequence=1),
    ]
    with capture_logs() as lines, caplog.at_level(logging.DEBUG):
        answers = [portico.client.post("/api/v1/events", json=events).get_data(as_text=True)]
        portico.work()
        answers += [
            portico.client.get(url).get_data(as_text=True)
            for url in (
                "/api/v1/events/shop/e-1",
                "/api/v1/events/shop/d-2",
                "/api/v1/events",
                "/api/v1/dead-letters",
                "/api/v1/streams",
                "/metrics",
            )
        ]
        [letter] = portico.client.get("/api/v1/dead-letters").get_json()["items"]
        detail = f"/api/v1/dead-letters/{letter['id']}"
        answers.append(portico.client.get(detail).get_data(as_text=True))
        answers.append(
            portico.client.post("/api/v1/search", json={"query": "write"}).get_data(as_text=True)
        )

    assert "[email]" in answers[-1]
    assert [shows(one) for one in answers] == [[]] * len(answers)
    assert [one["reason"] for one in lines if one["event"] == "event_failed"] == ["bad_document"]
    assert shows(json.dumps(lines, default=str)) == []
    assert shows(caplog.text) == []
    assert {name: found for name, rows in tables(tmp_path) if (found := shows(rows))} == {}


def tables(folder: Path) -> Iterator[tuple[str, str]]:
    engine = create_engine(f"sqlite:///{folder / 'portico.db'}")
    with engine.connect() as connection:
        for name in inspect(engine).get_table_names():
            rows = connection.execute(text(f'SELECT * FROM "{name}"')).all()
            yield name, str([tuple(row) for row in rows])
    engine.dispose()
