"""Somebody at one keep-alive connection who signs up and in, each time as another client."""

from collections.abc import Mapping
from ipaddress import IPv4Address
from itertools import count
from typing import Any

from benchmarks.lines import JSON, Line

PASSWORD, WRONG = "correct horse battery", "wrong horse battery"
BEHIND_PROXY: Mapping[str, str] = {"PORTICO_TRUSTED_PROXIES": "1"}
"""Settings of a server that believes who a visitor says they are; it counts clients' tries."""
CLIENTS = map(str, map(IPv4Address, count(int(IPv4Address("10.0.0.1")))))


class Visitor:
    def __init__(self, port: int) -> None:
        self._line = Line(port)

    def join(self, email: str) -> None:
        """Get an account."""
        told = self._post("sign-up", 202, email=email, password=PASSWORD)
        self._post("verifications", 204, token=told["verification_token"])

    def sign_in(self, email: str) -> str:
        """Return the access token."""
        return str(self._post("sign-in", 200, email=email, password=PASSWORD)["access_token"])

    def refused(self, email: str) -> None:
        self._post("sign-in", 401, email=email, password=WRONG)

    def reset(self, email: str) -> None:
        self._post("password-resets", 202, email=email)

    def sign_up(self, email: str) -> None:
        self._post("sign-up", 202, email=email, password=PASSWORD)

    def look(self, bearer: str) -> Any:
        """Return one's own account."""
        return self._line.get("/api/v1/me", {"Authorization": f"Bearer {bearer}"})

    def id(self, bearer: str) -> str:
        return str(self.look(bearer)["id"])

    def _post(self, what: str, expected: int, **body: str) -> Any:
        headers = {**JSON, "X-Forwarded-For": next(CLIENTS)}
        return self._line.post(f"/api/v1/auth/{what}", body, headers, expected=expected)
