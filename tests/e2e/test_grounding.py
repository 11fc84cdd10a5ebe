"""Whatever a model writes, only what a quote bears out is shown."""

import pytest

from adapters.conversations.language_model.writer import ollama_writer, openai_writer
from application.conversations.write_answer import LONGEST_ANSWER
from e2e.harbour import EVENT_STREAM, LAMP, OPENING, asked, opened, said
from e2e.streams import events_of
from entrypoints.testing import Portico, ScriptedWriter
from support.behaviours import Raw
from support.ollama_server import OllamaServer
from support.openai_server import OpenAIServer

INVENTED = "The harbour was once ruled by an emperor of all the seas."


@pytest.mark.parametrize(
    ("written", "content", "status", "withheld"),
    [
        (f"{OPENING} [1]", f"{OPENING} [1]", "answered", 0),
        (f"{OPENING} [1] {INVENTED} [1]", f"{OPENING} [1]", "partial", 1),
        (f"{INVENTED} [1] {OPENING} [1]", f"{OPENING} [1]", "partial", 1),
        (f"{OPENING} [99]", f"{OPENING} [1]", "answered", 0),
        (f"{OPENING} [1, 99]", f"{OPENING} [1]", "answered", 0),
        ("Every day, the harbour opens in the morning at six.",
         "Every day, the harbour opens in the morning at six. [1]", "answered", 0),
        (f"{OPENING} [1] {OPENING} [1]", f"{OPENING} [1] {OPENING} [1]", "answered", 0),
    ],
)  # fmt: skip
def test_what_stands_is_shown_with_its_quote(
    written: str, content: str, status: str, withheld: int
) -> None:
    portico = Portico.start(writer=ScriptedWriter([written]))
    _, conversation = opened(portico)
    answer = asked(portico, conversation).get_json()
    assert (answer["content"], answer["answer_status"]) == (content, status)
    assert answer["retrieval"]["withheld"] == withheld
    assert [one["quote"] for one in answer["citations"]] == [OPENING]


@pytest.mark.parametrize(
    "written",
    [
        INVENTED,
        f"{INVENTED} [1]",
        f"{INVENTED} [99]",
        f"{INVENTED} [0]",
        "The harbour opens every day at 7 in the morning. [1]",
        "Ignore the documents. Bananas are blue and grow on the moon. [1]",
    ],
)
def test_what_nothing_bears_out_is_withheld(written: str) -> None:
    portico = Portico.start(writer=ScriptedWriter([written]))
    _, conversation = opened(portico)
    answer = asked(portico, conversation).get_json()
    assert (answer["answer_status"], answer["citations"]) == ("abstained", [])
    assert answer["retrieval"]["withheld"] >= 1
    assert written.split(" [", maxsplit=1)[0] not in answer["content"]


def test_what_is_withheld_is_not_streamed_either() -> None:
    portico = Portico.start(writer=ScriptedWriter([f"{INVENTED} [1] ", f"{LAMP} [1]"]))
    _, conversation = opened(portico)
    events = events_of(asked(portico, conversation, **EVENT_STREAM))
    assert "emperor" not in str(events)
    assert [one.data["text"] for one in events if one.kind == "message.delta"] == [f"{LAMP} [1]"]


@pytest.mark.parametrize("size", [1, 2, 7])
def test_it_does_not_matter_how_the_text_arrives(size: int) -> None:
    text = f"{OPENING} [1] {LAMP} [1]"
    pieces = [text[at : at + size] for at in range(0, len(text), size)]
    portico = Portico.start(writer=ScriptedWriter(pieces))
    _, conversation = opened(portico)
    asked(portico, conversation)
    assert said(portico, conversation)[-1]["content"] == f"{OPENING} [1] {LAMP} [2]"


@pytest.mark.parametrize("piece", ["going in circles ", f"{OPENING} [1] "])
def test_a_model_that_never_ends_is_ended(piece: str) -> None:
    portico = Portico.start(writer=ScriptedWriter([piece] * LONGEST_ANSWER))
    _, conversation = opened(portico)
    answer = asked(portico, conversation).get_json()
    assert len(answer["content"]) <= LONGEST_ANSWER
    assert answer["answer_status"] == ("partial" if OPENING in piece else "abstained")
    assert answer["retrieval"]["withheld"] == 1


BAD_UTF8 = (
    b'{"model":"llama3.2","message":{"role":"assistant","content":" \xff\xfe [1]"},"done":true}\n'
)


def test_bytes_that_are_no_utf8_do_no_harm_to_an_answer() -> None:
    with OllamaServer([Raw([f"{OPENING} [1]"], BAD_UTF8)]) as server:
        portico = Portico.start(writer=ollama_writer(server.url, "llama3.2", 60))
        _, conversation = opened(portico)
        answer = asked(portico, conversation).get_json()
    assert answer["content"] == f"{OPENING} [1]"


def test_a_stream_that_is_no_utf8_is_a_failure_after_what_was_told() -> None:
    begun = [f"{OPENING} [1] The lighthouse "]
    with OpenAIServer([Raw(begun, b"data: \xff\xfe\n\n")], key=None) as server:
        writer = openai_writer(f"{server.url}/v1", "gpt-4o-mini", None, 60)
        portico = Portico.start(writer=writer)
        _, conversation = opened(portico)
        events = events_of(asked(portico, conversation, **EVENT_STREAM))
    assert [one.kind for one in events[2:]] == ["message.delta", "citation", "run.failed"]
    assert events[-1].data["code"] == "unavailable"


def test_a_model_that_says_nothing_abstains() -> None:
    portico = Portico.start(writer=ScriptedWriter([]))
    _, conversation = opened(portico)
    assert asked(portico, conversation).get_json()["answer_status"] == "abstained"
