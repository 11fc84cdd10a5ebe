"""Operators see whether this process is well, and what it has done."""

import re
from typing import Any
from uuid import uuid4

import pytest
from injector import InstanceProvider

from application.errors import Unavailable
from application.jobs.ports import JobQueue
from e2e.harbour import asked, opened
from entrypoints.composition.schema import Schema
from entrypoints.testing import Portico

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}")


class Away:
    def waiting(self) -> dict[str, int]:
        raise Unavailable("the database", "it was told to fail")


class Old:
    def is_current(self) -> bool:
        return False


def metrics(portico: Portico) -> str:
    response = portico.client.get("/metrics")
    assert response.content_type == "text/plain; version=0.0.4; charset=utf-8"
    return response.get_data(as_text=True)


def test_requests_are_counted_by_route_and_never_by_id(portico: Portico) -> None:
    document, conversation = opened(portico)
    asked(portico, conversation)
    portico.client.get(f"/api/v1/documents/{document}")
    portico.client.get(f"/api/v1/documents/{uuid4()}")
    portico.client.get(f"/nowhere/{uuid4()}")
    found = metrics(portico)
    for status in (200, 404):
        assert (
            'portico_requests_total{method="GET",route="/api/v1/documents/<uuid:document_id>",'
            f'status="{status}"}}'
        ) in found
    assert 'method="GET",route="unknown",status="404"' in found
    assert UUID.search(found) is None


def test_a_method_that_somebody_made_up_is_no_label(portico: Portico) -> None:
    portico.client.open("/api/v1/documents", method="BREW")
    found = metrics(portico)
    assert "BREW" not in found
    assert 'method="other"' in found


def test_jobs_and_events_are_counted(portico: Portico) -> None:
    document, conversation = opened(portico)
    asked(portico, conversation)
    portico.client.delete(f"/api/v1/documents/{document}")
    portico.work()
    found = metrics(portico)
    for kind in ("ingest_document", "answer_question", "purge_document"):
        assert f'portico_jobs_total{{kind="{kind}",outcome="done"}}' in found
    assert 'portico_events_delivered_total{group="conversations"}' in found
    assert 'portico_events_carried_total{step="relay"}' in found


def test_a_process_that_runs_is_live(portico: Portico) -> None:
    assert portico.client.get("/health/live").get_json() == {"status": "live"}


def test_a_process_that_has_all_it_needs_is_ready(portico: Portico) -> None:
    response = portico.client.get("/health/ready")
    assert response.status_code == 200
    assert response.get_json() == {
        "status": "ready",
        "dependencies": [{"name": "database", "ready": True, "detail": "ready"}],
        "waiting": {},
    }


def test_work_that_waits_is_counted(portico: Portico) -> None:
    portico.client.post("/api/v1/documents", json={"title": "a", "text": "a"})
    assert portico.client.get("/health/ready").get_json()["waiting"] == {"ingestion": 1}
    portico.work()
    assert portico.client.get("/health/ready").get_json()["waiting"] == {}


@pytest.mark.parametrize(
    ("port", "double", "says"),
    [(JobQueue, Away(), "told to fail"), (Schema, Old(), "portico migrate")],
)
def test_a_process_that_lacks_something_says_what(
    portico: Portico, port: Any, double: Any, says: str
) -> None:
    portico.container.binder.bind(port, to=InstanceProvider(double))
    response = portico.client.get("/health/ready")
    body = response.get_json()
    assert (response.status_code, response.mimetype) == (503, "application/json")
    assert body["status"] == "not ready"
    (dependency,) = body["dependencies"]
    assert (dependency["name"], dependency["ready"]) == ("database", False)
    assert says in dependency["detail"]
    assert portico.client.get("/health/live").status_code == 200
