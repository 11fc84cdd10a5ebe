"""Two who ask in one conversation at once: one is answered, the other is told to wait."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier, Event

import pytest
from werkzeug.test import TestResponse

from e2e.harbour import OPENING, WHEN, opened, said
from e2e.problems import refused
from entrypoints.composition.schema import Schema
from entrypoints.testing import Portico, ScriptedWriter
from entrypoints.testing.harness import MEMORY

AT_ONCE = 4
ROUNDS = 5


@pytest.fixture
def released() -> Event:
    return Event()


@pytest.fixture
def portico(database_url: str, tmp_path: Path, released: Event) -> Iterator[Portico]:
    settings = replace(MEMORY, database_url=database_url, events_url="database:", home=tmp_path)
    writer = ScriptedWriter([f"{OPENING} [1] ", released])
    portico = Portico.start(settings=settings, writer=writer, threads=True)
    yield portico
    released.set()
    portico.container.get(Executor).shutdown()
    portico.container.get(Schema).let_go()


def post(portico: Portico, conversation: str, key: str) -> TestResponse:
    path = f"/api/v1/conversations/{conversation}/messages"
    headers = {"Accept": "text/event-stream", "Idempotency-Key": key}
    return portico.app.test_client().post(path, json={"content": WHEN}, headers=headers)


def at_once(portico: Portico, conversation: str, keys: list[str]) -> list[TestResponse]:
    barrier = Barrier(len(keys))

    def ask(key: str) -> TestResponse:
        barrier.wait()
        return post(portico, conversation, key)

    with ThreadPoolExecutor(len(keys)) as pool:
        return list(pool.map(ask, keys))


def test_one_is_answered_and_the_others_are_told_who_writes(portico: Portico) -> None:
    _, first = opened(portico)
    for number in range(ROUNDS):
        conversation = portico.converse() if number else first
        responses = at_once(portico, conversation, [f"{number}-{n}" for n in range(AT_ONCE)])
        assert Counter(one.status_code for one in responses) == {200: 1, 409: AT_ONCE - 1}
        (answered,) = [one for one in responses if one.status_code == 200]
        for busy in (one for one in responses if one.status_code == 409):
            problem = refused(busy, 409, "conversation_busy")
            run = problem["detail"].rpartition(" ")[2]
            assert busy.headers["Retry-After"] == "1"
            assert portico.client.post(f"/api/v1/runs/{run}/stop").status_code == 202
        assert b"run.stopped" in answered.get_data()


def test_the_same_key_at_once_is_one_question(portico: Portico, released: Event) -> None:
    _, conversation = opened(portico)
    responses = at_once(portico, conversation, ["k"] * AT_ONCE)
    released.set()
    told = {one.get_data() for one in responses}
    assert [one.status_code for one in responses] == [200] * AT_ONCE
    assert len(told) == 1
    assert len(said(portico, conversation)) == 2
