"""How a refusal looks from outside."""

from typing import Any

from werkzeug.test import TestResponse


def refused(response: TestResponse, status: int, code: str) -> dict[str, Any]:
    """Return the problem of a refusal with this status and code, whose shape is as promised."""
    assert response.status_code == status, response.get_data(as_text=True)
    assert response.mimetype == "application/problem+json"
    body: dict[str, Any] = response.get_json()
    assert (body["status"], body["code"], body["type"]) == (status, code, "about:blank")
    assert body["title"]
    assert body["detail"]
    assert body["request_id"] == response.headers["X-Request-Id"]
    return body
