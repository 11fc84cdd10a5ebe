"""A process that dies while it composes an answer: nothing was promised, and nothing is left."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from application.jobs.ports import JobQueue
from e2e.harbour import OPENING, WHEN, opened, said
from entrypoints.composition.schema import Schema
from entrypoints.settings import Settings
from entrypoints.testing import Portico
from entrypoints.testing.harness import MEMORY

DURABLE = ["sqlite", pytest.param("postgres", marks=pytest.mark.service)]
ROOT = Path(__file__).parents[3]
DYING = """
import os, signal, sys
from dataclasses import replace
from entrypoints.testing import Portico
from entrypoints.testing.harness import MEMORY

class Dying:
    name, at_once = "dying", True

    def write(self, brief):
        os.kill(os.getpid(), signal.SIGKILL)
        yield ""

database, search, conversation, key, question = sys.argv[1:]
settings = replace(MEMORY, database_url=database, events_url="database:", search_url=search)
portico = Portico.start(settings=settings, writer=Dying())
path = f"/api/v1/conversations/{conversation}/messages"
portico.client.post(path, json={"content": question}, headers={"Idempotency-Key": key})
"""


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    search = f"file:{tmp_path / 'index'}"
    return replace(MEMORY, database_url=database_url, events_url="database:", search_url=search)


@pytest.fixture
def portico(settings: Settings) -> Iterator[Portico]:
    portico = Portico.start(settings=settings)
    yield portico
    portico.container.get(Schema).let_go()


@pytest.mark.parametrize("database_url", DURABLE, indirect=True)
def test_it_leaves_nothing_and_the_same_key_is_answered_once(
    portico: Portico, settings: Settings
) -> None:
    _, conversation = opened(portico)
    asking = [settings.database_url, settings.search_url, conversation, "k", WHEN]
    died = subprocess.run(
        [sys.executable, "-c", DYING, *asking],
        cwd=ROOT,
        env={"PYTHONPATH": f"{ROOT / 'src'}"},
        capture_output=True,
        check=False,
    )
    assert (died.returncode, died.stderr) == (-signal.SIGKILL, b"")
    assert said(portico, conversation) == []
    assert portico.container.get(JobQueue).waiting() == {}
    path = f"/api/v1/conversations/{conversation}/messages"
    ask = {"json": {"content": WHEN}, "headers": {"Idempotency-Key": "k"}}
    answers = [portico.client.post(path, **ask) for _ in range(2)]
    assert [one.status_code for one in answers] == [201, 201]
    assert answers[0].get_json() == answers[1].get_json() == said(portico, conversation)[-1]
    assert answers[0].get_json()["content"] == f"{OPENING} [1]"
    assert len(said(portico, conversation)) == 2
