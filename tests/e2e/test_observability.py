"""A request can be followed through answer, log, job and metrics; what people wrote cannot."""

from collections.abc import Iterator
from concurrent.futures import Executor
from typing import Any

import pytest
import structlog
from structlog.testing import capture_logs

from e2e.breaking import broken
from e2e.harbour import EVENT_STREAM, asked, said
from e2e.streams import events_of
from e2e.uploads import upload
from entrypoints.testing import Portico, ScriptedWriter
from entrypoints.testing.doubles import Dies

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
TRACEPARENT = f"00-{TRACE}-00f067aa0ba902b7-01"
CANARY = "xylophonic"
Lines = list[Any]


@pytest.fixture
def lines() -> Iterator[Lines]:
    with capture_logs(processors=[structlog.contextvars.merge_contextvars]) as captured:
        yield captured


def named(lines: Lines, event: str) -> Lines:
    return [line for line in lines if line["event"] == event]


@pytest.mark.parametrize("given", ["a", "a" * 64, "3f.A_9-z"])
def test_a_request_keeps_the_id_that_it_came_with(
    portico: Portico, lines: Lines, given: str
) -> None:
    response = portico.client.get("/api/v1/documents", headers={"X-Request-Id": given})
    assert response.headers["X-Request-Id"] == given
    assert [line["request_id"] for line in lines] == [given]


@pytest.mark.parametrize("given", ["", "a" * 65, "two words", 'quo"te', "ä", "{}", "a/b", "²"])
def test_an_id_that_could_forge_a_log_is_replaced(portico: Portico, given: str) -> None:
    made = portico.client.get("/nowhere", headers={"X-Request-Id": given}).headers["X-Request-Id"]
    assert len(made) == 16
    assert int(made, 16)


def test_a_trace_goes_on_through_the_job_that_a_request_made(
    portico: Portico, lines: Lines
) -> None:
    upload(portico, b"text", headers={"traceparent": TRACEPARENT})
    portico.work()
    (request,), (job,) = named(lines, "request"), named(lines, "job")
    assert (request["trace_id"], job["trace_id"]) == (TRACE, TRACE)
    assert (job["kind"], job["outcome"]) == ("ingest_document", "done")


@pytest.mark.parametrize("threads", [False, True])
def test_a_trace_goes_on_through_the_answer(lines: Lines, threads: bool) -> None:
    portico = Portico.start(threads=threads, writer=ScriptedWriter(["Nothing."]))
    conversation = portico.converse()
    events_of(asked(portico, conversation, traceparent=TRACEPARENT, **EVENT_STREAM))
    portico.container.get(Executor).shutdown()  # the job's line comes after its last event
    assert named(lines, "request")[-1]["trace_id"] == TRACE
    assert [line["trace_id"] for line in named(lines, "job")] == [TRACE]


def test_an_answer_that_is_there_at_once_is_its_request_s(portico: Portico, lines: Lines) -> None:
    conversation = portico.converse()
    asked(portico, conversation, traceparent=TRACEPARENT)
    assert named(lines, "request")[-1]["trace_id"] == TRACE
    assert named(lines, "job") == []


@pytest.mark.parametrize(
    "given", ["", "nonsense", TRACEPARENT.replace(TRACE, "0" * 32), TRACEPARENT.upper()]
)
def test_a_trace_that_cannot_be_begins_anew(portico: Portico, lines: Lines, given: str) -> None:
    portico.client.get("/api/v1/documents", headers={"traceparent": given})
    (request,) = lines
    assert len(request["trace_id"]) == 32
    assert request["trace_id"] not in {TRACE, "0" * 32}


def test_one_request_leaves_nothing_in_the_lines_of_the_next(
    portico: Portico, lines: Lines
) -> None:
    for path in ("/api/v1/documents", "/nowhere"):
        portico.client.get(path)
    first, second = lines
    assert first["request_id"] != second["request_id"]
    assert first["trace_id"] != second["trace_id"]
    assert second["route"] == "unknown"
    assert structlog.contextvars.get_contextvars() == {}


def test_the_probes_of_machines_fill_no_log(portico: Portico, lines: Lines) -> None:
    for path in ("/health/live", "/health/ready", "/metrics"):
        portico.client.get(path)
    assert lines == []


def test_no_line_holds_what_people_wrote(lines: Lines) -> None:
    writer = ScriptedWriter([f"{CANARY} harbours open at six every day. [1]", Dies])
    portico = Portico.start(writer=writer)
    text = f"{CANARY} harbours open at six every day."
    upload(portico, text.encode(), f"{CANARY}.txt", title=CANARY)
    upload(portico, b"\x00" + text.encode(), f"{CANARY}.txt")
    portico.work()
    conversation = portico.converse()
    cookie = {"Cookie": f"session={CANARY}"}
    asked(portico, conversation, f"When do {CANARY} harbours open?", **cookie)
    bearer = {"Authorization": f"Bearer {CANARY}"}
    assert portico.client.get("/api/v1/documents", headers=bearer).status_code == 401
    portico.client.post("/api/v1/search", json={"query": CANARY, CANARY: 1})
    portico.client.post("/api/v1/search", data=f'{{"query": "{CANARY}',
                        content_type="application/json")  # fmt: skip
    portico.client.get(f"/api/v1/documents?cursor={CANARY}&token={CANARY}")
    assert CANARY in said(portico, conversation)[0]["content"]
    assert len(named(lines, "request")) >= 7
    assert CANARY not in repr(lines)


def test_a_bug_is_logged_with_its_request(lines: Lines) -> None:
    response = broken(RuntimeError("a bug")).client.get("/api/v1/documents")
    (line,) = named(lines, "request_failed")
    assert line["request_id"] == response.get_json()["request_id"]
    assert isinstance(line["exc_info"], RuntimeError)
