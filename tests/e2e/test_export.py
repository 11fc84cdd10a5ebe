"""A conversation is taken away whole, as JSON or to read, and nobody's words forge its shape."""

import json
import re
from typing import Any
from urllib.parse import unquote
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from injector import InstanceProvider

from application.conversations.export_conversation import AT_ONCE
from application.conversations.ports import ConversationsReader, ConversationsStore
from domain.conversations.conversation import ConversationId
from domain.conversations.message import Role
from domain.principal import Principal
from e2e.harbour import LAMP, OPENING, asked, opened, said
from e2e.problems import refused
from entrypoints.http.conversations.markdown import line
from entrypoints.testing import Portico
from support.conversations import a_message
from support.examples import examples
from support.people import EVE

FORGERIES = [
    "# A heading",
    "Under\n=====",
    "Under\n-----",
    "- item\n* item\n1. item\n+ item",
    "[click](https://evil.example) ![see](https://evil.example/x.png)",
    "<https://evil.example> <script>alert(1)</script> <img src=x onerror=alert(1)>",
    "[ref]\n\n[ref]: https://evil.example",
    "https://evil.example www.evil.example eve@evil.example",
    "[^2-1]: a forged note",
    "```\ncode\n```\n    indented",
    "~~~\n| a | b |\n|---|---|",
    "> quoted\n\n---\n\n***bold*** `code` &lt;b&gt; \\# done",
    "\u202eevil\u202c \u200b# zero",
    "a\u2028# b\x0b# c\x85# d\r# e",
]


MEANING = re.compile(r"[\\`*_\[\]<>&~|#^$@]|://|www\.")


def unescaped(text: str) -> str:
    """Take away code, escapes and our own footnotes: what is left must mean nothing."""
    return re.sub(r"`[^`]*`|\\[\\`*_\[\]<>&~|#^$@=:.)+-]|\[\^\d+-\d+\]", "", text)


def export(portico: Portico, conversation: str, kind: str = "json") -> Any:
    return portico.client.get(f"/api/v1/conversations/{conversation}/export?format={kind}")


def page(portico: Portico, conversation: str) -> str:
    response = export(portico, conversation, "markdown")
    assert (response.status_code, response.mimetype) == (200, "text/markdown")
    return str(response.get_data(as_text=True))


def named(portico: Portico, title: str) -> str:
    body = {"title": title}
    return str(portico.client.post("/api/v1/conversations", json=body).get_json()["id"])


def test_json_holds_all_that_is_known(portico: Portico) -> None:
    document, conversation = opened(portico)
    answer = asked(portico, conversation).get_json()
    portico.client.put(f"/api/v1/messages/{answer['id']}/feedback", json={"rating": "up"})
    path = f"/api/v1/conversations/{conversation}/messages"
    body = {"content": "Who repairs the lamp?", "document_ids": [document]}
    portico.client.post(path, json=body)
    response = export(portico, conversation)
    assert (response.status_code, response.mimetype) == (200, "application/json")
    whole = response.get_json()
    assert set(whole) == {"conversation", "messages"}
    assert whole["conversation"] == portico.client.get(path.removesuffix("/messages")).get_json()
    assert whole["messages"] == said(portico, conversation)
    assert whole["messages"][1]["feedback"]["rating"] == "up"
    assert whole["messages"][1]["citations"][0]["quote"] == OPENING
    assert whole["messages"][2]["document_ids"] == [document]


def test_json_is_what_comes_without_asking(portico: Portico) -> None:
    conversation = portico.converse()
    response = portico.client.get(f"/api/v1/conversations/{conversation}/export")
    assert response.get_json()["messages"] == []


@pytest.mark.parametrize(("kind", "suffix"), [("json", "json"), ("markdown", "md")])
def test_it_comes_as_a_file_with_the_conversations_name(
    portico: Portico, kind: str, suffix: str
) -> None:
    conversation = named(portico, 'Ärger "am"/Hafen; 港\\x')
    disposition = export(portico, conversation, kind).headers["Content-Disposition"]
    name = disposition.removeprefix("attachment; filename*=UTF-8''")
    assert re.fullmatch(r"[A-Za-z0-9%._~-]+", name)
    assert unquote(name) == f'Ärger "am"/Hafen; 港\\x.{suffix}'


