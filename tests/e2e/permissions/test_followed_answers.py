"""Who loses a conversation while its answer is written is told no more of it."""

from collections.abc import Iterator
from concurrent.futures import Executor
from itertools import islice
from threading import Event

import pytest

from domain.permissions.access.role import Role
from e2e.harbour import EVENT_STREAM, LAMP, OPENING, RULES, WHEN
from e2e.permissions.town import Person, Town, ok
from e2e.problems import refused
from e2e.streams import frames, parsed
from entrypoints.testing import Portico, ScriptedWriter


@pytest.fixture
def released() -> Event:
    return Event()


@pytest.fixture
def town(released: Event) -> Town:
    writer = ScriptedWriter([f"{OPENING} [1] The ", released, f"{LAMP[4:]} [1]"])
    return Town.founded(Portico.start(writer=writer, threads=True))


def test_a_share_that_is_taken_back_ends_the_stream(town: Town, released: Event) -> None:
    friend, conversation, grant = talked_over(town)
    run, rest = begun(friend, conversation)
    ok(town.ada.delete(f"/grants/{grant}"), 204)
    released.set()
    assert list(rest) == []
    refused(friend.get(f"/runs/{run}/events"), 404, "run_not_found")
    town.portico.container.get(Executor).shutdown()  # it is written to its end
    *_, answer = ok(town.ada.get(f"/conversations/{conversation}/messages"))["items"]
    assert answer["answer_status"] == "answered"


def test_somebody_suspended_reads_no_further(town: Town, released: Event) -> None:
    friend, conversation, _ = talked_over(town)
    _, rest = begun(friend, conversation)
    ok(town.ada.put(f"{town.path}/members/{friend.id}/suspension"), 204)
    released.set()
    assert list(rest) == []


def test_whoever_keeps_it_reads_on(town: Town, released: Event) -> None:
    friend, conversation, _ = talked_over(town)
    _, rest = begun(friend, conversation)
    released.set()
    assert "message.completed" in [parsed(frame).kind for frame in rest]


def talked_over(town: Town) -> tuple[Person, str, str]:
    """Return somebody, a conversation they may write in, and the grant that lets them."""
    friend = town.member(Role.VIEWER)
    document = ok(town.ada.post("/documents", {"title": "Harbour rules", "text": RULES}))["id"]
    town.portico.work()
    town.share(town.ada, document, friend, "view")
    conversation = ok(town.ada.post("/conversations", {"document_ids": [document]}))["id"]
    return friend, conversation, town.share(town.ada, conversation, friend, "edit")["id"]


def begun(by: Person, conversation: str) -> tuple[str, Iterator[str]]:
    """Ask, and read what comes before the model stops; return the run and what follows."""
    path = f"/conversations/{conversation}/messages"
    stream = frames(by.post(path, {"content": WHEN}, **EVENT_STREAM))
    before = list(islice(stream, 4))
    return parsed(before[0]).data["run_id"], stream
