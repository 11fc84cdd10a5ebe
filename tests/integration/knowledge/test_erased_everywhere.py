"""A word of a deleted document, looked for in every table and every file of the index.

Pages that a database has freed and not written over yet are the database's own affair.
"""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from sqlalchemy import create_engine, inspect, text

from e2e.harbour import EVENT_STREAM, LAMP, OPENING, asked
from e2e.streams import frames, parsed
from entrypoints.composition.schema import Schema
from entrypoints.settings import Settings
from entrypoints.testing import Dies, Portico, ScriptedWriter

CANARY = "Quillfjord"
"""No stemmer shortens it, so that its term is the word."""
SECRET = f"The harbour master is called {CANARY}."
WHO = "What is the harbour master called?"
TOLD = [f"{SECRET} [1] "]


@pytest.fixture
def writer() -> ScriptedWriter:
    return ScriptedWriter(TOLD)


@pytest.fixture
def portico(settings: Settings, writer: ScriptedWriter) -> Iterator[Portico]:
    opened = Portico.start(settings=replace(settings, search_url="file:"), writer=writer)
    yield opened
    opened.container.get(Schema).let_go()


def held(portico: Portico, settings: Settings) -> set[str]:
    """Return the tables, and the files of the index, that hold the word."""
    return {*in_tables(settings.database_url), *in_index(settings.home / "index")}


def in_tables(url: str) -> Iterator[str]:
    engine = create_engine(url)
    with closing(engine.connect()) as connection:
        for table in inspect(engine).get_table_names():
            rows = connection.execute(text(f'SELECT * FROM "{table}"')).all()
            if any(says(cell) for row in rows for cell in row):
                yield table
    engine.dispose()


def in_index(folder: Path) -> Iterator[str]:
    for file in sorted(one for one in folder.rglob("*") if one.is_file()):
        if file.suffix in {".db", ".sqlite"}:
            yield from (f"{file.name}: {name}" for name in in_manifest(file))
        elif not file.name.endswith(("-wal", "-shm")) and says(file.read_bytes()):
            yield file.suffix


def in_manifest(file: Path) -> Iterator[str]:
    with closing(sqlite3.connect(file)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (name,) in names:
            rows = connection.execute(f'SELECT * FROM "{name}"').fetchall()
            if any(says(cell) for row in rows for cell in row):
                yield str(name)


def says(cell: Any) -> bool:
    shown = bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell).encode()
    return CANARY.lower().encode() in shown.lower()


def content(portico: Portico, conversation: str) -> str:
    path = f"/api/v1/conversations/{conversation}/messages"
    return str(portico.client.get(path).get_json()["items"][-1]["content"])


def test_no_table_and_no_file_holds_a_word_of_it(
    portico: Portico, settings: Settings, writer: ScriptedWriter
) -> None:
    portico.add("Lamps", f"{LAMP} {OPENING}")
    document = portico.add("Harbour", SECRET)["id"]
    talk = portico.converse(document)
    assert portico.ask(WHO, talk)["answer_status"] == "answered"
    assert portico.client.post("/api/v1/search", json={"query": WHO}).status_code == 200
    before = held(portico, settings)
    rows = {"messages", "citations", "run_events", "passages", "document_pages"}
    assert before >= {*rows, "document_contents"}
    assert any(name.startswith("vectors.db: ") for name in before)

    portico.client.delete(f"/api/v1/documents/{document}")
    portico.work()

    assert held(portico, settings) == set()
    assert content(portico, talk) == "[…] [1]"
    left = portico.client.get(f"/api/v1/documents/{document}/erasure").get_json()
    assert left["purged_at"] is not None


def test_a_page_that_imitates_markers_is_erased_from_answers_too(settings: Settings) -> None:
    portico = Portico.start(settings=replace(settings, search_url="file:"))
    portico.add("Lamps", f"{LAMP} {OPENING}")
    imitating = f"The harbour master is called {CANARY} [\u00ad2] by everybody here."
    document = portico.add("Harbour", imitating)["id"]
    talk = portico.converse(document)
    assert CANARY in portico.ask(WHO, talk)["content"]

    portico.client.delete(f"/api/v1/documents/{document}")
    portico.work()

    assert held(portico, settings) == set()
    assert content(portico, talk) == "[…] [1]"
    portico.container.get(Schema).let_go()


@pytest.mark.parametrize("ending", ["stopped", "failed"])
def test_an_answer_that_ends_after_its_document_was_deleted_keeps_no_word(
    settings: Settings, ending: str
) -> None:
    stalled = Event()
    writer = ScriptedWriter([*TOLD, "And", stalled, Dies])
    held_long = replace(settings, lease_seconds=60)  # else a slow moment gives the run to another
    portico = Portico.start(settings=held_long, writer=writer, threads=True)
    document = portico.add("Harbour", SECRET)["id"]
    talk = portico.converse(document)
    stream = frames(asked(portico, talk, WHO, **EVENT_STREAM))
    told = [parsed(next(stream)) for _ in range(4)]
    assert told[-1].kind == "citation"
    portico.client.delete(f"/api/v1/documents/{document}")
    portico.work()
    assert "run_events" in held(portico, settings)

    if ending == "stopped":
        run = told[0].data["run_id"]
        assert portico.client.post(f"/api/v1/runs/{run}/stop").status_code == 202
    stalled.set()
    list(stream)
    portico.container.get(Executor).shutdown()

    assert held(portico, settings) == set()
    portico.container.get(Schema).let_go()
