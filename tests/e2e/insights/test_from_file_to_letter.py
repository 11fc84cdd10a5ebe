"""What an import brings is what is told and written, in memory and in SQL alike."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from entrypoints.testing import Portico
from entrypoints.testing.harness import MEMORY
from support.databases import fresh_sqlite

CUSTOMERS = b"Customer_Id,Occupation,Type\n1,Jedi,Red\n13,,\n"
INTERACTIONS = (
    b"date_start,interaction,customers,topic,sentiment\n"
    b"2020-02-11 16:32,Email,1,Clinical Trial Inquiry,Negative\n"
    b"2020-02-17 18:24,Chatbot,1,Side Effects Discussion,Negative\n"
)


@pytest.mark.parametrize("kept", ["memory", "sqlite"])
def test_a_file_goes_in_and_a_letter_comes_out(kept: str, tmp_path: Path) -> None:
    url = "memory:" if kept == "memory" else fresh_sqlite(tmp_path)
    portico = Portico.start(settings=replace(MEMORY, database_url=url))
    for name, content in (("customers.csv", CUSTOMERS), ("interactions.csv", INTERACTIONS)):
        took = portico.client.post("/api/v1/imports", data={"file": (BytesIO(content), name)})
        assert took.status_code == 201, took.get_json()
        assert took.get_json()["state"] == "applied", took.get_json()
    told = portico.client.get("/api/v1/summarized_interactions/1").get_json()
    assert told["summary"]["total_interactions"] == 2
    assert told["summary"]["last_interaction"]["channel"] == "Chatbot"
    assert told["adverse_events"]["flagged"] is True
    letter = portico.client.get("/api/v1/generate-content/1?tone=friendly").get_json()
    assert letter["tone"] == "apologetic"
    assert letter["generated_content"]["Content"].startswith("Dear Jedi,\n\n")
    nothing = portico.client.get("/api/v1/generate-content/13").get_json()
    assert nothing["generated_content"]["Content"] == ""
