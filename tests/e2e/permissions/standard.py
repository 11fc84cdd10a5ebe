"""Requests of the Authorization API 1.0."""

from typing import Any
from uuid import UUID

from domain.principal import Principal
from support.company import Company

EVALUATION, EVALUATIONS = "/access/v1/evaluation", "/access/v1/evaluations"
SEARCH = "/access/v1/search"


def user(who: Principal | UUID | str) -> dict[str, Any]:
    return {"type": "user", "id": str(who.user_id if isinstance(who, Principal) else who)}


def named(action: str) -> dict[str, Any]:
    return {"name": action}


def thing(id: UUID | str, kind: str = "document") -> dict[str, Any]:
    return {"type": kind, "id": str(id)}


def asks(who: Principal | UUID | str, action: str, what: dict[str, Any]) -> dict[str, Any]:
    return {"subject": user(who), "action": named(action), "resource": what}


def posted(company: Company, path: str, body: Any, by: Principal | None = None) -> Any:
    response = company.acts(by or company.ada).post(path, json=body)
    assert response.status_code == 200, response.get_data(as_text=True)
    assert response.mimetype == "application/json"
    return response.get_json()
