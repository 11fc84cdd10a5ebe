"""Questions are answered from the chosen documents with quotes, or not at all."""

import pytest

from e2e.harbour import LAMP, OPENING, RULES, WHEN, asked, opened, said
from e2e.problems import refused
from entrypoints.testing import FailingIndex, Portico, ScriptedWriter

SHAPE = {
    "id", "conversation_id", "role", "content", "answer_status", "citations", "retrieval", "model",
    "in_reply_to", "created_at", "document_ids", "trimmed", "usage", "feedback",
}  # fmt: skip
CITATION = {
    "marker",
    "document_id",
    "version",
    "title",
    "page",
    "start",
    "end",
    "quote",
    "withdrawn",
    "redacted",
}


def test_an_answer_has_a_fixed_shape(portico: Portico) -> None:
    document, conversation = opened(portico)
    response = asked(portico, conversation)
    answer = response.get_json()
    assert response.status_code == 201
    assert set(answer) == SHAPE
    assert (answer["role"], answer["answer_status"]) == ("assistant", "answered")
    assert answer["content"] == f"{OPENING} [1]"
    assert answer["conversation_id"] == conversation
    (citation,) = answer["citations"]
    assert set(citation) == CITATION
    assert (citation["marker"], citation["document_id"]) == (1, document)
    assert answer["retrieval"]["query"] == WHEN
    assert answer["retrieval"]["hits"][0]["document_id"] == document
    assert answer["retrieval"]["withheld"] == 0
    assert response.headers["Location"].startswith("/api/v1/runs/")


def test_a_quote_is_what_the_page_says_there(portico: Portico) -> None:
    document = portico.add("Long", "Filler about nothing at all stands here.\n\n" * 30 + RULES)
    conversation = portico.converse(document["id"])
    for question in (WHEN, "Who repairs the lamp?"):
        for one in asked(portico, conversation, question).get_json()["citations"]:
            path = f"/api/v1/documents/{one['document_id']}/pages/{one['page']}"
            text = portico.client.get(path).get_json()["text"]
            assert text[one["start"] : one["end"]] == one["quote"] != ""


def test_what_the_documents_do_not_say_is_not_answered(portico: Portico) -> None:
    _, conversation = opened(portico)
    answer = asked(portico, conversation, "Which composer wrote nine famous symphonies?").get_json()
    assert (answer["answer_status"], answer["citations"]) == ("abstained", [])
    assert answer["content"]


def test_no_model_is_asked_where_there_is_no_evidence() -> None:
    writer = ScriptedWriter(["I know this by heart."])
    portico = Portico.start(writer=writer)
    assert portico.ask("When was Rome founded?")["answer_status"] == "abstained"
    assert writer.briefs == []


def test_a_follow_up_is_understood_from_what_was_asked_before(portico: Portico) -> None:
    _, conversation = opened(portico)
    asked(portico, conversation, "What does the lighthouse keeper do on Monday evenings?")
    answer = asked(portico, conversation, "Why does he do that?").get_json()
    assert "lighthouse keeper" in answer["retrieval"]["query"]
    assert answer["content"].startswith(LAMP)


def test_a_model_is_told_what_was_said_before() -> None:
    writer = ScriptedWriter([f"{OPENING} [1]"])
    portico = Portico.start(writer=writer)
    _, conversation = opened(portico)
    asked(portico, conversation)
    asked(portico, conversation, "Is it open at five?")
    turns = [(turn.role.value, turn.content) for turn in writer.briefs[-1].history]
    assert turns == [("user", WHEN), ("assistant", f"{OPENING} [1]")]


def test_only_the_chosen_documents_are_asked(portico: Portico) -> None:
    portico.add("Harbour rules", RULES)
    bees = portico.add("Bees", "Honey keeps for decades because it holds too little water.")["id"]
    conversation = portico.converse(bees)
    assert asked(portico, conversation).get_json()["answer_status"] == "abstained"
    answer = asked(portico, conversation, "Why does honey keep for decades?").get_json()
    assert {one["document_id"] for one in answer["citations"]} == {bees}


def test_when_the_chosen_documents_are_gone_nothing_else_is_asked(portico: Portico) -> None:
    document, conversation = opened(portico)
    portico.add("A copy", f"{RULES}\n\nThis is a copy of the rules of the harbour.")
    assert asked(portico, conversation).get_json()["answer_status"] == "answered"
    portico.client.delete(f"/api/v1/documents/{document}")
    answer = asked(portico, conversation).get_json()
    assert (answer["answer_status"], answer["retrieval"]["hits"]) == ("abstained", [])


def test_what_was_said_is_read_oldest_first_page_by_page(portico: Portico) -> None:
    _, conversation = opened(portico)
    for _ in range(3):
        asked(portico, conversation)
    whole = said(portico, conversation)
    assert [one["role"] for one in whole] == ["user", "assistant"] * 3
    assert whole[1]["in_reply_to"] == whole[0]["id"]
    path = f"/api/v1/conversations/{conversation}/messages?limit=4"
    first = portico.client.get(path).get_json()
    second = portico.client.get(f"{path}&cursor={first['next_cursor']}").get_json()
    assert first["items"] + second["items"] == whole
    assert second["next_cursor"] is None


@pytest.mark.parametrize("content", [" ", "\n\n", "\u2003"])
def test_a_question_needs_words(portico: Portico, content: str) -> None:
    _, conversation = opened(portico)
    refused(asked(portico, conversation, content), 422, "question_empty")
    refused(asked(portico, conversation, ""), 422, "invalid_body")
    refused(asked(portico, conversation, "a" * 10_001), 422, "invalid_body")
    assert said(portico, conversation) == []


def test_an_answer_that_could_not_be_looked_up_is_a_503() -> None:
    portico = Portico.start(index=FailingIndex())
    refused(asked(portico, portico.converse()), 503, "unavailable")
