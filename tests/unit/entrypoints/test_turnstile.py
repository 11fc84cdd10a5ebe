"""Short requests go through one by one; patient ones do not hold them up."""

from collections.abc import Iterable
from threading import Event, Thread
from typing import Any

import pytest
from werkzeug.test import EnvironBuilder

from entrypoints.http.turnstile import Turnstile, is_short


def environ(method: str = "GET", path: str = "/api/v1/documents", size: int = 0) -> dict[str, Any]:
    made = EnvironBuilder(path, method=method, data=b"x" * size).get_environ()
    return dict(made)


class Watched:
    """A WSGI application that waits until it may go on, and counts who is in it."""

    def __init__(self) -> None:
        self.inside, self.most, self.entered, self.free = 0, 0, Event(), Event()

    def __call__(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        self.inside += 1
        self.most = max(self.most, self.inside)
        self.entered.set()
        self.free.wait(timeout=10)
        self.inside -= 1
        return [b"done"]


def ask(gate: Turnstile, path: str = "/api/v1/documents") -> Thread:
    thread = Thread(target=lambda: list(gate(environ(path=path), lambda *_: print)))
    thread.start()
    return thread


def test_one_short_request_is_inside_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("entrypoints.http.turnstile.LONGEST_WAIT_SECONDS", 10)
    watched = Watched()
    gate = Turnstile(watched)
    threads = [ask(gate) for _ in range(4)]
    watched.entered.wait(timeout=10)
    watched.free.set()
    for thread in threads:
        thread.join()

    assert watched.most == 1


def test_a_request_that_is_stuck_holds_nobody_up_for_long() -> None:
    watched = Watched()
    gate = Turnstile(watched)
    stuck = ask(gate)
    watched.entered.wait(timeout=10)
    other = ask(gate)
    while watched.most < 2:
        other.join(0.01)
    watched.free.set()
    for thread in (stuck, other):
        thread.join()

    assert watched.most == 2


@pytest.mark.parametrize(
    ("method", "path", "size", "short"),
    [
        ("GET", "/api/v1/documents", 0, True),
        ("POST", "/api/v1/conversations", 300, True),
        ("POST", "/api/v1/documents", 70_000, False),
        ("POST", "/api/v1/search", 30, False),
        ("POST", "/api/v1/conversations/1/messages", 30, False),
    ],
)
def test_what_waits_or_is_large_does_not_queue(
    method: str, path: str, size: int, short: bool
) -> None:
    assert is_short(environ(method, path, size)) is short
