"""A document about a harbour, and how to talk about it over HTTP."""

from typing import Any

from werkzeug.test import TestResponse

from entrypoints.testing import Portico

OPENING = "The harbour opens every day at six in the morning."
LAMP = "The lighthouse keeper repairs the lamp on Monday evenings."
BERTH = "Visitors pay the harbour master twelve euros for a berth."
RULES = f"{OPENING}\n\n{LAMP}\n\n{BERTH}"
WHEN = "When does the harbour open?"
EVENT_STREAM = {"Accept": "text/event-stream"}


def opened(portico: Portico) -> tuple[str, str]:
    """Take the rules in and start a conversation about them; return both ids."""
    document = portico.add("Harbour rules", RULES)["id"]
    return document, portico.converse(document)


def asked(portico: Portico, conversation: str, content: str = WHEN, **headers: str) -> TestResponse:
    path = f"/api/v1/conversations/{conversation}/messages"
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return portico.client.post(path, json={"content": content}, headers=sent)


def said(portico: Portico, conversation: str) -> list[dict[str, Any]]:
    """Return all messages of the conversation, oldest first."""
    path = f"/api/v1/conversations/{conversation}/messages?limit=100"
    items: list[dict[str, Any]] = portico.client.get(path).get_json()["items"]
    return items
