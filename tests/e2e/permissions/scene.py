"""An organisation with somebody of every kind in it, and a fresh thing for each question."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from datetime import timedelta
from io import BytesIO
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from injector import InstanceProvider
from werkzeug.test import TestResponse

from application.access.require import Operators
from domain.ids import OrganisationId
from e2e.permissions.matrix import GUESTS, RANKS, Line
from entrypoints.testing import Portico
from entrypoints.testing.doubles import SteppingClock
from entrypoints.testing.harness import MEMORY
from support.signing_in import PASSWORD, person, signed_in

WHO = ("anonymous", "stranger", *RANKS, *GUESTS, "suspended", "expired")
NEW = count()
PREFIX = "/api/v1"
ASKED_ABOUT = ("resource_id", "person_id", "grant_id")
"""Bodies name these too."""
NUMBERED = dict.fromkeys(("number", "customer_id", "row"), "1")
UNKNOWN = re.compile(r"\{\w+\}")
SIGN_IN = replace(MEMORY, sign_in="required")


@dataclass(slots=True)
class Scene:
    """`bearers` by who they are; Ada, the admin, makes what is asked about."""

    portico: Portico
    organisation_id: str
    bearers: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    emails: dict[str, str] = field(default_factory=dict)

    @classmethod
    def set(cls) -> Scene:
        clock = SteppingClock()
        portico = Portico.start(settings=SIGN_IN, clock=clock)
        expired = person(portico, password=PASSWORD).access
        clock.step(timedelta(minutes=11))
        scene = cls(portico, "", {"expired": expired})
        scene._people()
        scene._guests()
        return scene

    def asked(self, who: str, route: str, line: Line) -> TestResponse:
        method, path = route.split()
        names = {**self._things(path), "own": self.ids.get(who, self.ids["admin"])}
        names |= {"new": f"new{next(NEW)}", "password": PASSWORD}
        headers = dict(line.headers)
        if who in self.bearers:
            headers["Authorization"] = f"Bearer {self._bearer(who, path)}"
        if who not in GUESTS:
            headers["Portico-Organisation"] = self.organisation_id
        body = _filled(line.body, names)
        return self.portico.client.open(
            _filled(path, names),
            method=method,
            headers=headers,
            query_string=line.query,
            **_sent(body),
        )

    def blurted(self, who: str, route: str) -> TestResponse:
        """Let them ask for what is not there, in a body that is none."""
        method, path = route.split()
        bearer = {"Authorization": f"Bearer {self.bearers[who]}"} if who in self.bearers else {}
        return self.portico.client.open(
            UNKNOWN.sub(str(uuid4()), _filled(path, NUMBERED)),
            method=method,
            headers={**bearer, "If-Match": "none", "Portico-Organisation": "none"},
            data=None if method == "GET" else b"{",
            content_type=None if method == "GET" else "application/json",
        )

    def _people(self) -> None:
        self._signed_in("admin")
        self.organisation_id = self.does("POST", "/organisations", {"name": "Harbour"})["id"]
        operators = self.portico.container.get(Operators)
        here = replace(operators, organisation_id=OrganisationId(UUID(self.organisation_id)))
        self.portico.container.binder.bind(Operators, to=InstanceProvider(here))
        for who in (*RANKS, "suspended"):
            if who != "admin":
                self._let_in(who, "viewer" if who == "suspended" else who)
        self._signed_in("stranger")
        self.does("PUT", f"{self._members}/{self.ids['suspended']}/suspension")

    def _let_in(self, who: str, role: str) -> None:
        email = f"{who}@example.org"
        self._signed_in(who, email)
        offer = {"email": email, "role": role}
        path = f"/organisations/{self.organisation_id}/invitations"
        token = self.does("POST", path, offer)["token"]
        self.does("POST", "/invitations/acceptances", {"token": token}, who)

    def _guests(self) -> None:
        self.ids["folder"] = self._folder()
        for who, level in (("guest_view", "view"), ("guest_edit", "edit")):
            made = self.does("POST", f"/resources/{self.ids['folder']}/links", {"level": level})
            opened = self.portico.client.post(
                f"{PREFIX}/guest-sessions", json={"secret": made["secret"]}
            )
            self.bearers[who] = opened.get_json()["access_token"]

    def _signed_in(self, who: str, email: str | None = None) -> str:
        signed = person(self.portico, email, PASSWORD)
        self.bearers[who], self.emails[who] = signed.access, signed.email
        self.ids[who] = self.does("GET", "/me", who=who)["id"]
        return self.ids[who]

    @property
    def _members(self) -> str:
        return f"/organisations/{self.organisation_id}/members"

    def does(self, method: str, path: str, body: Any = None, who: str = "admin") -> Any:
        headers = {"Authorization": f"Bearer {self.bearers[who]}", "If-Match": "*"}
        if self.organisation_id and who == "admin":
            headers["Portico-Organisation"] = self.organisation_id
        response = self.portico.client.open(
            f"{PREFIX}{path}", method=method, json=body, headers=headers
        )
        assert response.status_code < 400, response.get_data(as_text=True)
        return response.get_json() if response.data else None

    def _things(self, path: str) -> dict[str, str]:
        """Make anew what the path names, in the folder that the guests' links are to."""
        made = {"organisation_id": self.organisation_id, "symbol": "NONE", **NUMBERED}
        makers = {
            "resource_id": self._folder,
            "document_id": self._document,
            "department_id": self._department,
            "person_id": self._member,
            "grant_id": self._grant,
            "link_id": self._link,
            "invitation_id": self._invitation,
            "generation_id": self._generation,
            "session_id": self._nothing,
            "letter_id": self._nothing,
            "erasure_id": self._nothing,
            "replay_id": self._nothing,
            "import_id": self._nothing,
            "draft_id": self._nothing,
            "file_id": self._nothing,
            "brief_id": self._nothing,
            "backfill_id": self._nothing,
            "key_id": self._key,
            "client_id": self._client,
            "source_id": self._source,
            "event_type": self._event_type,
        }
        for name, make in makers.items():
            if f"{{{name}}}" in path or name in ASKED_ABOUT:
                made[name] = make()
        if path.endswith("/erasure"):
            self.does("DELETE", f"/documents/{made['document_id']}")
        if any(f"{{{name}_id}}" in path for name in ("conversation", "message", "run")):
            made.update(self._conversation())
        return made

    def _folder(self) -> str:
        inside = {"parent_id": self.ids["folder"]} if "folder" in self.ids else {}
        body = {"kind": "folder", "name": f"Charts {next(NEW)}", **inside}
        return str(self.does("POST", "/resources", body)["id"])

    def _document(self) -> str:
        text = f"The lamp turns twice a minute, says sheet {next(NEW)}."
        body = {"title": "Lamp", "text": text, "folder_id": self.ids["folder"]}
        made = self.does("POST", "/documents", body)["id"]
        self.portico.work()
        return str(made)

    def _conversation(self) -> dict[str, str]:
        made = self.does("POST", "/conversations", {})["id"]
        inside = {"parent_id": self.ids["folder"], "inherits": True}
        self.does("PATCH", f"/resources/{made}", inside)
        path = f"/conversations/{made}/messages"
        answer = self.does("POST", path, {"content": "What does the lamp do?"})
        runs = self.portico.client.post(
            f"{PREFIX}{path}",
            json={"content": "And then?"},
            headers={
                "Authorization": f"Bearer {self.bearers['admin']}",
                "Portico-Organisation": self.organisation_id,
            },
        )
        run = runs.headers["Location"].split("/")[-2]
        return {"conversation_id": made, "message_id": answer["id"], "run_id": run}

    def _department(self) -> str:
        path = f"/organisations/{self.organisation_id}/departments"
        return str(self.does("POST", path, {"name": f"Pier {next(NEW)}"})["id"])

    def _member(self) -> str:
        who = f"member{next(NEW)}"
        self._let_in(who, "viewer")
        return self.ids[who]

    def _invitation(self) -> str:
        offer = {"email": f"somebody{next(NEW)}@example.org", "role": "viewer"}
        path = f"/organisations/{self.organisation_id}/invitations"
        return str(self.does("POST", path, offer)["id"])

    def _key(self) -> str:
        path = f"/organisations/{self.organisation_id}/api-keys"
        return str(self.does("POST", path, {"name": "Import", "scope": "read"})["id"])

    def _client(self) -> str:
        path = f"/organisations/{self.organisation_id}/clients"
        return str(self.does("POST", path, {"name": "Import", "kind": "machine"})["id"])

    def _source(self) -> str:
        body = {"name": f"Hooks {next(NEW)}", "kind": "standard_webhooks"}
        return str(self.does("POST", "/sources", body)["id"])

    def _event_type(self) -> str:
        named = f"order.paid.{next(NEW)}"
        self.does("POST", f"/schemas/{named}/versions", {"schema": True})
        return named

    def _nothing(self) -> str:
        return str(uuid4())

    def _generation(self) -> str:
        return str(self.does("GET", "/index")["active"]["id"])

    def _bearer(self, who: str, path: str) -> str:
        """Return a token of theirs; where it ends a session, one that nothing else needs."""
        if path.endswith("/sign-out") and who in self.emails:
            return signed_in(self.portico, self.emails[who], PASSWORD).access
        return self.bearers[who]

    def _grant(self) -> str:
        body = {"subject": {"type": "person", "id": self._member()}, "level": "view"}
        return str(self.does("POST", f"/resources/{self._folder()}/grants", body)["id"])

    def _link(self) -> str:
        path = f"/resources/{self._folder()}/links"
        return str(self.does("POST", path, {"level": "view"})["id"])


def _sent(body: Any) -> dict[str, Any]:
    """Send it as JSON, or in a form where it has a file."""
    if isinstance(body, dict) and "file" in body:
        return {"data": {"file": (BytesIO(body["file"].encode()), "file.csv")}}
    return {"json": body}


def _filled(given: Any, names: dict[str, str]) -> Any:
    """Put names for what stands in braces, wherever that is."""
    text = json.dumps(given)
    for name, value in names.items():
        text = text.replace(f"{{{name}}}", value)
    return json.loads(text)
