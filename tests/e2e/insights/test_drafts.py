"""What a model was told, what it wrote, and what another one wrote beside it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from application.insights.ports import ImportStore
from e2e.insights.test_customer_words import CONTENT, IDS, SUMMARY, Office, opened
from entrypoints.composition.infrastructure import LOCAL
from entrypoints.testing import Dies, ScriptedTextWriter
from support.databases import fresh_sqlite
from support.insight_rows import Rows, came
from support.tables import interactions, row

DRAFTS = "/api/v1/drafts"


class Echo:
    """Says each line again, as a deterministic model would, and keeps what it was told."""

    def __init__(self, name: str = "echo", says: str = "") -> None:
        self.name, self.says, self.told = name, says, list[Any]()

    def write(self, commission: Any) -> Iterator[str]:
        self.told.append(commission)
        for number, line in enumerate(commission.lines, start=1):
            yield f"[{number}] {line}{self.says}\n"


@contextmanager
def office_of(folder: Path, writer: Any, shadow: Any = None) -> Iterator[Office]:
    offices = opened(fresh_sqlite(folder), text_writer=writer, shadow_writer=shadow)
    yield next(offices)
    assert next(offices, None) is None


def posted(office: Office, path: str, status: int = 200) -> Any:
    answer = office.portico.client.post(path)
    assert answer.status_code == status, answer.get_json()
    return answer.get_json()


@contextmanager
def another_process_writes(office: Office, folder: Path) -> Iterator[None]:
    """As one does that applies a large import: it holds SQLite's one write lock all the while."""
    other = sqlite3.connect(folder / "portico.db", isolation_level=None)
    with closing(other):
        other.execute("BEGIN IMMEDIATE")
        yield


@contextmanager
def another_thread_writes(office: Office, folder: Path) -> Iterator[None]:
    with office.portico.container.get(ImportStore).noting():
        yield


@pytest.mark.parametrize("writes", [another_process_writes, another_thread_writes])
@pytest.mark.parametrize("path", [f"{CONTENT}/1?about=trial", f"{SUMMARY}/1"])
def test_what_cannot_be_kept_in_time_is_told_in_words_of_ours(
    tmp_path: Path, path: str, writes: Any
) -> None:
    """The lock is held until it is answered: who waited for it would wait for ever."""
    with office_of(tmp_path, Echo(says=" Indeed.")) as office:
        with writes(office, tmp_path):
            answered = office.get(path)
        assert answered["draft"] is None
        assert answered["checks"]["failure"] == "what was written could not be kept in time"
        assert "Indeed" not in str(answered)
        assert office.get(DRAFTS)["items"] == []
        again = office.get(path)
        assert (again["checks"]["failure"], "Indeed" in str(again)) == (None, True)
        assert office.get(f"{DRAFTS}/{again['draft']}")["customer_id"] == 1


@pytest.mark.parametrize("path", [f"{CONTENT}/1?about=trial", f"{SUMMARY}/1"])
def test_a_draft_is_kept_and_replayed_to_the_byte(tmp_path: Path, path: str) -> None:
    """Prompt, retrieval and reply, with tokens in the place of names; then all of it once more."""
    with office_of(tmp_path, Echo(says=" ")) as office:
        answered = office.get(path)
        kept = office.get(f"{DRAFTS}/{answered['draft']}")
        assert (kept["customer_id"], kept["snapshot"]) == (1, answered["snapshot"])
        assert kept["reply"]["model"] == answered["model"] == "echo"
        assert "Jedi" not in str(kept)
        assert len(kept["lines"]) == len(kept["reply"]["verdicts"]) > 1
        text = answered.get("generated_content", {}).get("Content")
        text = text or answered["summary"]["summary_text"]
        assert kept["digest"] == sha256(text.encode()).hexdigest()
        if "grounding" in answered:
            assert set(kept["retrieved"]) >= {one["id"] for one in answered["grounding"]}
            assert re.search(r"\[\[NAME-1-\w+\]\]", kept["lines"][0])
            assert kept["asked"]["about"] == "trial"
        again = posted(office, f"{DRAFTS}/{answered['draft']}/replay")
        assert again.pop("reply")["text"] == kept["reply"]["text"]
        assert again == {
            "record_changed": False, "same_prompt": True, "same_reply": True, "same_text": True,
        }  # fmt: skip
        assert office.get(DRAFTS)["items"] == [kept]


def test_what_a_letter_was_to_be_about_is_kept_masked(tmp_path: Path) -> None:
    with office_of(tmp_path, Echo(says=" ")) as office:
        asked = "trial of Jedi, ada@example.com, +44 20 7946 0958"
        draft = office.get(f"{CONTENT}/1?about={quote(asked)}")["draft"]
        kept = office.get(f"{DRAFTS}/{draft}")["asked"]["about"]
        assert kept.startswith("trial of [[NAME-1-")
        assert not any(one in kept for one in ("Jedi", "ada@example.com", "7946"))
        assert posted(office, f"{DRAFTS}/{draft}/replay")["same_text"] is True


def test_a_model_that_writes_otherwise_is_found_out(tmp_path: Path) -> None:
    echo = Echo()
    with office_of(tmp_path, echo) as office:
        draft = office.get(f"{CONTENT}/1")["draft"]
        echo.says = " Batman sends his regards."
        again = posted(office, f"{DRAFTS}/{draft}/replay")
        assert (again["same_prompt"], again["same_reply"]) == (True, False)
        assert again["same_text"] is True  # for every sentence gave way to the template
        assert {one for each in again["reply"]["verdicts"] for one in each["doubts"]} >= {"name"}


