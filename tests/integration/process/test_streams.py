"""Streams of a real server: cut anywhere, taken up anywhere, idle in numbers, stopped from afar."""

import os
import signal
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from time import monotonic

import httpx
import pytest

from support.behaviours import Say, Stall
from support.openai_server import OpenAIServer
from support.served import Served, served, serving, wait_until

pytestmark = pytest.mark.slow
OPENING = "The harbour opens at six in the morning."
LAMP = "The lighthouse keeper repairs the lamp on Monday evenings."
QUESTION = {"content": "When does the harbour open in the morning?"}
STREAM = {"Accept": "text/event-stream"}
WHOLE = [f"{OPENING} [1] ", f"{LAMP} [1]"]
EVENTS = 7
AT_ONCE = 1.0


def settings(folder: Path, model: OpenAIServer, **more: str) -> dict[str, str]:
    return {
        "PORTICO_HOME": str(folder / "home"),
        "PORTICO_EMBEDDER_URL": "memory:",
        "PORTICO_LEASE_SECONDS": "1",
        "PORTICO_MODEL_URL": f"openai+{model.url}/v1?model=gpt-4o-mini",
        **more,
    }


def add(server: Served) -> None:
    body = {"title": "Harbour", "text": f"{OPENING}\n\n{LAMP}"}
    path = f"/api/v1/documents/{server.client.post('/api/v1/documents', json=body).json()['id']}"
    wait_until(lambda: server.client.get(path).json()["state"] == "ready")


def converse(server: Served) -> str:
    started = server.client.post("/api/v1/conversations", json={}).json()
    return f"/api/v1/conversations/{started['id']}/messages"


def frames(response: httpx.Response) -> Iterator[str]:
    """Yield each event's frame as it comes, without comments."""
    held = ""
    for text in response.iter_text():
        *whole, held = (held + text).split("\n\n")
        yield from (frame for frame in whole if not frame.startswith(":"))


def run_of(frame: str) -> str:
    return frame.partition('"run_id":"')[2].partition('"')[0]


def rest(server: Served, run: str, last: int) -> list[str]:
    headers = {"Last-Event-ID": str(last)}
    with server.client.stream("GET", f"/api/v1/runs/{run}/events", headers=headers) as response:
        return list(frames(response))


def test_a_stream_that_is_cut_after_any_event_is_taken_up_to_the_letter(tmp_path: Path) -> None:
    with (
        OpenAIServer([Say(WHOLE, 0.05)], key=None) as model,
        served("--processes", "2", settings=settings(tmp_path, model)) as server,
    ):
        add(server)
        for count in range(1, EVENTS + 1):
            messages = converse(server)
            with server.client.stream("POST", messages, json=QUESTION, headers=STREAM) as response:
                before = list(islice(frames(response), count))
            run = run_of(before[0])
            after = rest(server, run, count)
            assert before + after == rest(server, run, 0)
            assert len(before + after) == EVENTS
            assert len(model.requests) == count


def test_two_follow_one_run_and_one_of_them_is_slow(tmp_path: Path) -> None:
    with (
        OpenAIServer([Say(WHOLE, 0.05)], key=None) as model,
        served(settings=settings(tmp_path, model)) as server,
    ):
        add(server)
        path = converse(server)
        with server.client.stream("POST", path, json=QUESTION, headers=STREAM) as slow:
            reading = frames(slow)
            first = next(reading)
            quick = rest(server, run_of(first), 0)
            assert [first, *reading] == quick
        assert len(model.requests) == 1


def test_a_killed_process_leaves_a_prefix_of_the_whole(tmp_path: Path) -> None:
    begun = Stall([WHOLE[0], "The lighthouse "])
    with (
        OpenAIServer([begun, Say(WHOLE)], key=None) as model,
        served(settings=settings(tmp_path, model)) as server,
    ):
        add(server)
        path = converse(server)
        with server.client.stream("POST", path, json=QUESTION, headers=STREAM) as response:
            before = list(islice(frames(response), 4))
            os.kill(serving(server), signal.SIGKILL)
        run = run_of(before[0])
        wait_until(lambda: _is_over(server, run))
        whole = rest(server, run, 0)
        assert whole[:4] == before
        assert before + rest(server, run, 4) == whole
        kinds = [frame.split("\n")[1].removeprefix("event: ") for frame in whole]
        assert kinds[4:] == ["message.delta", "citation", "message.completed"]
        assert len(model.requests) == 2


def test_an_answer_is_stopped_from_another_server(tmp_path: Path) -> None:
    with OpenAIServer([Stall([WHOLE[0], "The lighthouse "])], key=None) as model:
        held = settings(tmp_path, model)
        with served(settings=held) as one, served("--no-worker", settings=held) as other:
            add(one)
            path = converse(one)
            with one.client.stream("POST", path, json=QUESTION, headers=STREAM) as response:
                stream = frames(response)
                before = list(islice(stream, 4))
                began = monotonic()
                stopped = other.client.post(f"/api/v1/runs/{run_of(before[0])}/stop")
                assert (stopped.status_code, stopped.json()["state"]) == (202, "stopped")
                (last,) = stream
                assert model.hung_up.wait(began + AT_ONCE - monotonic())
            assert "event: run.stopped\n" in last
            assert other.client.get(path).json()["items"][-1]["content"] == WHOLE[0].strip()


def test_idle_streams_leave_room_for_others(tmp_path: Path) -> None:
    with OpenAIServer([Stall()], key=None) as model, ExitStack() as stack:
        few = settings(tmp_path, model, PORTICO_HTTP_THREADS="8")
        server = stack.enter_context(served(settings=few))
        add(server)
        client = stack.enter_context(httpx.Client(base_url=server.client.base_url, timeout=20))
        answers = [
            stack.enter_context(
                client.stream("POST", converse(server), json=QUESTION, headers=STREAM)
            )
            for _ in range(10)
        ]
        assert [one.status_code for one in answers] == [200] * 6 + [503] * 4
        assert (answers[-1].headers["Retry-After"], answers[-1].read()) == (
            "5",
            answers[-1].content,
        )
        assert answers[-1].json()["code"] == "too_many_streams"
        assert server.client.get("/health/live", timeout=1).status_code == 200
        runs = [run_of(next(frames(one))) for one in answers[:6]]
        answers[0].close()  # which the server notices when it next has something to say
        wait_until(lambda: _may_follow(server, runs[1]), seconds=40)
        for run in runs:
            server.client.post(f"/api/v1/runs/{run}/stop")


def _may_follow(server: Served, run: str) -> bool:
    path = f"/api/v1/runs/{run}/events"
    with server.client.stream("GET", path) as response:
        return response.status_code == 200


def _is_over(server: Served, run: str) -> bool:
    try:
        return "message.completed" in rest(server, run, 0)[-1]
    except (OSError, httpx.TransportError, IndexError):  # the API process is being replaced
        return False
