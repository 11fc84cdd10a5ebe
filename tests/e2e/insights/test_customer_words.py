"""Customers in words, over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from adapters.conversations.language_model.writer import ollama_writer
from adapters.database.sql import open_database
from adapters.writing.model import ModelTextWriter
from entrypoints.composition.infrastructure import LOCAL
from entrypoints.testing import Portico, ScriptedTextWriter
from entrypoints.testing.harness import MEMORY
from support.behaviours import Say
from support.databases import fresh_sqlite
from support.insight_rows import Called, Put, Rows, came, put_in_sql
from support.ollama_server import OllamaServer

ROWS = Rows(
    {1: Called("Jedi", "Red"), 2: Called("Batman"), 13: Called(None)},
    (
        came(1, "2019-10-04 09:00", "Email", 1, topic="Drug Interaction Concerns", mood="Negative"),
        came(2, "2020-02-11 16:32", "Email", 1, topic="Clinical Trial Inquiry", mood="Negative"),
        came(3, "2020-02-17 18:24", "Chatbot", 1, topic="Side Effects Discussion", mood="Neutral"),
        came(4, "2020-03-05 11:33", "Bird", 2, topic="Adverse Event Report", mood="Negative"),
        came(5, "2020-03-05 11:33", "Boat", 77),
    ),
    {"2020-02": "Sand"},
)
SUMMARY, CONTENT = "/api/v1/summarized_interactions", "/api/v1/generate-content"
IDS = [f"00000000-0000-0000-0000-00000000000{one}" for one in range(6)]


@dataclass(frozen=True, slots=True)
class Office:
    portico: Portico
    put: Put

    def get(self, path: str, status: int = 200) -> Any:
        response = self.portico.client.get(path)
        assert response.status_code == status, response.get_data(as_text=True)
        return response.get_json()


@pytest.fixture
def url(tmp_path: Path) -> str:
    return fresh_sqlite(tmp_path)


@pytest.fixture
def office(url: str) -> Iterator[Office]:
    yield from opened(url)


def opened(url: str, **doubles: Any) -> Iterator[Office]:
    database = open_database(url)
    put = put_in_sql(database)
    put(LOCAL.organisation_id, ROWS)
    yield Office(Portico.start(settings=replace(MEMORY, database_url=url), **doubles), put)
    database.engine.dispose()


def test_a_summary_has_the_literal_shape_with_provenance(office: Office) -> None:
    body = office.get(f"{SUMMARY}/1")
    assert body["customer_id"] == 1
    assert body["summary"] == {
        "total_interactions": 3,
        "most_frequent_channel": "Email",
        "last_interaction": {
            "date": "2020-02-17", "channel": "Chatbot", "topic": "Side Effects Discussion",
            "at": "2020-02-17T18:24:00Z", "id": IDS[3],
        },
        "key_topics": [one.topic for one in ROWS.interactions[2::-1]],
        "summary_text": " ".join(one["text"] for one in body["sentences"]),
    }  # fmt: skip
    assert body["sentences"][1] == {
        "text": "The most frequent channel is Email, with 2 interactions.",
        "interactions": [IDS[2], IDS[1]], "total": 2, "replaced": [],
    }  # fmt: skip
    assert body["coverage"] == {
        "state": "partial", "missing": [{"reason": "without_product", "interactions": 1}],
    }  # fmt: skip
    assert (body["snapshot"], body["model"]) == (1, "extractive")


def test_a_period_leaves_out_what_lies_outside(office: Office) -> None:
    path = f"{SUMMARY}/1?from=2020-01-01T00:00:00Z&to=2020-02-12T00:00:00%2B07:00"
    summary = office.get(path)["summary"]
    assert summary["total_interactions"] == 1
    assert summary["summary_text"].count("in that period") == summary["summary_text"].count(".") > 1
    nothing = office.get(f"{SUMMARY}/1?from=2031-01-01T00:00:00Z")["summary"]["summary_text"]
    assert nothing == "There are no interactions on record in that period."


def test_zero_interactions_are_honest_zeros(office: Office) -> None:
    body = office.get(f"{SUMMARY}/13")
    assert body["summary"] == {
        "total_interactions": 0, "most_frequent_channel": None, "last_interaction": None,
        "key_topics": [], "summary_text": "There are no interactions on record.",
    }  # fmt: skip
    text = office.get(f"{CONTENT}/13")
    assert text["generated_content"] == {"Content_type": "email", "Content": ""}
    assert "nothing is on record" in text["note"]


def test_somebody_in_no_file_is_told_of_and_said_to_be(office: Office) -> None:
    missing = office.get(f"{SUMMARY}/77")["coverage"]["missing"]
    assert {"reason": "customer_not_on_file", "interactions": 1} in missing
    content = office.get(f"{CONTENT}/77")["generated_content"]["Content"]
    assert content.startswith("Dear customer,")


@pytest.mark.parametrize("path", [SUMMARY, CONTENT])
def test_an_unknown_customer_is_not_found(office: Office, path: str) -> None:
    for unknown in ("3", "2147483647", "2147483648", "9" * 30, "0", "x", "-1", "1.0"):
        office.get(f"{path}/{unknown}", 404)


@pytest.mark.parametrize(
    "query",
    [
        "type=fax",
        "tone=cheerful",
        "max_words=59",
        "max_words=501",
        "max_words=x",
        "about=" + "a" * 201,
    ],
)
def test_a_wish_that_does_not_fit_is_refused(office: Office, query: str) -> None:
    office.get(f"{CONTENT}/1?{query}", 422)


def test_a_period_that_cannot_be_read_is_refused(office: Office) -> None:
    office.get(f"{SUMMARY}/1?from=yesterday", 422)


def test_an_email_has_the_literal_shape_with_its_grounds(office: Office) -> None:
    body = office.get(f"{CONTENT}/1")
    assert body["generated_content"]["Content_type"] == "email"
    assert body["generated_content"]["Content"].startswith("Dear Jedi,\n\n")
    assert body["grounding"][0]["id"] == IDS[3]
    assert all(one["replaced"] == [] for one in body["sentences"])
    assert body["masking"]["masked"] == [{"kind": "name", "values": 1}]
    assert body["adverse_event"] is False


def test_an_adverse_event_is_flagged(office: Office) -> None:
    flagged = office.get(f"{SUMMARY}/2")["adverse_events"]
    assert flagged == {"flagged": True, "total": 1, "interactions": [IDS[4]]}
    body = office.get(f"{CONTENT}/2")
    assert body["adverse_event"] is True
    assert body["tone"] == "apologetic"
    assert "doctor or pharmacist" in body["generated_content"]["Content"]


def test_another_customers_name_is_caught_though_a_model_wrote_it_small(url: str) -> None:
    told = ["Dear Jedi,", "Thank you, Batman."]
    for office in opened(url, text_writer=ScriptedTextWriter(told)):
        sentences = office.get(f"{CONTENT}/1")["sentences"]
        assert sentences[1]["text"] == "Thank you for being in touch with us."
        assert {one["kind"] for one in sentences[1]["replaced"]} >= {"name"}


def test_newer_data_is_in_the_next_answer(office: Office) -> None:
    office.get(f"{CONTENT}/1")
    new = came(9, "2021-01-01 10:00", "Call", 1, topic="Complaint", mood="Negative")
    office.put(LOCAL.organisation_id, Rows(interactions=[new]))
    body = office.get(f"{CONTENT}/1")
    assert body["snapshot"] == 2
    assert "Complaint" in body["generated_content"]["Content"]


def test_a_real_protocol_carries_no_name(url: str) -> None:
    with OllamaServer([Say(("[1] Dear Robin,\n", "[2] Thanks for your time.\n"))]) as server:
        writer = ModelTextWriter(ollama_writer(server.url, "llama3.2", 60))
        (body,) = [one.get(f"{CONTENT}/1") for one in opened(url, text_writer=writer)]
        sent = str([one.body for one in server.requests])
    assert "Jedi" not in sent
    assert "[[NAME-1-" in sent
    assert body["model"] == "ollama:llama3.2"
    assert body["generated_content"]["Content"].startswith("Dear Jedi,\n\nThanks for your time.")
    assert body["checks"]["replaced"] == body["checks"]["checked"] - 1


def test_nothing_is_written_to_who_opted_out(url: str) -> None:
    writer = ScriptedTextWriter([])
    for office in opened(url, text_writer=writer):
        office.put(LOCAL.organisation_id, Rows({5: Called("Mover", opted_out=True)}))
        office.put(
            LOCAL.organisation_id, Rows(interactions=[came(7, "2020-06-01 10:00", "Call", 5)])
        )
        body = office.get(f"{CONTENT}/5")
        assert (body["generated_content"]["Content"], body["draft"]) == ("", None)
        assert "opted out" in body["note"]
        assert writer.commissions == []
        assert office.get(f"{SUMMARY}/5")["summary"]["total_interactions"] == 1
        assert office.get("/api/v1/customers/5")["opted_out"] is True
        assert office.get("/api/v1/customers/1")["opted_out"] is False
