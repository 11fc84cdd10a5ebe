"""Files of customers, interactions and products, and what a person does with them."""

from io import BytesIO
from typing import TYPE_CHECKING, Any

from entrypoints.settings import Settings
from entrypoints.testing import Portico
from entrypoints.testing.harness import MEMORY
from support.tables import CUSTOMERS, PRODUCTS

if TYPE_CHECKING:
    from playwright.sync_api import FilePayload, Locator, Page

PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
}
LONG = "Donaudampfschifffahrtsgesellschaftskapitän" * 4


def took(
    portico: Portico,
    content: str | bytes,
    name: str = "file.csv",
    *,
    large: bool = False,
    **form: str,
) -> Any:
    """Hand a file in; a `large` one is told as it is once a worker was there."""
    data = content.encode() if isinstance(content, str) else content
    answer = portico.client.post("/api/v1/imports", data={"file": (BytesIO(data), name), **form})
    assert answer.status_code == (202 if large else 201), answer.get_data(as_text=True)
    told = answer.get_json()
    if not large:
        return told
    portico.work()
    return portico.client.get(f"/api/v1/imports/{told['id']}").get_json()


def stocked(settings: Settings = MEMORY) -> Portico:
    """Customers and products are held; interactions are yet to come."""
    portico = Portico.start(settings=settings, threads=True)
    took(portico, CUSTOMERS, "customers.csv")
    took(portico, PRODUCTS, "products.csv")
    return portico


def hand_in(page: "Page", name: str, content: str | bytes) -> "Locator":
    """Try a file dry, and return what is shown of it."""
    data = content.encode() if isinstance(content, str) else content
    chosen: FilePayload = {"name": name, "mimeType": "", "buffer": data}
    page.get_by_label("File", exact=True).set_input_files([chosen])
    page.get_by_role("button", name="Dry run").click()
    return page.locator("#import").filter(has_text=name)


def numbers(page: "Page") -> list[str]:
    return page.locator("#import .number").all_inner_texts()
