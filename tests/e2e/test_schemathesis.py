"""Requests made up from the OpenAPI document find no bug, and no answer that it does not show.

https://schemathesis.readthedocs.io: valid and invalid requests, the same ones in every run, each
held against all of its checks.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from http import HTTPStatus
from io import BytesIO
from itertools import count
from traceback import format_exception
from typing import Any
from uuid import UUID, uuid4

import pytest
import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.generation.feedback import FeedbackSources
from schemathesis.pytest._test_builder import build_operation_test
from schemathesis.specs.openapi.checks import (
    negative_data_rejection,
    positive_data_acceptance,
)
from schemathesis.specs.openapi.schemas import OpenApiSchema
from structlog.testing import capture_logs

from e2e.harbour import RULES, asked
from e2e.permissions.matrix import ROUTES
from e2e.permissions.town import organised
from entrypoints.testing import Portico
from support.examples import examples
from support.kept_trades import keep, told
from support.seeds import Seeds
from support.signing_in import PASSWORD, person

CONFIG = {
    "generation": {"max-examples": examples(25), "deterministic": True, "database": "none"},
    "checks": {
        "negative_data_rejection": {"expected-statuses": ["4xx"]},
        "positive_data_acceptance": {
            "expected-statuses": ["2xx", "401", "404", "409", "412", "429"]
        },
        "missing_required_header": {"expected-statuses": ["428"]},
    },
}
OAUTH = [f"/api/v1/auth/{one}" for one in ("authorizations", "token", "revoke")]
"""What is asked for there takes a client that can prove itself, which no schema shows."""
TOLD = ["/api/v1/events", "/register_event"]
"""What may be told in many formats, each event for itself, has no schema that says it all."""
IMPORTS = "/api/v1/imports"
"""A file is a table or it is none, which no schema says."""
BRIEF = {"brand": "Harbour", "product": "Lamp", "goal": "awareness", "platform": "x"}
PLACES = ("department_id", "resource_id")
LONGEST_KEY = 240
LONGEST_EMBEDDER = 300
SHORTEST_ADDRESS, LONGEST_ADDRESS = 3, 254
LONGEST_MADE = 100_000
"""No longer text is made up. To find that out takes seconds, and then none is made at all."""
PORTICO = Portico.start()
NUMBERS = count()
LABELS = [(path, method.lower()) for method, path in ROUTES]


@pytest.fixture(scope="module")
def api() -> OpenApiSchema:
    config = SchemathesisConfig.from_dict(CONFIG)
    loaded = schemathesis.openapi.from_wsgi("/api/openapi.json", PORTICO.app, config=config)
    for shape in loaded.raw_schema["components"]["schemas"].values():
        for member in shape.get("properties", {}).values():
            if member.get("maxLength", 0) > LONGEST_MADE:
                del member["maxLength"]
    return loaded


@pytest.mark.parametrize(("path", "method"), sorted(LABELS))
def test_every_answer_is_one_that_the_document_shows(
    api: OpenApiSchema, path: str, method: str
) -> None:
    known.make()
    build_operation_test(  # what `@api.parametrize()` does, but not while tests are collected
        config=api.config,
        operation=api[path][method],
        test_func=answered,
        given_kwargs={},
        feedback=FeedbackSources(),
    )()


def answered(case: schemathesis.Case[Any]) -> None:
    settle(case)
    # a form's parts have no types: most of what breaks its schema cannot be seen on the wire
    is_form = case.media_type == "multipart/form-data"
    excluded: list[Any] = [negative_data_rejection] if is_form else []
    if case.path in OAUTH or (case.path in (*TOLD, IMPORTS) and case.method == "POST"):
        excluded = [negative_data_rejection, positive_data_acceptance]
    with bugs_shown():
        response = case.call_and_validate(excluded_checks=excluded)
    if case.method == "DELETE" and response.status_code < HTTPStatus.BAD_REQUEST:
        known.forget()


@contextmanager
def bugs_shown() -> Iterator[None]:
    """Show beside a failure what the server logged of it."""
    with capture_logs() as lines:
        try:
            yield
        except BaseException as failure:
            for line in lines:
                if isinstance(bug := line.get("exc_info"), BaseException):
                    failure.add_note("".join(format_exception(bug)))
            raise


def settle(case: schemathesis.Case[Any]) -> None:
    """Put real ids for most valid ones, so that requests get somewhere, and use no key twice."""
    for name, given in case.path_parameters.items():
        if (is_uuid(given) and UUID(given).int % 4) or (isinstance(given, int) and given % 2):
            is_past = name == "document_id" and case.path.endswith("/erasure")
            case.path_parameters[name] = known["deleted_id" if is_past else name]
    settle_market(case)
    settle_role(case.query)
    if case.path.endswith("/role") and isinstance(case.body, dict):
        settle_place(case.query, case.body)
    if case.path in {"/api/v1/top-performers", "/api/v1/performance-revisions"}:
        case.query.pop("cursor", None)  # one that no list gave out is refused
    if isinstance(case.body, dict):
        settle_body(case.body)
        if case.meta is None or case.meta.generation.mode.is_positive:
            settle_person(case.body)
            settle_client(case.body)
            settle_source(case.path, case.body)
            settle_replay(case.path, case.body)
            settle_performance(case.path, case.body)
            settle_brief(case.path, case.body)
            settle_choices(case.path, case.body)
            settle_backfill(case.path, case.body)
    if "security" in case.operation.definition.raw:
        case.headers["Authorization"] = f"Bearer {person(PORTICO, password=PASSWORD).access}"
        case._has_explicit_auth = True  # so it is tried without, and with another, which must fail
    if case.path.startswith("/access/v1/"):
        case.body = without_nul(case.body)
    key = case.headers.get("Idempotency-Key")
    if isinstance(key, str) and 0 < len(key) < LONGEST_KEY:  # still as valid as it was
        case.headers["Idempotency-Key"] = f"{key}{next(NUMBERS)}"


def without_nul(given: Any) -> Any:
    """Take out what no body of ours may hold, where the schema cannot say so: in any member."""
    if isinstance(given, dict):
        return {without_nul(name): without_nul(value) for name, value in given.items()}
    if isinstance(given, list):
        return [without_nul(one) for one in given]
    return given.replace("\0", "") if isinstance(given, str) else given


def settle_body(body: dict[str, Any]) -> None:
    chosen = body.get("document_ids")
    if isinstance(chosen, list) and chosen and all(is_uuid(one) for one in chosen):
        chosen[:] = [known["document_id"]] * len(chosen)
    for one in items if isinstance(items := body.get("items"), list) else ():
        if isinstance(one, dict) and is_uuid(one.get("document_id")):
            one["document_id"] = known["document_id"]
    if isinstance(page := body.get("page"), dict):
        page.pop("token", None)  # a token that no search gave out is refused
    settle_places(body)
    embedder = body.get("embedder")
    if isinstance(embedder, str) and 0 < len(embedder) <= LONGEST_EMBEDDER:
        body["embedder"] = "memory:"


def settle_choices(path: str, body: dict[str, Any]) -> None:
    """Decide nothing of an import that asks nothing: a choice it does not offer is refused."""
    if path == f"{IMPORTS}/{{import_id}}/application" and isinstance(body.get("decisions"), dict):
        body["decisions"] = {}


def settle_places(body: dict[str, Any]) -> None:
    """Share with those who are there, from now on, and name one place and not two."""
    subject = body.get("subject")
    if isinstance(subject, dict) and is_uuid(subject.get("id")):
        subject["id"] = known.get(f"{subject.get('type')}_subject", subject["id"])
    if is_moment(body.get("expires_at")):
        body["expires_at"] = "2100-01-01T00:00:00Z"
    settle_role(body)
    if is_uuid(body.get("department_id")):
        body["department_id"] = known["department_id"]
    if "@" in str(body.get("email")) and SHORTEST_ADDRESS < len(body["email"]) < LONGEST_ADDRESS:
        body["email"] = f"somebody{next(NUMBERS)}@example.org"


def settle_role(given: dict[str, Any]) -> None:
    """Leave one place where two are named, which the schema cannot forbid."""
    if is_uuid(given.get("department_id")) and is_uuid(given.get("resource_id")):
        del given["resource_id"]


def settle_place(query: dict[str, Any], body: dict[str, Any]) -> None:
    """Leave the place to the query where it names one, and name one at most in the body."""
    settle_role(body)
    if any(is_uuid(query.get(one)) for one in PLACES):
        for one in PLACES:
            body.pop(one, None)


def settle_replay(path: str, body: dict[str, Any]) -> None:
    """Name a projection, moments in their order, and everything where that is to be replaced."""
    if path != "/api/v1/replays":
        return
    body["consumer"] = "tallies"
    if is_moment(body.get("from")) and is_moment(body.get("to")):
        body |= {"from": "2026-05-04T11:30:00Z", "to": "2026-05-04T11:31:00Z"}
    if any(body.get(one) for one in ("from", "to", "types", "sources")):
        body["replace"] = False


def settle_performance(path: str, body: dict[str, Any]) -> None:
    """Send rows, which the schema cannot ask for; their dialect is proven."""
    if path == "/api/v1/performance-files":
        rows = "campaignId,influencerId,likes,comments,shares,views\n"
        body["file"] = f"{rows}1,a{next(NUMBERS)},1,1,1,1\n".encode()
        if body.get("dialect"):
            body["dialect"] = "delimiter=comma"


def settle_brief(path: str, body: dict[str, Any]) -> None:
    """Name a platform that there is, and words that a brief may be written about."""
    if path == "/api/v1/campaign-briefs":
        for member, word in {"tone": "warm", "audience": "all", **BRIEF}.items():
            if isinstance(body.get(member), str):
                body[member] = word


def settle_person(body: dict[str, Any]) -> None:
    """Put words that the domain takes for those that only the schema takes."""
    words = {"name": "Ada", "password": PASSWORD, "new": PASSWORD, "current": PASSWORD}
    for member, word in {**words, "email": f"person{next(NUMBERS)}@example.com"}.items():
        if isinstance(body.get(member), str):
            body[member] = word


def settle_client(body: dict[str, Any]) -> None:
    """A machine sends nobody anywhere, and any other client must say where to."""
    if "kind" in body and body.get("kind") in {"public", "confidential", "machine"}:
        is_machine = body["kind"] == "machine"
        body["redirect_uris"] = [] if is_machine else ["https://app.example.org/back"]


def settle_source(path: str, body: dict[str, Any]) -> None:
    """Leave out what only some kinds take, and say words that can be seen."""
    if path.startswith("/api/v1/sources"):
        body.pop("secret", None)
        body.pop("public_keys", None)
    if path.startswith("/api/v1/schemas"):
        body["schema"] = {"type": "object"}
    if isinstance(body.get("event_type"), str):
        body["event_type"] = "order.paid"


def talked_about() -> dict[str, Any]:
    """Return ids of a document, a conversation, an answer and its run that are there now."""
    document = PORTICO.add("Harbour", f"{RULES} This is story {next(NUMBERS)}.")["id"]
    deleted = PORTICO.add("Lost", f"This was story {next(NUMBERS)}.")["id"]
    PORTICO.client.delete(f"/api/v1/documents/{deleted}")
    conversation = PORTICO.converse(document)
    answer = asked(PORTICO, conversation)
    run = answer.headers["Location"].split("/")[-2]
    brief = PORTICO.client.post("/api/v1/campaign-briefs", json=BRIEF).get_json()
    return {
        "document_id": document,
        "deleted_id": deleted,
        "conversation_id": conversation,
        "run_id": run,
        "generation_id": PORTICO.client.get("/api/v1/index").get_json()["active"]["id"],
        "message_id": answer.get_json()["id"],
        "number": 1,
        "session_id": str(uuid4()),
        "letter_id": str(uuid4()),
        "erasure_id": str(uuid4()),
        "replay_id": str(uuid4()),
        "import_id": planned(),
        "customer_id": talked_to(),
        "draft_id": drafted(),
        "file_id": str(uuid4()),
        "row": 1,
        "brief_id": brief["id"],
        "symbol": traded(),
        "backfill_id": wanted(),
    }


def traded() -> str:
    """Return the symbol of a market with trades, of which some are missing."""
    keep(PORTICO, [told(number, number, "58001.03") for number in (1, 2, 5)])
    return "BTCUSDT"


def drafted() -> str:
    """Return the id of what was written to a customer."""
    told = PORTICO.client.get(f"/api/v1/generate-content/{talked_to()}").get_json()
    return str(told["draft"])


def planned() -> str:
    """Return the id of an import that waits to be applied."""
    file = (BytesIO(f"Customer_Id,Type\n{next(NUMBERS)},Red\n".encode()), "customers.csv")
    form = {"file": file, "dry_run": "true"}
    return str(PORTICO.client.post("/api/v1/imports", data=form).get_json()["id"])


def talked_to() -> int:
    """Return the id of a customer of whom something is on record."""
    told = b"date_start,interaction,customers,topic\n2020-02-17 18:24,Email,1,Delivery\n"
    form = {"file": (BytesIO(told), "interactions.csv")}
    PORTICO.client.post("/api/v1/imports", data=form)
    return 1


def wanted() -> str:
    """Return the id of a backfill."""
    path, ids = "/api/v1/markets/BTCUSDT/backfills", {"from_id": 3, "to_id": 4}
    return str(PORTICO.client.post(path, json=ids).get_json()["id"])


known = Seeds(lambda: organised(PORTICO), talked_about)


def settle_market(case: schemathesis.Case[Any]) -> None:
    """Name a market that there is, unless its trades are followed: that has no end."""
    given = str(case.path_parameters.get("symbol", ""))
    is_one = given.isascii() and given.isalnum()
    if is_one and len(given) % 2 and not case.path.endswith("/stream"):
        case.path_parameters["symbol"] = known["symbol"]


def settle_backfill(path: str, body: dict[str, Any]) -> None:
    """Ask for a few trades by their ids: both of a pair go together, which no schema says."""
    if path.endswith("/backfills"):
        first = min(body.get("from_id") or 1, 2**40 - 10)  # trades are held from 1 on
        body.clear()
        body.update(from_id=first, to_id=first + 9)


def is_moment(given: Any) -> bool:
    try:
        return datetime.fromisoformat(given).tzinfo is not None
    except (ValueError, TypeError):
        return False


def is_uuid(given: Any) -> bool:
    try:
        return str(UUID(given)) == str(given).lower()
    except (ValueError, AttributeError, TypeError):
        return False
