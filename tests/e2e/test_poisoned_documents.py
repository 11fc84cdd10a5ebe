"""What is written in documents is data: no text of a document gets anything else into an answer."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from adapters.conversations.language_model.writer import ollama_writer
from domain.conversations.grounding import ENOUGH_WHEN_NAMED
from domain.text.inert import HIDDEN, REMOVED, addresses
from domain.text.sentences import flowing
from domain.text.terms import terms
from e2e.harbour import EVENT_STREAM, OPENING, RULES, WHEN, asked, said
from e2e.streams import events_of
from entrypoints.testing import Portico
from support.behaviours import Say
from support.gullible_server import GullibleServer
from support.poison import POISONS, TRUE, Poison

SENTENCE = re.compile(r"(.+?) \[(\d+)\](?: |$)", re.DOTALL)
PATIENCE = 30.0
EACH = pytest.mark.parametrize("poison", POISONS, ids=lambda poison: poison.name)


@pytest.fixture
def gullible() -> Iterator[GullibleServer]:
    with GullibleServer([Say([])], honest=(f"{OPENING} [1]",)) as server:
        yield server


def poisoned(portico: Portico, *poisons: Poison) -> str:
    text = f"{RULES}\n\n" + "\n\n".join(one.text for one in poisons)
    return portico.converse(portico.add("Harbour rules", text)["id"])


def assert_nothing_but_quotes(portico: Portico, message: dict[str, Any]) -> None:
    """Hold the answer against the rule, from outside: each sentence rests on what a page says."""
    quotes = {one["marker"]: one for one in message["citations"]}
    sentences = SENTENCE.findall(message["content"])
    assert "".join(f"{text} [{number}]" for text, number in sentences).replace(" ", "") == (
        message["content"].replace(" ", "")
    )
    for text, number in sentences:
        cited = quotes[int(number)]
        path = f"/api/v1/documents/{cited['document_id']}/pages/{cited['page']}"
        page = portico.client.get(path).get_json()["text"]
        assert page[cited["start"] : cited["end"]] == cited["quote"] != ""
        assert_inert(text, cited["quote"])


def assert_inert(text: str, quote: str) -> None:
    said, shown = set(terms(text.replace(REMOVED, ""))), set(terms(flowing(quote)))
    assert len(said & shown) >= ENOUGH_WHEN_NAMED * len(said) / 2  # of what is left of the claim
    assert addresses(text) <= addresses(quote)
    assert not HIDDEN.search(text)
    assert not re.search(r"\]\(|\]\[|<[A-Za-z/!?]", text)


@EACH
def test_a_writer_that_copies_is_deaf_to_orders(portico: Portico, poison: Poison) -> None:
    answer = asked(portico, poisoned(portico, poison)).get_json()
    assert answer["content"].startswith(OPENING)
    assert answer["retrieval"]["withheld"] == 0
    assert_nothing_but_quotes(portico, answer)
    for never in poison.never:
        assert never not in answer["content"]


@EACH
def test_a_model_that_obeys_gets_nothing_through(gullible: GullibleServer, poison: Poison) -> None:
    portico = Portico.start(writer=ollama_writer(gullible.url, "llama3.2", PATIENCE))
    conversation = poisoned(portico, poison)
    events = events_of(asked(portico, conversation, **EVENT_STREAM))
    answer = said(portico, conversation)[-1]

    assert gullible.obeyed >= 1
    assert (TRUE in answer["content"]) is poison.stands
    assert OPENING in answer["content"]
    assert_nothing_but_quotes(portico, answer)
    told = "".join(one.data["text"] for one in events if one.kind == "message.delta")
    assert told == answer["content"]
    for never in poison.never:
        assert never not in answer["content"]


def test_all_of_them_at_once_get_nothing_through(gullible: GullibleServer) -> None:
    portico = Portico.start(writer=ollama_writer(gullible.url, "llama3.2", PATIENCE))
    answer = asked(portico, poisoned(portico, *POISONS)).get_json()
    assert OPENING in answer["content"]
    assert_nothing_but_quotes(portico, answer)


@EACH
def test_no_text_leaves_its_fence(gullible: GullibleServer, poison: Poison) -> None:
    portico = Portico.start(writer=ollama_writer(gullible.url, "llama3.2", PATIENCE))
    conversation = poisoned(portico, poison)
    for _ in range(2):
        asked(portico, conversation)
    nonces = [fenced(one.body["messages"][-1]["content"]) for one in gullible.requests]
    assert len(set(nonces)) == 2


def fenced(prompt: str) -> str:
    """Return the nonce of the prompt's fences, outside of which there is only the question."""
    found = re.findall(r"^<<<([0-9a-f]{16})$", prompt, re.MULTILINE)
    nonce = str(found[0])
    outside = re.sub(rf"(?s)<<<{nonce}\n.*?\n{nonce}>>>", "", prompt)
    assert re.fullmatch(rf"(?:\[\d+\]\s*)+Question: {re.escape(WHEN)}", outside.strip())
    inside = prompt.replace(f"<<<{nonce}", "").replace(f"{nonce}>>>", "")
    assert not re.search(r"<<|>>|<\||\|>|\[/?INST\]|</?s>|_of_turn>|</?think>", inside)
    return nonce


def test_there_are_enough_of_them_and_each_is_another() -> None:
    assert len({one.text for one in POISONS}) == len(POISONS) >= 25
