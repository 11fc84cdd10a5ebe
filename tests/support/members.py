"""People with accounts, as programs use them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from application.permissions.access.people import Named, People
from domain.ids import UserId
from entrypoints.testing import Portico

PASSWORD = "the tide comes twice a day"
ADA = "ada@harbour.example"
BEN = "ben@harbour.example"


@dataclass
class Member:
    """A person with an account, as a program uses it."""

    portico: Portico
    token: str
    headers: dict[str, str] = field(default_factory=dict)

    @classmethod
    def sign_up(cls, portico: Portico, email: str) -> Member:
        body = {"email": email, "password": PASSWORD, "name": email.partition("@")[0].title()}
        client = portico.client
        asked = client.post("/api/v1/auth/sign-up", json=body).get_json()
        proof = {"token": asked["verification_token"]}
        assert client.post("/api/v1/auth/verifications", json=proof).status_code == 204
        del body["name"]
        tokens = client.post("/api/v1/auth/sign-in", json=body).get_json()
        member = cls(portico, tokens["access_token"])
        known = member.call("GET", "/me")
        people: Any = portico.container.get(People)
        people.known[UserId(UUID(known["id"]))] = Named(known["name"], email)
        return member

    def call(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        headers = {"Authorization": f"Bearer {self.token}", **self.headers}
        answer = self.portico.client.open(
            f"/api/v1{path}", method=method, json=body, headers=headers
        )
        assert answer.status_code < 400, answer.get_data(as_text=True)
        return answer.get_json(silent=True)

    def found(self, name: str) -> str:
        return str(self.call("POST", "/organisations", {"name": name})["id"])

    def add(self, title: str, text: str) -> str:
        received = self.call("POST", "/documents", {"title": title, "text": text})
        self.portico.work()
        return str(received["id"])

    def ask(self, question: str) -> str:
        conversation = self.call("POST", "/conversations", {"document_ids": []})["id"]
        self.call("POST", f"/conversations/{conversation}/messages", {"content": question})
        return str(conversation)

    def link(self, resource: str, **wanted: Any) -> str:
        made = self.call("POST", f"/resources/{resource}/links", {"level": "view", **wanted})
        return f"/guest#{made['secret']}"
