"""A request that broke off between its effect and its answer is not done a second time."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from injector import InstanceProvider
from werkzeug.test import TestResponse

from application.conversations.keep_conversations import StartConversation
from application.errors import Unavailable
from application.idempotency.ports import IdempotencyStore
from domain.conversations.conversation import Conversation
from e2e.problems import refused
from entrypoints.testing import Portico, SteppingClock
from support.breaking_off import HELD, Crashing

PATH = "/api/v1/conversations"


@dataclass(slots=True)
class Uncertain:
    """Does its work and then loses the connection, once: nobody knows whether it was committed."""

    start: StartConversation
    losses: list[str] = field(default_factory=lambda: ["the connection was lost"])

    def __call__(self, *args: Any) -> Conversation:
        started = self.start(*args)
        for loss in self.losses:
            self.losses.clear()
            raise Unavailable("the database", loss)
        return started


def start(portico: Portico) -> TestResponse:
    return portico.client.post(PATH, json={}, headers={"Idempotency-Key": "k"})


def ids(portico: Portico) -> list[str]:
    return [one["id"] for one in portico.client.get(PATH).get_json()["items"]]


@pytest.fixture
def portico(clock: SteppingClock) -> Portico:
    return Portico.start(clock=clock)


def test_after_a_crash_the_same_thing_is_found_again(
    portico: Portico, clock: SteppingClock
) -> None:
    crashing = Crashing(portico.container.get(IdempotencyStore))
    portico.container.binder.bind(IdempotencyStore, to=InstanceProvider(crashing))
    refused(start(portico), 500, "internal_error")
    (there,) = ids(portico)
    refused(start(portico), 409, "request_in_progress")
    clock.step(HELD)
    response = start(portico)
    assert (response.status_code, response.get_json()["id"]) == (201, there)
    assert start(portico).headers["Idempotency-Replayed"] == "true"
    assert ids(portico) == [there]


def test_a_request_of_which_nobody_knows_how_it_ended_keeps_its_key(
    portico: Portico, clock: SteppingClock
) -> None:
    uncertain = Uncertain(portico.container.get(StartConversation))
    portico.container.binder.bind(StartConversation, to=InstanceProvider(uncertain))
    refused(start(portico), 503, "unavailable")
    refused(start(portico), 409, "request_in_progress")
    clock.step(HELD)
    assert start(portico).status_code == 201
    assert len(ids(portico)) == 1


def test_a_document_received_before_a_crash_is_received_once(
    portico: Portico, clock: SteppingClock
) -> None:
    crashing = Crashing(portico.container.get(IdempotencyStore))
    portico.container.binder.bind(IdempotencyStore, to=InstanceProvider(crashing))

    def received() -> TestResponse:
        body, headers = {"title": "Rules", "text": "One rule."}, {"Idempotency-Key": "k"}
        return portico.client.post("/api/v1/documents", json=body, headers=headers)

    refused(received(), 500, "internal_error")
    clock.step(HELD)
    assert received().status_code == 202
    assert portico.work() == 1
    assert len(portico.client.get("/api/v1/documents").get_json()["items"]) == 1
