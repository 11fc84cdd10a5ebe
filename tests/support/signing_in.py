"""People who sign up and in, over HTTP."""

from dataclasses import dataclass
from ipaddress import IPv4Address
from itertools import count
from typing import Any

from werkzeug.test import TestResponse

from entrypoints.testing import Portico

PASSWORD = "correct horse battery"
NUMBERS = count()
HOMES = map(str, map(IPv4Address, count(int(IPv4Address("10.0.0.1")))))
"""One client asks for so many letters and no more."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account, signed in."""

    portico: Portico
    email: str
    access: str
    refresh: str

    @property
    def bearer(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.access}"}

    def get(self, path: str = "/api/v1/me") -> TestResponse:
        return self.portico.client.get(path, headers=self.bearer)

    def post(self, path: str, body: dict[str, Any] | None = None) -> TestResponse:
        return self.portico.client.post(path, json=body, headers=self.bearer)

    def delete(self, path: str) -> TestResponse:
        return self.portico.client.delete(path, headers=self.bearer)


def auth(portico: Portico, what: str, **body: Any) -> TestResponse:
    return portico.client.post(f"/api/v1/auth/{what}", json=body)


def signed_up(portico: Portico, email: str, password: str = PASSWORD) -> str:
    """Sign up at a home of one's own, and return the token that the console shows."""
    response = portico.client.post(
        "/api/v1/auth/sign-up",
        json={"email": email, "password": password},
        environ_overrides={"REMOTE_ADDR": next(HOMES)},
    )
    assert response.status_code == 202, response.get_data(as_text=True)
    token: str = response.get_json()["verification_token"]
    return token


def person(portico: Portico, email: str | None = None, password: str = PASSWORD) -> Person:
    """Sign somebody up and in."""
    address = email or f"person{next(NUMBERS)}@example.com"
    token = signed_up(portico, address, password)
    assert auth(portico, "verifications", token=token).status_code == 204
    return signed_in(portico, address, password)


def signed_in(portico: Portico, email: str, password: str = PASSWORD) -> Person:
    response = auth(portico, "sign-in", email=email, password=password)
    assert response.status_code == 200, response.get_data(as_text=True)
    told = response.get_json()
    return Person(portico, email, told["access_token"], told["refresh_token"])


def may_sign_in(portico: Portico, email: str, password: str) -> bool:
    return auth(portico, "sign-in", email=email, password=password).status_code == 200
