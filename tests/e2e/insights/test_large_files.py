"""A file that no request waits for: 202, followed until a worker is done."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from werkzeug.test import TestResponse

from entrypoints.testing import Portico
from entrypoints.testing.harness import MEMORY
from support.tables import CUSTOMERS, INTERACTIONS

IMPORTS = "/api/v1/imports"


@pytest.fixture
def portico() -> Portico:
    size = len(CUSTOMERS.encode())
    return Portico.start(settings=replace(MEMORY, import_at_once_bytes=size))


def sent(portico: Portico, content: str, headers: Any = None, **form: str) -> TestResponse:
    data = {"file": (BytesIO(content.encode()), "file.csv"), **form}
    return portico.client.post(IMPORTS, data=data, headers=headers)


def followed(portico: Portico, response: TestResponse) -> Any:
    assert response.status_code == 202, response.get_data(as_text=True)
    portico.work()
    return portico.client.get(f"{IMPORTS}/{response.get_json()['id']}").get_json()


def test_a_large_file_is_followed_through_its_states(portico: Portico) -> None:
    response = sent(portico, INTERACTIONS, {"Idempotency-Key": "k"})
    received = response.get_json()
    assert response.headers["Location"] == f"{IMPORTS}/{received['id']}"
    assert (received["state"], received["read"], received["tables"]) == ("received", 0, [])
    assert received["orphans"]["ids"] == []
    assert portico.client.get(f"{IMPORTS}/{received['id']}/decisions").get_json() == {"items": []}
    again = sent(portico, INTERACTIONS, {"Idempotency-Key": "k"})
    assert (again.status_code, again.get_json()) == (202, received)
    early = portico.client.post(f"{IMPORTS}/{received['id']}/application", json={})
    assert (early.status_code, early.get_json()["code"]) == (409, "import_not_planned")

    planned = followed(portico, response)
    assert (planned["state"], planned["open"]) == ("planned", ["id:12in"])
    chosen = {"decisions": {"id:12in": "12"}}
    applying = portico.client.post(f"{IMPORTS}/{planned['id']}/application", json=chosen)
    assert applying.get_json()["state"] == "applying"
    done = followed(portico, applying)
    assert (done["state"], done["loaded"], done["failure"]) == ("applied", 6, None)
    counted = portico.client.get("/api/v1/stats/interactions").get_json()
    assert counted == {"message": "Number of Rows", "rows": 6}


def test_a_large_file_that_cannot_be_read_says_why(portico: Portico) -> None:
    failed = followed(portico, sent(portico, "a,b\n" + "1,2\n" * 100))
    assert (failed["state"], failed["failure"]["code"]) == ("failed", "columns_unknown")
    where = f"{IMPORTS}/{failed['id']}/application"
    refused = portico.client.post(where, json={})
    assert (refused.status_code, refused.get_json()["code"]) == (409, "import_failed")


def test_a_small_file_is_answered_at_once(portico: Portico) -> None:
    response = sent(portico, CUSTOMERS)
    assert (response.status_code, response.get_json()["state"]) == (201, "applied")
    assert portico.work() == 0
