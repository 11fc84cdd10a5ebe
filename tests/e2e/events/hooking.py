"""A town with webhooks, and how its senders send."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from werkzeug.test import TestResponse

from application.events.keyring import Keyring
from application.events.ports import Journal, Seals
from domain.events.incoming import Incoming
from e2e.permissions.town import Person, Town, ok
from entrypoints.testing import SteppingClock
from support import signing

BODY = json.dumps({"type": "order.paid", "timestamp": "2026-03-01T11:00:00Z", "data": {"a": 1}})
PAID = BODY.encode()


@dataclass(frozen=True, slots=True)
class Hooks:
    town: Town
    clock: SteppingClock

    def source(self, by: Person | None = None, **members: Any) -> Any:
        draft = {"name": f"shop {uuid4()}", "kind": "standard_webhooks", **members}
        return ok((by or self.town.ada).post("/sources", draft), 201)

    def send(self, source: str, headers: dict[str, str], body: bytes = PAID) -> TestResponse:
        path = f"/api/v1/webhooks/{source}"
        return self.town.portico.client.post(path, data=body, headers=headers)

    def signed(self, secret: str, id: str = "msg_1", body: bytes = PAID) -> dict[str, str]:
        return signing.standard(secret, id, self.clock.now(), body)

    def kept(self, most: int = 100) -> list[Incoming]:
        container = self.town.portico.container
        entries = [one.entry for one in container.get(Journal).after(0, most)]
        keys = container.get(Keyring).opening([one.key_id for one in entries])
        whose = [keys[one.key_id] for one in entries]
        return list(container.get(Seals).open([one.sealed for one in entries], whose))
