"""A program, and what it sends."""

from __future__ import annotations

from base64 import b64encode, urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from werkzeug.test import TestResponse

from entrypoints.testing import Portico
from support.signing_in import Person

BACK = "https://app.example.org/back"
VERIFIER = "v" * 43
STATE = "af0ifjsldkj é&="


def challenge_of(verifier: str) -> str:
    return urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def parameters_of(location: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(location).query, keep_blank_values=True))


@dataclass(frozen=True, slots=True)
class Program:
    """A client of an organisation, as it was registered."""

    portico: Portico
    id: str
    secret: str | None
    organisation_id: str

    @classmethod
    def registered(
        cls,
        portico: Portico,
        admin: Person,
        organisation_id: str,
        kind: str = "public",
        **more: Any,
    ) -> Program:
        body = {"name": "Charts", "kind": kind, "scope": "write", **more}
        if kind != "machine":
            body.setdefault("redirect_uris", [BACK])
        made = admin.post(f"/api/v1/organisations/{organisation_id}/clients", body)
        assert made.status_code == 201, made.get_data(as_text=True)
        told = made.get_json()
        return cls(portico, told["id"], told["client_secret"], organisation_id)

    def asking(self, **changes: str | None) -> dict[str, str]:
        """Return the parameters of a request for a code; None leaves one out."""
        usual = {
            "response_type": "code",
            "client_id": self.id,
            "redirect_uri": BACK,
            "code_challenge": challenge_of(VERIFIER),
            "code_challenge_method": "S256",
            "state": STATE,
        }
        return {name: value for name, value in {**usual, **changes}.items() if value is not None}

    def page(self, **changes: str | None) -> TestResponse:
        return self.portico.client.get("/oauth/authorize", query_string=self.asking(**changes))

    def decided(
        self, by: Person, decision: str = "allow", /, **changes: str | None
    ) -> TestResponse:
        body: dict[str, Any] = {**self.asking(**changes), "decision": decision}
        return by.post("/api/v1/auth/authorizations", body)

    def told(self, by: Person, decision: str = "allow", /, **changes: str | None) -> dict[str, str]:
        """Return what the program reads at its address after the person's decision."""
        response = self.decided(by, decision, **changes)
        assert response.status_code == 200, response.get_data(as_text=True)
        return parameters_of(response.get_json()["location"])

    def code(self, by: Person, **changes: str | None) -> str:
        return self.told(by, "allow", **changes)["code"]

    def send(self, path: str, form: dict[str, str | None], *, basic: bool = True) -> TestResponse:
        kept = {name: value for name, value in form.items() if value is not None}
        headers = {}
        if self.secret is None:
            kept.setdefault("client_id", self.id)
        elif basic:
            pair = b64encode(f"{self.id}:{self.secret}".encode()).decode()
            headers["Authorization"] = f"Basic {pair}"
        else:
            kept |= {"client_id": self.id, "client_secret": self.secret}
        return self.portico.client.post(f"/api/v1/auth/{path}", data=kept, headers=headers)

    def redeem(self, code: str | None, **changes: str | None) -> TestResponse:
        usual = {"redirect_uri": BACK, "code_verifier": VERIFIER, **changes}
        return self.send("token", {"grant_type": "authorization_code", "code": code, **usual})

    def refresh(self, token: str, **changes: str | None) -> TestResponse:
        return self.send(
            "token", {"grant_type": "refresh_token", "refresh_token": token, **changes}
        )

    def revoke(self, token: str, **changes: str | None) -> TestResponse:
        return self.send("revoke", {"token": token, **changes})

    def tokens(self, by: Person, **changes: str | None) -> dict[str, Any]:
        """Walk the whole flow."""
        response = self.redeem(self.code(by, **changes))
        assert response.status_code == 200, response.get_data(as_text=True)
        given: dict[str, Any] = response.get_json()
        return given

    def ask(self, token: str, method: str = "GET", path: str = "/me", **more: Any) -> TestResponse:
        headers = {"Authorization": f"Bearer {token}", **more.pop("headers", {})}
        return self.portico.client.open(f"/api/v1{path}", method=method, headers=headers, **more)
