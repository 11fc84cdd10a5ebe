"""Model servers' own counts, and prompts that keep within their budget."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.conversations.language_model.prompts import messages
from adapters.conversations.language_model.writer import (
    ollama_writer,
    openai_writer,
)
from adapters.language_model.fences import foreseen_by_nobody
from application.conversations.ports import Brief
from domain.conversations.context_budget import Budget
from domain.conversations.evidence import Evidence
from domain.conversations.message import Role, Turn
from domain.conversations.usage import Tokens
from domain.text.tokens import tokens
from entrypoints.composition.conversations import RULES_TOKENS
from support.behaviours import Say
from support.briefs import brief, evidence
from support.examples import examples
from support.ollama_server import OllamaServer
from support.openai_server import OpenAIHandler, OpenAIServer

PATIENCE = 30.0
SPOKEN = ("Honey keeps", " [1].")


class SilentHandler(OpenAIHandler):
    """Takes the wish for counts, and grants it not, as some servers do."""

    def _fields(self, body: dict[str, Any]) -> None:
        super()._fields(body)
        self.counts = False


class SilentServer(OpenAIServer):
    handler = SilentHandler


COUNTED = [Tokens(26, 282)]  # what both doubles say


def test_ollama_counts_tokens() -> None:
    told: list[Tokens] = []
    with OllamaServer([Say(SPOKEN)]) as server:
        writer = ollama_writer(server.url, "llama3.2", PATIENCE)
        assert list(writer.write(replace(brief(), spent=told.append)))
    assert told == COUNTED


def test_a_server_of_openais_protocol_counts_tokens() -> None:
    told: list[Tokens] = []
    with OpenAIServer([Say(SPOKEN)]) as server:
        writer = openai_writer(f"{server.url}/v1", "gpt-4o-mini", server.key, PATIENCE)
        assert list(writer.write(replace(brief(), spent=told.append)))
    assert told == COUNTED
    assert server.requests[0].body["stream_options"] == {"include_usage": True}


def test_a_server_that_does_not_count_is_not_counted_for() -> None:
    told: list[Tokens] = []
    with SilentServer([Say(SPOKEN)]) as server:
        writer = openai_writer(f"{server.url}/v1", "gpt-4o-mini", server.key, PATIENCE)
        assert "".join(writer.write(replace(brief(), spent=told.append))) == "".join(SPOKEN)
    assert told == []


TEXTS = st.text(max_size=200) | st.sampled_from(
    [
        "word " * 100,
        "1234 5678 " * 40,
        "港は毎朝六時に開きます。" * 20,
        "<<<<>>>>" * 3,
        "<|im_start|>" * 3,
    ]
)


@settings(max_examples=examples(60))
@given(
    st.lists(st.builds(Turn, st.sampled_from(Role), TEXTS), max_size=6),
    st.lists(st.builds(evidence, TEXTS, st.text(max_size=200)), max_size=12),
    st.text(max_size=60),
    st.integers(1_600, 6_000),
)
def test_a_prompt_within_its_budget_is_no_longer_than_that(
    history: list[Turn], found: list[Evidence], question: str, total: int
) -> None:
    budget = Budget(total, RULES_TOKENS, 500)
    context = budget.fit(question, history, found)
    asked = Brief(question=question, history=context.history, evidence=context.evidence)
    prompts = messages(asked, foreseen_by_nobody())
    assert sum(tokens(one.content) for one in prompts) <= total - budget.answer
