"""What a server is asked for a few seconds, and what came of it."""

import json
import re
from dataclasses import asdict, dataclass, field
from typing import Any

PATH = "/api/v1/conversations"
THREADS, LOOP = "/threads", "/loop"
"""Before the path, where the peer offers the same twice."""

TITLE = "Quarterly review of the harbour’s agreements: " + "Überprüfung ä ö ü, ελληνικά " * 5
BODY = json.dumps({"title": TITLE.strip(), "document_ids": []}, ensure_ascii=False)
ID = re.compile(rb'"id": ?"([0-9a-f-]{36})"')


@dataclass(frozen=True, slots=True)
class Load:
    port: int
    path: str
    body: str
    connections: int = 16
    seconds: float = 3.0

    def request(self) -> bytes:
        body = self.body.encode()
        head = (
            f"POST {self.path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body


@dataclass(slots=True)
class Outcome:
    """`created` counts answers of 201 with an id; `others` keeps one answer that was not."""

    seconds: float = 0.0
    created: int = 0
    ids: set[bytes] = field(default_factory=set)
    others: int = 0
    example: str = ""
    latencies: list[float] = field(default_factory=list)

    def count(self, answer: bytes) -> None:
        found = ID.search(answer) if answer.startswith(b"HTTP/1.1 201 ") else None
        if found:
            self.created += 1
            self.ids.add(found[1])
        else:
            self.others += 1
            self.example = answer[:500].decode(errors="replace")

    def report(self) -> dict[str, Any]:
        ranked = sorted(self.latencies)
        told = asdict(self) | {"ids": len(self.ids)}
        del told["latencies"]
        return told | {
            "per_second": len(ranked) / self.seconds,
            "p50_ms": 1000 * ranked[len(ranked) // 2],
            "p99_ms": 1000 * ranked[len(ranked) * 99 // 100],
        }
