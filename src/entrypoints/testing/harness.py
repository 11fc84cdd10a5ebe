"""The whole application on memory adapters, ready in a few milliseconds."""

from __future__ import annotations

from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from injector import Injector, InstanceProvider, Module

from application.clock import Clock
from application.conversations.ports import AnswerWriter
from application.knowledge.ports import Embedder, PassageIndex, PassageIndexes
from application.permissions.people.open_account import NewAccount, OpenAccount
from application.permissions.people.sign_in import SignIn, SignInAttempt
from application.writing.ports import ShadowWriter, TextWriter
from domain.permissions.people.errors import AddressTaken
from entrypoints.composition import compose
from entrypoints.composition.insights import OpenHere
from entrypoints.composition.knowledge import ReadHere
from entrypoints.composition.people import HashQuickly
from entrypoints.http.app import create_app
from entrypoints.settings import Settings
from entrypoints.testing.doubles import Same
from entrypoints.workers.worker import Worker

MEMORY = Settings(
    database_url="memory:",
    events_url="memory:",
    search_url="memory:",
    embedder_url="memory:",
    model_url="extractive:",
    sign_in="local",
)
QUEUES = ("ingestion", "answers", "indexing", "loading", "importing", "shadowing", "mail")
PASSWORD = "correct horse battery"  # noqa: S105 - of people who are made up


@dataclass(frozen=True, slots=True)
class Portico:
    """One copy of the application, with a client that speaks HTTP to it without a network."""

    container: Injector
    app: Flask
    client: FlaskClient

    @classmethod
    def start(
        cls,
        *,
        settings: Settings = MEMORY,
        writer: AnswerWriter | None = None,
        embedder: Embedder | None = None,
        index: PassageIndex | None = None,
        text_writer: TextWriter | None = None,
        shadow_writer: TextWriter | None = None,
        clock: Clock | None = None,
        threads: bool = False,
        confined: bool = False,
    ) -> Portico:
        """Compose it; what is given stands in for the adapter.

        Answers are written before `POST …/messages` returns; with `threads` they are written
        beside it, as in production, so that a stalled model can be watched. Files are read in
        this process; with `confined` each is read in its own, as in production. Passwords are
        hashed at the least cost there is.
        """
        given: dict[type, Any] = {
            AnswerWriter: writer,
            Embedder: embedder,
            TextWriter: text_writer,
            ShadowWriter: ShadowWriter(shadow_writer) if shadow_writer else None,
            PassageIndexes: Same(index) if index else None,
            Clock: clock,
            Executor: ThreadPoolExecutor(4) if threads else AtOnce(),
        }
        reading = [] if confined else [ReadHere(), OpenHere()]
        container = compose(settings, *reading, HashQuickly(), Stand(given))
        app = create_app(container)
        return cls(container, app, app.test_client())

    def work(self) -> int:
        """Do every job that is due and deliver every event; returns how many jobs."""
        return self.container.get(Worker).drain(QUEUES)

    def signed_in(self, email: str) -> FlaskClient:
        """Return a client whose requests come from who has that address.

        They get an account when they have none, and belong to no organisation before they found
        one or accept an invitation. Their token lasts ten minutes: ask for another client later.
        """
        with suppress(AddressTaken):
            self.container.get(OpenAccount)(NewAccount(email, PASSWORD))
        came = SignInAttempt(email, PASSWORD, "harness", "harness")
        client = self.app.test_client()
        token = self.container.get(SignIn)(came).access
        client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {token}"
        return client

    def add(self, title: str, text: str) -> dict[str, Any]:
        """Take a text in, make it searchable, and return the document."""
        received = _ok(self.client.post("/api/v1/documents", json={"title": title, "text": text}))
        self.work()
        return _ok(self.client.get(f"/api/v1/documents/{received['id']}"))

    def converse(self, *document_ids: str) -> str:
        """Start a conversation with these documents, or with all; returns its id."""
        body = {"document_ids": list(document_ids)}
        started = _ok(self.client.post("/api/v1/conversations", json=body))
        return str(started["id"])

    def ask(self, question: str, conversation: str | None = None) -> dict[str, Any]:
        """Ask, in a new conversation unless one is named, and return the answering message."""
        held = conversation or self.converse()
        path = f"/api/v1/conversations/{held}/messages"
        return _ok(self.client.post(path, json={"content": question}))


class AtOnce(Executor):
    """An executor that does the work before it returns."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        done: Future[Any] = Future()
        done.set_result(fn(*args, **kwargs))
        return done


class Stand(Module):
    """Bind what is given in place of the adapters."""

    def __init__(self, given: dict[type, Any]) -> None:
        self._given = given

    def configure(self, binder: Any) -> None:
        for port, double in self._given.items():
            if double is not None:
                binder.bind(port, to=InstanceProvider(double))


def _ok(response: Any) -> dict[str, Any]:
    if response.status_code >= HTTPStatus.BAD_REQUEST:
        raise AssertionError(f"{response.status_code}: {response.get_data(as_text=True)}")
    body: dict[str, Any] = response.get_json()
    return body
