"""Events as they are told, and what a person does with them on their page."""

from typing import TYPE_CHECKING, Any

from entrypoints.testing import Portico

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

OWN_TAB: dict[str, Any] = {"viewport": {"width": 1024, "height": 768}}
"""The shared one would keep the clock that a test installs, and the routes."""
ASKED_EVERY_MS = 2_000
HIDE = """(hidden) => {
  Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


def event(id: str, **changes: Any) -> dict[str, Any]:
    return {"id": id, "source": "shop", "type": "order.paid", "data": {}, **changes}


def document(id: str, text: str | None = None, **changes: Any) -> dict[str, Any]:
    """Without a text it is poison: `knowledge` refuses it for good."""
    data = {"title": "Lamp", **({} if text is None else {"text": text})}
    return event(id, type="document.created", data=data, **changes)


POISONED = (document("d-1", key="doc"), document("d-2", "The lamp burns.", key="doc"))


POISONED = (document("d-1", key="doc"), document("d-2", "The lamp burns.", key="doc"))


def told(portico: Portico, *events: dict[str, Any]) -> Portico:
    answer = portico.client.post("/api/v1/events", json=list(events))
    assert answer.status_code == 202, answer.get_data(as_text=True)
    portico.work()
    return portico


def poisoned(*more: dict[str, Any]) -> Portico:
    return told(Portico.start(threads=True), *POISONED, *more)


def letters(page: "Page") -> "Locator":
    return page.locator("#letters tbody tr")


def look_up(page: "Page", id: str, source: str = "shop") -> None:
    page.get_by_label("Source").fill(source)
    page.get_by_label("Id", exact=True).fill(id)
    page.get_by_role("button", name="Find").click()
