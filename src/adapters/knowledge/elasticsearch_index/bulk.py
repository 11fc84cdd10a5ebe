"""Many small changes in few requests, of which each one's outcome is looked at."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from msgspec import json

from adapters.knowledge.elasticsearch_index.connection import Connection, patiently
from adapters.knowledge.elasticsearch_index.refusals import OVERLOADED, Refused, Unreachable, read

LARGEST = 5_000_000
"""Bytes in one request, unless a single passage is larger."""
NOT_FOUND, FAILED = 404, 300
Entry = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Operation:
    """`lines` is the action and, to index, the entry below it."""

    kind: str
    id: str
    lines: bytes


@dataclass(frozen=True, slots=True)
class Outcome:
    status: int
    error: str

    def failed(self, operation: Operation) -> bool:
        """Tell whether it was not done; what is deleted may be gone already."""
        gone = operation.kind == "delete" and self.status == NOT_FOUND and not self.error
        return self.status >= FAILED and not gone


def to_index(id: str, entry: Entry) -> Operation:
    lines = json.encode({"index": {"_id": id}}) + b"\n" + json.encode(entry) + b"\n"
    return Operation("index", id, lines)


def to_delete(id: str) -> Operation:
    return Operation("delete", id, json.encode({"delete": {"_id": id}}) + b"\n")


@dataclass(frozen=True, slots=True)
class Bulk:
    """Changes one organisation's entries through the alias `changes`.

    The server would make a missing index by itself, laid out by guesses; it does not make aliases.
    """

    connection: Connection
    changes: str
    routing: str

    def send(self, operations: Iterable[Operation], *, refresh: bool) -> None:
        """Carry them out in order; with `refresh`, searches see them all once the last is done.

        Raises Refused when one is not possible, and Unavailable; some may be done by then.
        """
        pieces = list(split(operations))
        for number, piece in enumerate(pieces, start=1):
            self._send(piece, refresh=refresh and number == len(pieces))

    def _send(self, piece: Sequence[Operation], *, refresh: bool) -> None:
        left = list(piece)

        def attempt() -> None:
            outcomes = self._outcomes(left, refresh=refresh)
            failed = {one: how for one, how in zip(left, outcomes, strict=True) if how.failed(one)}
            for how in failed.values():
                if how.status not in OVERLOADED:
                    raise Refused(how.status, how.error)
            left[:] = failed
            if left:
                raise Unreachable("it is overloaded")

        patiently(attempt)

    def _outcomes(self, operations: Sequence[Operation], *, refresh: bool) -> list[Outcome]:
        lines: list[Any] = [one.lines for one in operations]
        answer = self.connection.once(
            lambda client: client.bulk(
                index=self.changes,
                operations=lines,
                routing=self.routing,
                refresh=refresh,
                require_alias=True,
                timeout=f"{self.connection.seconds:g}s",
            )
        )
        with read():
            items = answer["items"]
            pairs = zip(operations, items, strict=True)
            return [outcome(item[one.kind]) for one, item in pairs]


def outcome(item: dict[str, Any]) -> Outcome:
    error = item.get("error")
    return Outcome(int(item["status"]), str(error["type"]) if error else "")


def split(operations: Iterable[Operation]) -> Iterator[list[Operation]]:
    """Cut into requests of at most `LARGEST` bytes, in order."""
    piece, size = list[Operation](), 0
    for operation in operations:
        if piece and size + len(operation.lines) > LARGEST:
            yield piece
            piece, size = [], 0
        piece.append(operation)
        size += len(operation.lines)
    if piece:
        yield piece
