"""Answers are streamed while they are written, and a lost stream is taken up where it broke."""

from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from threading import Event
from time import sleep
from uuid import uuid4

import pytest
from injector import InstanceProvider

from domain.principal import Principal
from e2e.harbour import EVENT_STREAM, LAMP, OPENING, WHEN, asked, opened, said
from e2e.problems import refused
from e2e.streams import events_of, frames, parsed
from entrypoints.testing import Portico, ScriptedWriter
from support.people import EVE

ANSWER = [f"{OPENING} [1] ", f"{LAMP} [1]"]


@pytest.fixture
def talking() -> Portico:
    return Portico.start(writer=ScriptedWriter(ANSWER))


def test_events_come_in_order_and_are_numbered_from_one(talking: Portico) -> None:
    _, conversation = opened(talking)
    events = events_of(asked(talking, conversation, **EVENT_STREAM))
    assert [event.kind for event in events] == [
        "run.started", "retrieval.completed", "message.delta", "citation", "message.delta",
        "citation", "message.completed",
    ]  # fmt: skip
    assert [event.id for event in events] == list(range(1, 8))


def test_what_was_streamed_is_what_is_stored(talking: Portico) -> None:
    _, conversation = opened(talking)
    events = events_of(asked(talking, conversation, **EVENT_STREAM))
    stored = said(talking, conversation)[-1]
    deltas = [event.data["text"] for event in events if event.kind == "message.delta"]
    cited = [event.data for event in events if event.kind == "citation"]
    assert "".join(deltas) == stored["content"] == f"{OPENING} [1] {LAMP} [2]"
    assert [{**one, "withdrawn": False, "redacted": False} for one in cited] == stored["citations"]
    assert events[0].data["message_id"] == events[-1].data["message_id"] == stored["id"]
    assert events[1].data["query"] == stored["retrieval"]["query"] == WHEN
    assert events[-1].data["answer_status"] == stored["answer_status"]
    assert events[-1].data["citations"] == len(stored["citations"])


def test_what_was_found_is_told_without_its_text(talking: Portico) -> None:
    _, conversation = opened(talking)
    found = events_of(asked(talking, conversation, **EVENT_STREAM))[1].data
    (hit,) = found["hits"]
    assert hit["used"] is True
    assert "text" not in hit


def test_an_abstention_is_streamed_like_an_answer(portico: Portico) -> None:
    events = events_of(asked(portico, portico.converse(), **EVENT_STREAM))
    kinds = ["run.started", "retrieval.completed", "message.delta", "message.completed"]
    assert [event.kind for event in events] == kinds
    assert events[-1].data["answer_status"] == "abstained"


def test_a_stream_is_not_kept_by_anyone_on_the_way(talking: Portico) -> None:
    _, conversation = opened(talking)
    response = asked(talking, conversation, **EVENT_STREAM)
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Accel-Buffering"] == "no"


@pytest.mark.parametrize("last", range(9))
def test_a_lost_stream_goes_on_where_it_broke(talking: Portico, last: int) -> None:
    _, conversation = opened(talking)
    whole = list(frames(asked(talking, conversation, **EVENT_STREAM)))
    path = f"/api/v1/runs/{parsed(whole[0]).data['run_id']}/events"
    rest = list(frames(talking.client.get(path, headers={"Last-Event-ID": str(last)})))
    assert rest == whole[last:]


def test_the_answer_in_one_piece_says_where_its_events_are(talking: Portico) -> None:
    _, conversation = opened(talking)
    response = asked(talking, conversation)
    events = events_of(talking.client.get(response.headers["Location"]))
    assert events[-1].data["message_id"] == response.get_json()["id"]


@pytest.mark.parametrize("last", ["-1", "one", "1.5", "1234567890", "²", "1, 2"])
def test_an_event_id_that_cannot_be_is_refused(talking: Portico, last: str) -> None:
    _, conversation = opened(talking)
    run = asked(talking, conversation).headers["Location"]
    response = talking.client.get(run, headers={"Last-Event-ID": last.encode().decode("latin-1")})
    refused(response, 400, "event_id_unknown")


@pytest.mark.parametrize("last", ["4", "99", "999999999"])
def test_an_id_from_the_future_or_of_another_run_skips_nothing_told_later(last: str) -> None:
    released = Event()
    writer = ScriptedWriter([f"{OPENING} [1] The ", released, f"{LAMP[4:]} [1]"])
    portico = Portico.start(writer=writer, threads=True)
    _, conversation = opened(portico)
    stream = frames(asked(portico, conversation, **EVENT_STREAM))
    before = list(islice(stream, 4))
    path = f"/api/v1/runs/{parsed(before[0]).data['run_id']}/events"
    with ThreadPoolExecutor(1) as pool:  # the first frame comes once the model goes on
        resumed = pool.submit(portico.client.get, path, headers={"Last-Event-ID": last})
        sleep(0.1)
        released.set()
        later = [frame for frame in frames(resumed.result()) if frame != ": keep-alive"]
    assert later == list(stream)
    assert len(later) == 3


def test_the_run_of_somebody_else_is_not_there(talking: Portico) -> None:
    _, conversation = opened(talking)
    run = asked(talking, conversation).headers["Location"]
    talking.container.binder.bind(Principal, to=InstanceProvider(EVE))
    refused(talking.client.get(run), 404, "run_not_found")
    refused(talking.client.get(f"/api/v1/runs/{uuid4()}/events"), 404, "run_not_found")
    refused(asked(talking, conversation, **EVENT_STREAM), 404, "conversation_not_found")


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("text/event-stream", "text/event-stream"),
        ("application/json", "application/json"),
        ("*/*", "application/json"),
        ("application/json, text/event-stream;q=0.5", "application/json"),
        ("text/event-stream, */*;q=0.1", "text/event-stream"),
        ("nonsense", "application/json"),
    ],
)
def test_who_asks_says_how_to_be_answered(talking: Portico, accept: str, kind: str) -> None:
    _, conversation = opened(talking)
    assert asked(talking, conversation, Accept=accept).mimetype == kind
