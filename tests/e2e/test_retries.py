"""What could not be read is read once more when somebody asks for it."""

from typing import Any
from uuid import uuid4

import pytest
from injector import InstanceProvider

from application.knowledge.ingest_document import IngestDocument
from application.knowledge.ports import TextExtractor
from domain.knowledge.errors import Encrypted
from domain.knowledge.passage import Page
from e2e.harbour import LAMP, OPENING
from e2e.problems import refused
from e2e.test_replacements import looked, put, put_file, texts
from e2e.uploads import become, upload
from entrypoints.testing import Portico

DOCUMENTS = "/api/v1/documents"


class Moody:
    """A TextExtractor that refuses until it is in the mood."""

    def __init__(self) -> None:
        self.refuses = True

    def extract(self, content: bytes, media_type: str) -> list[Page]:
        if self.refuses:
            raise Encrypted
        return [Page(1, content.decode())]


@pytest.fixture
def extractor(portico: Portico) -> Moody:
    moody = Moody()
    portico.container.binder.bind(TextExtractor, to=InstanceProvider(moody))
    assert portico.container.get(IngestDocument).extractor is moody
    return moody


def retry(portico: Portico, id: str, **headers: str) -> Any:
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return portico.client.post(f"{DOCUMENTS}/{id}/retry", headers=sent)


def test_a_failed_document_is_read_once_more(portico: Portico, extractor: Moody) -> None:
    failed = become(portico, upload(portico, OPENING.encode()))
    assert failed["state"] == "failed"
    extractor.refuses = False
    response = retry(portico, failed["id"])
    begun = response.get_json()
    assert (response.status_code, begun["state"], begun["failure"]) == (202, "received", None)
    assert response.headers["ETag"] == '"2"'
    portico.work()
    assert (looked(portico, failed["id"])["state"], texts(portico)) == ("ready", [OPENING])


def test_it_may_fail_again(portico: Portico, extractor: Moody) -> None:
    failed = become(portico, upload(portico, OPENING.encode()))
    retry(portico, failed["id"])
    portico.work()
    assert looked(portico, failed["id"])["failure"] == failed["failure"]


def test_a_failed_replacement_is_read_once_more(portico: Portico, extractor: Moody) -> None:
    extractor.refuses = False
    rules = portico.add("Rules", OPENING)["id"]
    extractor.refuses = True
    put(portico, rules, LAMP)
    portico.work()
    assert looked(portico, rules)["replacement"]["failure"]["code"] == "encrypted"
    extractor.refuses = False
    assert retry(portico, rules).get_json()["replacement"]["state"] == "received"
    assert texts(portico) == [OPENING]
    portico.work()
    assert (looked(portico, rules)["version"], texts(portico)) == (2, [LAMP])


def test_only_what_failed_can_be_retried(portico: Portico) -> None:
    rules = portico.add("Rules", OPENING)["id"]
    refused(retry(portico, rules), 409, "document_not_failed")
    put_file(portico, rules, b"\x00", "lamp.txt")
    refused(retry(portico, rules), 409, "document_not_failed")
    refused(retry(portico, str(uuid4())), 404, "document_not_found")


def test_bytes_that_came_in_again_since_stay_with_the_newer_document(
    portico: Portico, extractor: Moody
) -> None:
    failed = become(portico, upload(portico, OPENING.encode()))
    extractor.refuses = False
    become(portico, upload(portico, OPENING.encode()))
    refused(retry(portico, failed["id"]), 409, "document_already_held")


def test_a_key_is_good_for_one_retry(portico: Portico, extractor: Moody) -> None:
    failed = become(portico, upload(portico, OPENING.encode()))
    first, again = (retry(portico, failed["id"], Idempotency_Key="k") for _ in range(2))
    assert (again.status_code, again.get_data()) == (202, first.get_data())
    assert portico.work() == 1
