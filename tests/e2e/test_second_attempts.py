"""An answer that broke off is taken up by another attempt: what was told stands, to the letter."""

from collections.abc import Generator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from application.conversations.ports import Brief
from e2e.harbour import BERTH, EVENT_STREAM, LAMP, OPENING, asked, opened, said
from e2e.streams import events_of, frames, parsed
from entrypoints.composition.schema import Schema
from entrypoints.settings import Settings
from entrypoints.testing import Portico, SteppingClock
from entrypoints.testing.harness import MEMORY

REST = timedelta(seconds=31)
FIRST, SECOND, THIRD = f"{OPENING} [1] ", f"{LAMP} [1] ", f"{BERTH} [1]"
OTHER = "The harbour opens at six in the morning every day. [1] "
TOLD = f"{OPENING} [1] {LAMP} [2]"
PREFIX = 6
"""Events of an attempt that told two sentences and their citations."""


@dataclass(slots=True)
class Breaking:
    """An AnswerWriter with one script for each attempt; all but the last end in a crash."""

    scripts: list[list[str]]
    name: str = "breaking"
    at_once: bool = False
    briefs: list[Brief] = field(default_factory=list)

    def write(self, brief: Brief) -> Generator[str]:
        self.briefs.append(brief)
        yield from self.scripts.pop(0)
        if self.scripts:
            yield "The "  # so that the sentence before it is complete
            raise RuntimeError("the process dies here")


@dataclass(frozen=True, slots=True)
class Broken:
    """A run whose first attempt broke off, and the frames that it had told."""

    portico: Portico
    clock: SteppingClock
    document: str
    conversation: str
    path: str
    before: list[str]

    def resumed(self) -> list[str]:
        """Let another attempt go on, and return all the frames of the run."""
        self.clock.step(REST)
        assert self.portico.work() == 1
        return list(frames(self.portico.client.get(self.path)))

    def answer(self) -> dict[str, Any]:
        return said(self.portico, self.conversation)[-1]


def broken(*scripts: list[str], told: int = PREFIX, settings: Settings = MEMORY) -> Broken:
    clock = SteppingClock()
    portico = Portico.start(writer=Breaking(list(scripts)), clock=clock, settings=settings)
    document, conversation = opened(portico)
    response = asked(portico, conversation, **EVENT_STREAM)
    before = list(islice(frames(response), told))
    response.close()
    path = f"/api/v1/runs/{parsed(before[0]).data['run_id']}/events"
    return Broken(portico, clock, document, conversation, path, before)


@pytest.mark.parametrize(
    ("second", "content", "status"),
    [
        ([FIRST, SECOND, THIRD], f"{TOLD} {BERTH} [3]", "answered"),
        ([FIRST, SECOND], TOLD, "answered"),
        ([FIRST, SECOND, OTHER], f"{TOLD} {OTHER[:-5]} [1]", "answered"),
        ([SECOND, FIRST, THIRD], TOLD, "partial"),
        ([FIRST, OTHER, SECOND, THIRD], TOLD, "partial"),
        ([OTHER], TOLD, "partial"),
        ([FIRST], TOLD, "partial"),
        ([], TOLD, "partial"),
        (["Dragons guard the gate. [1] ", FIRST, SECOND], TOLD, "partial"),
    ],
    ids=["goes on", "was at its end", "goes on otherwise", "another order", "another sentence",
         "another answer", "ends sooner", "silent", "withheld"],
)  # fmt: skip
def test_what_was_told_is_neither_repeated_nor_contradicted(
    second: list[str], content: str, status: str
) -> None:
    run = broken([FIRST, SECOND], second)
    whole = run.resumed()
    assert whole[:PREFIX] == run.before
    events = [parsed(frame) for frame in whole]
    answer = run.answer()
    assert (answer["content"], answer["answer_status"]) == (content, status)
    assert "".join(one.data.get("text", "") for one in events) == content
    assert [one.data["quote"] for one in events if one.kind == "citation"] == [
        one["quote"] for one in answer["citations"]
    ]
    kinds = [one.kind for one in events]
    assert (kinds.count("run.started"), kinds.count("retrieval.completed")) == (1, 1)
    assert (kinds[-1], kinds.count("message.completed")) == ("message.completed", 1)
    assert [one.id for one in events] == list(range(1, len(events) + 1))


def test_what_was_told_is_read_back_from_every_database(database_url: str, tmp_path: Path) -> None:
    settings = replace(MEMORY, database_url=database_url, events_url="database:", home=tmp_path)
    run = broken([FIRST, SECOND], [FIRST, SECOND, THIRD], settings=settings)
    assert run.resumed()[:PREFIX] == run.before
    assert run.answer()["content"] == f"{TOLD} {BERTH} [3]"
    run.portico.container.get(Schema).let_go()


def test_an_attempt_that_had_told_no_sentence_leaves_the_next_one_free() -> None:
    run = broken([], [THIRD], told=2)
    assert run.resumed()[:2] == run.before
    assert run.answer()["content"] == f"{BERTH} [1]"


def test_a_third_attempt_goes_on_after_both_before_it() -> None:
    run = broken([FIRST], [FIRST, SECOND], [FIRST, SECOND, THIRD], told=4)
    run.clock.step(REST)
    run.portico.work()
    assert run.resumed()[:4] == run.before
    assert run.answer()["content"] == f"{TOLD} {BERTH} [3]"


def test_evidence_that_came_later_is_not_put_to_the_next_attempt() -> None:
    run = broken([FIRST, SECOND], [FIRST, SECOND, THIRD])
    run.portico.add("Another harbour", "When does the harbour open? The harbour does open at nine.")
    changed = run.portico.client.patch(
        f"/api/v1/conversations/{run.conversation}",
        json={"document_ids": []},
        headers={"If-Match": '"1"'},
    )
    assert changed.status_code == 200
    run.resumed()
    assert run.answer()["content"] == f"{TOLD} {BERTH} [3]"
    assert len(run.answer()["retrieval"]["hits"]) == 1


def test_what_was_told_is_blanked_when_its_evidence_is_deleted() -> None:
    run = broken([FIRST, SECOND], [])
    run.portico.client.delete(f"/api/v1/documents/{run.document}")
    run.clock.step(REST)
    run.portico.work()
    answer = run.answer()
    assert (answer["content"], answer["answer_status"]) == ("[…] [1] […] [2]", "partial")
    assert [one["withdrawn"] for one in answer["citations"]] == [True, True]


def test_an_attempt_that_was_stopped_is_not_taken_up() -> None:
    run = broken([FIRST, SECOND], [THIRD])
    run.portico.client.post(run.path.replace("/events", "/stop"))
    events = [parsed(frame) for frame in run.resumed()]
    assert (events[-1].kind, len(events)) == ("run.stopped", PREFIX + 1)
    assert run.answer()["content"] == TOLD


def test_a_run_that_is_given_up_says_so_after_what_was_told() -> None:
    run = broken(*[[FIRST, SECOND]] * 6)
    for _ in range(5):
        run.clock.step(REST)
        run.portico.work()
    events = events_of(run.portico.client.get(run.path))
    assert [event.kind for event in events[PREFIX:]] == ["run.failed"]
    assert events[-1].data["code"] == "given_up"
