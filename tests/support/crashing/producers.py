"""Senders that tell each event until it is acknowledged, and write down what they were answered."""

import http.client
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Thread
from time import monotonic, sleep
from typing import Any

from support.crashing.ground import EVENTS, SOURCE, TYPE

PATIENCE = 60.0
REST, REST_AFTER_503 = 0.02, 0.1
ACKNOWLEDGED, UNAVAILABLE = 202, 503


@dataclass(slots=True)
class Producer:
    """Tells `number` events of one key, the next once the one before is acknowledged.

    Each is told once more after that, and must be a duplicate. `strange` holds every answer that is
    neither an acknowledgement nor a 503, `last` what came of the last attempt.
    """

    port: int
    key: str
    number: int
    acknowledged: list[str] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)
    failed: str | None = None
    last: str = ""

    def run(self) -> None:
        until = monotonic() + PATIENCE
        for sequence in range(1, self.number + 1):
            event = self._event(sequence)
            for outcomes in ({"accepted", "duplicate"}, {"duplicate"}):
                if not self._tell(event, outcomes, until):
                    return
            self.acknowledged.append(event["id"])

    def _tell(self, event: dict[str, Any], outcomes: set[str], until: float) -> bool:
        while (outcome := self._told(event)) is None:
            if monotonic() > until:
                self.failed = f"{event['id']} was not acknowledged within {PATIENCE} s: {self.last}"
                return False
            sleep(REST)
        if outcome not in outcomes:
            self.strange.append(f"{event['id']}: {outcome}")
        return True

    def _told(self, event: dict[str, Any]) -> str | None:
        """Return what became of it, or None when it is to be told again."""
        try:
            status, told = asked(self.port, "POST", EVENTS, event)
        except (OSError, http.client.HTTPException) as error:
            self.last = repr(error)
            return None  # it may be in the journal all the same
        if status == ACKNOWLEDGED:
            return str(told["results"][0]["status"])
        self.last = f"{status} {told}"
        if status != UNAVAILABLE:
            self.strange.append(f"{event['id']}: {status} {told}")
        sleep(REST_AFTER_503)
        return None

    def _event(self, sequence: int) -> dict[str, Any]:
        return {
            "id": f"{self.key}-{sequence}",
            "source": SOURCE,
            "type": TYPE,
            "key": self.key,
            "sequence": sequence,
            "data": {"n": sequence},
        }


def asked(port: int, method: str, path: str, body: object = None) -> tuple[int, dict[str, Any]]:
    """Ask the API that is there just now; raises OSError, HTTPException."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        headers = {"Content-Type": "application/json"}
        connection.request(method, path, None if body is None else json.dumps(body), headers)
        answer = connection.getresponse()
        told: dict[str, Any] = json.loads(answer.read())
        return answer.status, told
    finally:
        connection.close()


def telling(producers: Sequence[Producer]) -> list[Thread]:
    threads = [Thread(target=one.run, daemon=True) for one in producers]
    for one in threads:
        one.start()
    return threads
