"""The console as a person uses it, in a real browser."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from browser.serving import LEFT
from entrypoints.testing import Portico

if TYPE_CHECKING:
    from playwright.sync_api import ConsoleMessage, Error, FilePayload, Locator, Page, Request

ANSWERED_BADLY = "Failed to load resource"
"""What Chromium says of each 4xx, also of one that the page expects."""


@dataclass
class Console:
    """One page of one browser, and all that it asked for and complained about."""

    page: Page
    url: str
    portico: Portico
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", self._asked)
        self.page.on("console", self._said)
        self.page.on("pageerror", self._broke)

    def leave(self) -> None:
        self.page.remove_listener("request", self._asked)
        self.page.remove_listener("console", self._said)
        self.page.remove_listener("pageerror", self._broke)
        self.page.goto(self.url + LEFT)
        self.page.context.clear_cookies()

    def _asked(self, request: Request) -> None:
        self.requests.append(request.url)

    def _said(self, message: ConsoleMessage) -> None:
        is_expected = message.text.startswith(ANSWERED_BADLY)
        if message.type in {"error", "warning"} and not is_expected:
            self.complaints.append(message.text)

    def _broke(self, error: Error) -> None:
        self.complaints.append(str(error))

    @property
    def strangers(self) -> list[str]:
        """Requests that went anywhere but to the application under test."""
        return [one for one in self.requests if not one.startswith((f"{self.url}/", "data:"))]

    def open(self, path: str = "/") -> Console:
        self.page.goto(self.url + path)
        return self.settled()

    def settled(self) -> Console:
        self.page.locator("body[data-ready]").wait_for()
        return self

    def upload(self, name: str, content: bytes, *, until: str = "ready") -> Locator:
        """Hand a file in and return its row as soon as it has come to that state."""
        self.pick((name, content))
        row = self.page.locator(f".document[data-state={until}]")
        row = row.filter(has_text=name.rpartition(".")[0])
        row.wait_for(state="attached")
        return row

    def replace(self, row: Locator, name: str, content: bytes) -> None:
        """Choose a file in place of that row's document."""
        chosen: FilePayload = {"name": name, "mimeType": "", "buffer": content}
        with self.page.expect_file_chooser() as chooser:
            row.get_by_role("button", name="Replace").click()
        chooser.value.set_files([chosen])

    def pick(self, *files: tuple[str, bytes]) -> None:
        picked: list[FilePayload] = [
            {"name": name, "mimeType": "", "buffer": content} for name, content in files
        ]
        self.page.set_input_files("#files", picked)

    def document(self, title: str) -> Locator:
        return self.page.locator(".document").filter(has_text=title)

    def ask(self, question: str) -> Locator:
        """Ask, and return the answer when it is over."""
        count = self.answers.count()
        self.page.fill("#question", question)
        self.page.press("#question", "Enter")
        return self.over(count)

    def over(self, place: int) -> Locator:
        """Return the answer at that place when it is over."""
        self.page.locator("#talk:not(:has(.answer[data-status=running]))").wait_for()
        answer = self.answers.nth(place)
        answer.wait_for()
        return answer

    @property
    def answers(self) -> Locator:
        return self.page.locator(".answer")

    @property
    def mark(self) -> Locator:
        return self.page.locator("#source mark")

    def status(self, answer: Locator) -> str:
        return answer.get_attribute("data-status") or ""

    @property
    def conversation(self) -> str:
        """The conversation that the address names."""
        found = re.search(r"conversation=([0-9a-f-]{36})", self.page.url)
        assert found, self.page.url
        return found[1]

    def messages(self) -> list[dict[str, Any]]:
        """What the API has kept of the conversation."""
        kept = self.portico.client.get(f"/api/v1/conversations/{self.conversation}/messages")
        items: list[dict[str, Any]] = kept.get_json()["items"]
        return items

    def citations(self) -> list[dict[str, Any]]:
        """The last answer's citations, as the API tells them."""
        cited: list[dict[str, Any]] = self.messages()[-1]["citations"]
        return cited