def test_of_a_record_that_changed_the_prompt_alone_is_replayed(tmp_path: Path) -> None:
    with office_of(tmp_path, Echo(says=" ")) as office:
        draft = office.get(f"{CONTENT}/1")["draft"]
        changed = Rows(interactions=[came(6, "2020-06-01 10:00", "Call", 1)])
        office.put(LOCAL.organisation_id, changed)
        again = posted(office, f"{DRAFTS}/{draft}/replay")
        assert (again["record_changed"], again["same_reply"]) == (True, True)
        assert (again["same_prompt"], again["same_text"]) == (None, None)


def test_a_shadow_writes_beside_and_is_shown_to_nobody(tmp_path: Path) -> None:
    first, beside = Echo(says=" "), Echo("beside", " Call us 12 times.")
    with office_of(tmp_path, first, beside) as office:
        answered = office.get(f"{CONTENT}/1")
        assert beside.told == []
        assert office.get(f"{DRAFTS}/{answered['draft']}")["shadow"] is None
        office.portico.work()
        assert beside.told == first.told
        assert office.get(f"{CONTENT}/1") == answered
        shadow = office.get(f"{DRAFTS}/{answered['draft']}")["shadow"]
        assert (shadow["model"], shadow["failure"]) == ("beside", None)
        assert "12 times" in shadow["text"]
        assert "12 times" not in str(answered)
        assert {one for each in shadow["verdicts"] for one in each["doubts"]} >= {"number"}
        assert "Jedi" not in str(shadow)
        assert office.portico.work() == 0


OUT = b"Customer_Id,Opted_Out\n1,yes\n"


def handed_in(office: Office, content: bytes) -> Any:
    form = {"file": (BytesIO(content), "a.csv")}
    told = office.portico.client.post("/api/v1/imports", data=form).get_json()
    assert told["state"] == "applied", told
    return told


def test_no_letter_is_replayed_to_who_opted_out_since(tmp_path: Path) -> None:
    echo = Echo(says=" ")
    with office_of(tmp_path, echo) as office:
        letter, summary = (office.get(f"{one}/1")["draft"] for one in (CONTENT, SUMMARY))
        handed_in(office, OUT)
        echo.told.clear()
        again = posted(office, f"{DRAFTS}/{letter}/replay")
        assert (again["record_changed"], again["same_reply"]) == (True, False)
        assert (again["reply"]["text"], echo.told) == ("", [])
        assert "opted out" in again["reply"]["failure"]
        assert posted(office, f"{DRAFTS}/{summary}/replay")["reply"]["text"]


def test_no_shadow_writes_to_who_opted_out_since(tmp_path: Path) -> None:
    beside = Echo("beside")
    with office_of(tmp_path, Echo(says=" "), beside) as office:
        draft = office.get(f"{CONTENT}/1")["draft"]
        handed_in(office, OUT)
        office.portico.work()
        shadow = office.get(f"{DRAFTS}/{draft}")["shadow"]
        assert (shadow["text"], beside.told) == ("", [])
        assert "opted out" in shadow["failure"]


@pytest.mark.parametrize("path", [CONTENT, SUMMARY])
def test_nothing_is_replayed_of_a_customer_who_is_gone(tmp_path: Path, path: str) -> None:
    echo = Echo(says=" ")
    with office_of(tmp_path, echo) as office:
        told = handed_in(office, interactions(row("17/02/2020 18:24", "88")))
        draft = office.get(f"{path}/88")["draft"]
        posted(office, f"/api/v1/imports/{told['id']}/reversal")
        echo.told.clear()
        again = posted(office, f"{DRAFTS}/{draft}/replay")["reply"]
        assert (again["text"], echo.told) == ("", [])
        assert "any more" in again["failure"]


def test_a_shadow_that_fails_harms_nobody(tmp_path: Path) -> None:
    with office_of(tmp_path, Echo(), ScriptedTextWriter([Dies])) as office:
        answered = office.get(f"{CONTENT}/1")
        office.portico.work()
        shadow = office.get(f"{DRAFTS}/{answered['draft']}")["shadow"]
        assert (shadow["text"], shadow["verdicts"]) == ("", [])
        assert "the connection broke" in shadow["failure"]


def test_what_a_model_is_told_of_one_customer_holds_nothing_of_another(tmp_path: Path) -> None:
    """Each draft stands by itself: its scope is one customer, in one request."""
    echo = Echo()
    with office_of(tmp_path, echo) as office:
        for customer in (1, 2, 1, 13):
            office.get(f"{CONTENT}/{customer}?about=report")
            office.get(f"{SUMMARY}/{customer}")
        told = {index: str(one) for index, one in enumerate(echo.told)}
        of_two = [one for one in told.values() if "Bird" in one]
        assert len(of_two) == 2
        for one in of_two:
            assert not any(word in one for word in ("Chatbot", "Trial", "Drug", "Sand", "Jedi"))
        others = [one for one in told.values() if "Bird" not in one]
        assert not any("Adverse Event Report" in one or "Batman" in one for one in others)


def test_drafts_of_others_are_not_there(tmp_path: Path) -> None:
    with office_of(tmp_path, Echo()) as office:
        for path in (f"{DRAFTS}/{IDS[1]}",):
            assert office.get(path, 404)["code"] == "draft_not_found"
        assert posted(office, f"{DRAFTS}/{IDS[1]}/replay", 404)["code"] == "draft_not_found"
        assert office.get(f"{CONTENT}/13")["draft"] is None
        assert office.get(DRAFTS)["items"] == []


def test_a_template_is_kept_for_letters_and_not_for_summaries(tmp_path: Path) -> None:
    with office_of(tmp_path, None) as office:
        assert office.get(f"{SUMMARY}/1")["draft"] is None
        draft = office.get(f"{CONTENT}/1")["draft"]
        again = posted(office, f"{DRAFTS}/{draft}/replay")
        assert again["same_reply"] is again["same_text"] is True
