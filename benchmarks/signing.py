"""Somebody at one keep-alive connection who signs up and in."""

import http.client
import json
from typing import Any

PASSWORD, WRONG = "correct horse battery", "wrong horse battery"
PATIENCE_SECONDS = 30.0


class Visitor:
    def __init__(self, port: int) -> None:
        self._line = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)

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
        return self._ask("GET", "/api/v1/me", 200, None, {"Authorization": f"Bearer {bearer}"})

    def id(self, bearer: str) -> str:
        return str(self.look(bearer)["id"])

    def _post(self, what: str, expected: int, **body: str) -> Any:
        headers = {"Content-Type": "application/json"}
        return self._ask("POST", f"/api/v1/auth/{what}", expected, json.dumps(body), headers)

    def _ask(
        self, method: str, path: str, expected: int, body: str | None, headers: dict[str, str]
    ) -> Any:
        self._line.request(method, path, body, headers)
        answer = self._line.getresponse()
        read = answer.read()
        if answer.status != expected:
            raise AssertionError(f"{path}: {answer.status} {read!r}")
        return json.loads(read) if read else None