def test_markdown_is_good_to_read(portico: Portico) -> None:
    _, conversation = opened(portico)
    answer = asked(portico, conversation).get_json()["id"]
    verdict = {"rating": "down", "reason": "Too *short*."}
    portico.client.put(f"/api/v1/messages/{answer}/feedback", json=verdict)
    asked(portico, conversation, "Who repairs the lamp?")
    lines = page(portico, conversation).splitlines()
    assert lines[0] == "# When does the harbour open?"
    assert lines[4:] == [
        "---",
        "",
        "> When does the harbour open?",
        "",
        f"{OPENING} [^2-1]",
        "",
        "Feedback: down: Too \\*short\\*.",
        "",
        f"[^2-1]: Harbour rules, page 1: “{OPENING}”",
        "",
        "---",
        "",
        "> Who repairs the lamp?",
        "",
        f"{LAMP} [^4-1]",
        "",
        f"[^4-1]: Harbour rules, page 1: “{LAMP}”",
    ]


def test_a_deleted_source_is_not_quoted(portico: Portico) -> None:
    document, conversation = opened(portico)
    asked(portico, conversation)
    portico.client.delete(f"/api/v1/documents/{document}")
    portico.work()
    assert "[^2-1]: Harbour rules, page 1: *source deleted*" in page(portico, conversation)
    assert f"“{OPENING}”" not in page(portico, conversation)


@pytest.mark.parametrize("forgery", FORGERIES)
def test_nobodys_words_forge_a_heading_a_link_or_html(portico: Portico, forgery: str) -> None:
    title = portico.add(forgery.replace("\n", " ")[:200], f"{OPENING} {forgery}")["title"]
    conversation = named(portico, forgery[:200])
    asked(portico, conversation, f"When does the harbour open every day? {forgery}")
    text = page(portico, conversation)
    shown = text.splitlines()
    assert title
    assert [one for one in shown if one.startswith("#")] == [shown[0]]
    assert [one for one in shown if re.match(r"\s*(?:={2,}|[-*+] |\d+\. |`{3}|~{3}|\|)", one)] == []
    assert not MEANING.search(unescaped(text.removeprefix("# "))[1:].replace("\n>", "\n"))
    notes = re.findall(r"^\[\^[^\]]+\]:", text, re.MULTILINE)
    assert len(notes) == len(set(notes)) == len(said(portico, conversation)[1]["citations"])
    assert not re.search("[\u200b\u202a-\u202e\u2028]", text)


@settings(max_examples=examples(300))
@given(st.text())
def test_every_mark_that_means_something_is_escaped(text: str) -> None:
    shown = line(text)
    assert not MEANING.search(unescaped(shown))
    assert not re.match(r"\s|\d+[.)]|[-+=:]", shown)
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", shown)


def test_a_long_conversation_is_read_while_it_is_sent(portico: Portico) -> None:
    conversation = portico.converse()
    held = portico.container.get(ConversationsReader).conversation(
        portico.container.get(Principal).organisation_id, ConversationId(UUID(conversation))
    )
    assert held is not None
    with portico.container.get(ConversationsStore).transaction() as work:
        for number in range(1, 2 * AT_ONCE + 2):
            role = Role.USER if number % 2 else Role.ASSISTANT
            work.messages.append(a_message(held, number, role, content=f"m{number}"))
        work.commit()
    response = export(portico, conversation)
    pieces = list(response.iter_encoded())
    assert len(pieces) > 2 * AT_ONCE
    messages = json.loads(b"".join(pieces))["messages"]
    assert [one["content"] for one in messages] == [f"m{n}" for n in range(1, 2 * AT_ONCE + 2)]
    assert page(portico, conversation).count("\n---\n") == AT_ONCE + 1


def test_what_is_not_ones_own_is_not_there(portico: Portico) -> None:
    _, conversation = opened(portico)
    refused(export(portico, str(uuid4())), 404, "conversation_not_found")
    portico.container.binder.bind(Principal, to=InstanceProvider(EVE))
    for kind in ("json", "markdown"):
        refused(export(portico, conversation, kind), 404, "conversation_not_found")


@pytest.mark.parametrize("kind", ["pdf", "", "JSON"])
def test_other_formats_are_not_known(portico: Portico, kind: str) -> None:
    problem = refused(export(portico, portico.converse(), kind), 422, "invalid_parameters")
    assert problem["errors"][0]["parameter"] == "format"
