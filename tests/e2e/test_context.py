"""A language model is given what fits, and what was left out is said."""

from dataclasses import replace

import pytest

from e2e.harbour import EVENT_STREAM, OPENING, RULES, WHEN, asked, opened, said
from e2e.problems import refused
from e2e.streams import events_of
from entrypoints.composition import compose
from entrypoints.settings import SettingsError
from entrypoints.testing import Portico, ScriptedWriter
from entrypoints.testing.harness import MEMORY
from support.reading import NOWHERE, within


def written() -> ScriptedWriter:
    return ScriptedWriter([f"{OPENING} [1]"])


def crowded(portico: Portico) -> str:
    """Start a conversation about nine editions of the rules, which are long."""
    for number in range(9):
        portico.add(
            f"Rules {number}", f"{RULES} This is edition {number}. " + "Water is wet. " * 40
        )
    return portico.converse()


def test_what_fits_is_given_and_nothing_is_said_of_it() -> None:
    portico = within(8_192, written())
    _, conversation = opened(portico)
    events = events_of(asked(portico, conversation, **EVENT_STREAM))
    assert "context.trimmed" not in [one.kind for one in events]
    assert said(portico, conversation)[-1]["trimmed"] is None


def test_what_does_not_fit_is_left_out_and_said() -> None:
    writer = written()
    portico = within(1_800, writer)
    conversation = crowded(portico)
    events = events_of(asked(portico, conversation, **EVENT_STREAM))
    (told,) = [one.data for one in events if one.kind == "context.trimmed"]
    answer = said(portico, conversation)[-1]
    given = len(writer.briefs[0].evidence)
    assert answer["trimmed"] == told == {"turns_dropped": 0, "evidence_dropped": 8 - given}
    assert 1 <= given < 8
    assert len(answer["retrieval"]["hits"]) == given
    (found,) = [one.data for one in events if one.kind == "retrieval.completed"]
    assert sum(one["used"] for one in found["hits"]) == given
    assert [one.kind for one in events].index("context.trimmed") == 2
    assert answer["citations"]


def test_the_oldest_turns_go_first_and_whole() -> None:
    writer = written()
    portico = within(1_600, writer)
    conversation = crowded(portico)
    for number in range(3):
        asked(portico, conversation, f"{WHEN} {'Please tell. ' * 40} {number}")
    answer = asked(portico, conversation).get_json()
    history = writer.briefs[-1].history
    assert answer["trimmed"]["turns_dropped"] == 6 - len(history) > 0
    whole = [one["content"] for one in said(portico, conversation)[:6]]
    assert [turn.content for turn in history] == whole[6 - len(history) :]


def test_a_question_that_alone_does_not_fit_is_refused_and_not_kept() -> None:
    writer = written()
    portico = within(2_000, writer)
    _, conversation = opened(portico)
    refused(asked(portico, conversation, "港" * 1_000), 422, "question_too_long")
    assert said(portico, conversation) == []
    assert asked(portico, conversation, f"{WHEN} {'Tell. ' * 300}").status_code == 201


def test_an_extractive_writer_reads_everything(portico: Portico) -> None:
    conversation = crowded(portico)
    answer = asked(portico, conversation, f"{WHEN} {'港' * 9_000}").get_json()
    assert answer["trimmed"] is None


@pytest.mark.parametrize(("context", "answer"), [(1_000, 2_048), (3_000, 2_048), (1, 1)])
def test_a_window_without_room_for_a_question_stops_the_start(context: int, answer: int) -> None:
    small = replace(MEMORY, model_url=NOWHERE, context_tokens=context, answer_tokens=answer)
    with pytest.raises(SettingsError, match=f"write {answer + 1_024} or more"):
        compose(small)
