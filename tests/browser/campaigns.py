"""Performance files as people send them in a browser, and rows that are published already."""

from io import BytesIO
from typing import TYPE_CHECKING, Any
from uuid import UUID

from domain.ids import OrganisationId
from entrypoints.testing import Portico
from support.performance import csv
from support.published_rows import Publisher, Row

if TYPE_CHECKING:
    from playwright.sync_api import FilePayload, Locator, Page

FILES = "/api/v1/performance-files"
GOOD = ("100,ann,30,12,6,480", "101,ben,40,1,2,900")
ZERO = "100,cleo,4,0,0,0"
EVIL = "101,<img src=x onerror=alert(1)>,-2,1,1,900"
HIDDEN = "102,gpj\u202eexe.,1,1,1,9"
CUT = b"102,\xff\xfe,1,1,1,1\n"
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
}


def held(portico: Portico, content: bytes, name: str = "june.csv", **form: str) -> str:
    """Send a file without a browser and have it loaded; returns its id."""
    data: dict[str, Any] = {"file": (BytesIO(content), name), **form}
    answer = portico.client.post(FILES, data=data)
    assert answer.status_code == 202, answer.get_data(as_text=True)
    portico.work()
    return str(answer.get_json()["id"])


def choose(page: "Page", content: bytes, name: str = "june.csv") -> None:
    chosen: FilePayload = {"name": name, "mimeType": "text/csv", "buffer": content}
    page.get_by_label("File", exact=True).set_input_files([chosen])


def send(page: "Page", content: bytes, name: str = "june.csv", budget: str = "90%") -> None:
    choose(page, content, name)
    page.get_by_label("Rows that may be wrong").fill(budget)
    page.get_by_role("button", name="Send", exact=True).click()


def worse() -> bytes:
    return csv(*GOOD, ZERO, EVIL, HIDDEN) + CUT


def ours(portico: Portico) -> OrganisationId:
    """Return the organisation that whoever sits at the machine acts for."""
    shown = portico.client.get("/api/v1/organisations").get_json()
    return OrganisationId(UUID(shown["items"][0]["id"]))


def published(*rows: Row, quarantined: int = 0) -> Portico:
    portico = Portico.start(threads=True)
    publisher = Publisher(portico.container)
    publisher.file(rows, quarantined=quarantined, organisation_id=ours(portico))
    return portico


def kept(page: "Page") -> "Locator":
    return page.locator("#kept tbody tr")
