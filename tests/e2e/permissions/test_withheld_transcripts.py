"""A run's events are for who may view the documents that they name, however the run stands."""

from collections.abc import Iterator
from concurrent.futures import Executor
from itertools import islice
from threading import Event

import pytest

from domain.permissions.access.role import Role
from e2e.harbour import EVENT_STREAM, LAMP, OPENING, RULES, WHEN
from e2e.permissions.town import Town, ok
from e2e.problems import refused
from e2e.streams import events_of, frames, parsed
from entrypoints.testing import Dies, Portico, ScriptedWriter

COWS = "Cows eat grass. A ferry sails."
CITED, UNUSED = "Harbour rules", "Cows"


@pytest.fixture
def released() -> Event:
    return Event()


def test_a_run_that_failed_is_withheld() -> None:
    reader, path = told_to_the_end([f"{OPENING} [1] The ", Dies])
    assert [event.kind for event in events_of(reader.friend.get(path))][-1] == "run.failed"
    reader.loses(CITED)
    refused(reader.friend.get(path), 409, "transcript_withheld")


def test_a_document_that_was_found_alone_withholds_the_run() -> None:
    reader, path = told_to_the_end([], asking="Which moons does Jupiter have?")
    told = {event.kind: event.data for event in events_of(reader.friend.get(path))}
    hits = {hit["title"]: hit["used"] for hit in told["retrieval.completed"]["hits"]}
    assert hits == {CITED: False, UNUSED: False}  # so its message stands on neither
    assert told["message.completed"]["answer_status"] == "abstained"
    reader.loses(UNUSED)
    refused(reader.friend.get(path), 409, "transcript_withheld")


def test_a_run_that_goes_on_is_withheld(released: Event) -> None:
    reader, rest, path = begun(released)
    reader.loses(CITED)
    refused(reader.friend.get(path), 409, "transcript_withheld")
    refused(reader.friend.get(path, Last_Event_ID="3"), 409, "transcript_withheld")
    released.set()
    assert list(rest) == []
    reader.town.portico.container.get(Executor).shutdown()


def test_a_stream_that_was_taken_up_again_ends_too(released: Event) -> None:
    reader, _, path = begun(released)
    rest = frames(reader.friend.get(path, Last_Event_ID="3"))
    next(rest)
    reader.loses(CITED)
    released.set()
    assert list(rest) == []
    reader.town.portico.container.get(Executor).shutdown()


Script = list[str | Event | type[Dies]]


class Reader:
    """Somebody who may view two documents by a share of each, and asks both."""

    def __init__(self, town: Town) -> None:
        self.town, self.friend = town, town.member(Role.VIEWER)
        closed = {"kind": "folder", "name": "Closed", "inherits": False}
        folder = ok(town.ada.post("/resources", closed))["id"]
        self.shares = {}
        ids = []
        for title, text in ((CITED, RULES), (UNUSED, COWS)):
            body = {"title": title, "text": text, "folder_id": folder}
            ids.append(ok(town.ada.post("/documents", body))["id"])
            self.shares[title] = town.share(town.ada, ids[-1], self.friend, "view")["id"]
        town.portico.work()
        self.conversation = ok(town.ada.post("/conversations", {"document_ids": ids}))["id"]
        town.share(town.ada, self.conversation, self.friend, "edit")

    def asks(self, question: str = WHEN) -> Iterator[str]:
        path = f"/conversations/{self.conversation}/messages"
        return frames(self.friend.post(path, {"content": question}, **EVENT_STREAM))

    def loses(self, title: str) -> None:
        ok(self.town.ada.delete(f"/grants/{self.shares[title]}"), 204)


def told_to_the_end(script: Script, asking: str = WHEN) -> tuple[Reader, str]:
    reader = Reader(Town.founded(Portico.start(writer=ScriptedWriter(script))))
    return reader, events_path(next(reader.asks(asking)))


def begun(released: Event) -> tuple[Reader, Iterator[str], str]:
    """Ask, and read up to the first quote; return what follows, and where it is taken up."""
    script: Script = [f"{OPENING} [1] The ", released, f"{LAMP[4:]} [1]"]
    reader = Reader(Town.founded(Portico.start(writer=ScriptedWriter(script), threads=True)))
    stream = reader.asks()
    first, *_ = islice(stream, 4)
    return reader, stream, events_path(first)


def events_path(first: str) -> str:
    return f"/runs/{parsed(first).data['run_id']}/events"
