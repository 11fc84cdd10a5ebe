"""Files handed in as a browser's form does it."""

from io import BytesIO
from typing import Any

from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse

from entrypoints.testing import Portico


def upload(
    portico: Portico,
    content: bytes,
    filename: str = "notes.txt",
    kind: str = "application/octet-stream",
    *,
    title: str | None = None,
    headers: dict[str, str] | None = None,
) -> TestResponse:
    form: dict[str, Any] = {"file": FileStorage(BytesIO(content), filename, content_type=kind)}
    if title is not None:
        form["title"] = title
    return portico.client.post("/api/v1/documents", data=form, headers=headers)


def become(portico: Portico, response: TestResponse) -> dict[str, Any]:
    """Do the work that is waiting, and return what became of the document that was received."""
    assert response.status_code == 202, response.get_data(as_text=True)
    portico.work()
    document: dict[str, Any] = portico.client.get(response.headers["Location"]).get_json()
    return document
