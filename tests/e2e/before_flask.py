"""Two equal worlds: one as it is, and one in which Flask is asked about everything."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Response
from werkzeug.test import TestResponse

from domain.permissions.access.role import Role
from e2e.permissions.office import Office
from e2e.permissions.town import ok
from entrypoints.http import app as application
from entrypoints.http.before_flask import BeforeFlask
from entrypoints.testing import Portico, SteppingClock
from entrypoints.testing.harness import MEMORY

NOWHERE = "00000000-0000-7000-8000-000000000000"
JSON = {"Content-Type": "application/json"}
USUAL: dict[str, dict[str, str]] = {
    "a session": {},
    "a key": {"Authorization": "Bearer <key>"},
    "small letters": {"Authorization": "bearer <token>"},
    "nobody": {"Authorization": ""},
    "two blanks": {"Authorization": "Bearer  <token>"},
    "another scheme": {"Authorization": "Basic YWRhOmFkYQ=="},
    "made up": {"Authorization": "Bearer abc"},
    "a key that is none": {"Authorization": "Bearer pak_abc"},
    "a key that reads": {"Authorization": "Bearer <reads>"},
    "who may only look": {"Authorization": "Bearer <viewer>"},
    "who belongs nowhere": {"Authorization": "Bearer <stranger>"},
    "their own organisation": {"Portico-Organisation": "<organisation>"},
    "another organisation": {"Portico-Organisation": NOWHERE},
    "no organisation": {"Portico-Organisation": "harbour"},
    "an id of their own": {"X-Request-Id": "mine-1"},
    "a trace": {"traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"},
    "a page's origin": {"Origin": "https://elsewhere.example"},
}
UNUSUAL: dict[str, dict[str, str]] = {
    "a charset": {"Content-Type": "application/json; charset=utf-8"},
    "another type": {"Content-Type": "text/html"},
    "no type": {"Content-Type": ""},
    "an encoding": {"Content-Encoding": "br"},
    "a host that is none": {"Host": "a b"},
}
LENGTHS = ("1000", "5", "-1", "1_0", "١", "999999999")
QUERIES = ("a=b", "access_token=abc", "a=%00", "access%5Ftoken=abc")


class Watched(BeforeFlask):
    """Counts what it answers by itself."""

    answered = 0

    def _answered(self, *asked: Any) -> Response:
        Watched.answered += 1
        return super()._answered(*asked)


class Side:
    """One of the worlds; names in angle brackets stand for its own ids and tokens."""

    def __init__(self, portico: Portico) -> None:
        office = Office(portico)
        folder = {"kind": "folder", "name": "Charts"}
        viewer = office.member(Role.VIEWER)
        self.portico, self.names = portico, {
            "token": office.ada.access,
            "key": office.key(office.ada, "write")["key"],
            "reads": office.key(office.ada, "read")["key"],
            "viewer": viewer.access,
            "person": viewer.get().get_json()["id"],
            "stranger": Office(portico).ada.access,
            "organisation": office.id,
            "folder": ok(office.ada.post("/api/v1/resources", folder), 201)["id"],
        }  # fmt: skip

    def told(self, path: str, body: Any, headers: dict[str, str], **more: Any) -> TestResponse:
        given = {"Authorization": "Bearer <token>", "X-Request-Id": "r", **JSON, **headers}
        own = {name: self._own(value) for name, value in given.items() if value}
        sent = body if isinstance(body, bytes) else self._own(json.dumps(body)).encode()
        return self.portico.app.test_client().post(path, data=sent, headers=own, **more)

    def _own(self, text: str) -> str:
        for name, value in self.names.items():
            text = text.replace(f"<{name}>", value)
        return text


Both = tuple[Side, Side]


def sides(patch: pytest.MonkeyPatch, **settings: Any) -> Both:
    chosen = replace(MEMORY, sign_in="required", **settings)

    def started() -> Side:
        return Side(Portico.start(settings=chosen, clock=SteppingClock()))

    patch.setattr(application, "BeforeFlask", Watched)
    first = started()
    patch.setattr(application, "BeforeFlask", lambda app, *_: app)
    return first, started()


def shown(answer: TestResponse) -> tuple[int, list[tuple[str, str]], bytes]:
    return answer.status_code, sorted(answer.headers), answer.get_data()


def alike(both: Both, ask: Callable[[Side], TestResponse], *, front: bool) -> TestResponse:
    """Return the answer, which both give to the letter, `front` telling who gave the first."""
    before = Watched.answered
    first, flask = map(ask, both)
    assert shown(first) == shown(flask)
    assert Watched.answered - before == front
    return first
