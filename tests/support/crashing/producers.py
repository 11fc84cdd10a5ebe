"""Senders that tell each event until it is acknowledged, and write down that it was."""

import http.client
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Thread
from time import monotonic, sleep
from typing import Any

PATIENCE = 60.0
REST = 0.02
ACKNOWLEDGED = 202


@dataclass(slots=True)
class Producer:
    """Tells `number` events of one key, the next once the one before is acknowledged."""

    port: int
    key: str
    number: int
    acknowledged: list[str] = field(default_factory=list)
    failed: str | None = None

    def run(self) -> None:
        until = monotonic() + PATIENCE
        for sequence in range(1, self.number + 1):
            event = {
                "id": f"{self.key}-{sequence}",
                "source": "crash",
                "type": "counted",
                "key": self.key,
                "sequence": sequence,
                "data": {"n": sequence},
            }
            while not self._told(event):
                if monotonic() > until:
                    self.failed = f"{event['id']} was not acknowledged within {PATIENCE} s"
                    return
                sleep(REST)
            self.acknowledged.append(str(event["id"]))

    def _told(self, event: dict[str, Any]) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            body = json.dumps(event)
            headers = {"Content-Type": "application/json"}
            connection.request("POST", "/api/v1/events", body, headers)
            return connection.getresponse().status == ACKNOWLEDGED
        except (OSError, http.client.HTTPException):
            return False  # it may be in the journal all the same: it is told again
        finally:
            connection.close()


def telling(producers: Sequence[Producer]) -> list[Thread]:
    threads = [Thread(target=one.run, daemon=True) for one in producers]
    for one in threads:
        one.start()
    return threads
