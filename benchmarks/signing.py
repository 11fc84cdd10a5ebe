"""Somebody at one keep-alive connection who signs up and in."""

from typing import Any

from benchmarks.lines import Line

PASSWORD, WRONG = "correct horse battery", "wrong horse battery"


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
        return self._line.post(f"/api/v1/auth/{what}", body, expected=expected)
