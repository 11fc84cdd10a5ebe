"""A recording: what an exchange told, line by line."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec


class RecordingMalformed(ValueError):
    """A line is no frame; the sentence says which one."""


@dataclass(frozen=True, slots=True)
class Happening:
    """`at` is in seconds, of any clock; the frame is sent as it stands here."""

    at: float
    stream: str
    frame: bytes
    data: dict[str, Any] = field(default_factory=dict)


def read_recording(path: Path) -> list[Happening]:
    """Read lines `{"recv_ts": seconds, "frame": …}` or frames by themselves.

    A frame is `{"stream": …, "data": …}` or an event by itself. Raises RecordingMalformed.
    """
    with path.open("rb") as lines:
        return list(happenings(lines))


def happenings(lines: Iterable[bytes]) -> Iterator[Happening]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield _happening(line)
        except (msgspec.DecodeError, KeyError, TypeError, ValueError) as error:
            raise RecordingMalformed(f"line {number} is no frame: {error}") from error


def _happening(line: bytes) -> Happening:
    told = msgspec.json.decode(line, type=dict[str, Any])
    frame = told.get("frame", told)
    if "stream" not in frame:
        frame = {"stream": f"{frame['s'].lower()}@{frame['e']}", "data": frame}
    data = frame["data"]
    at = told.get("recv_ts", data.get("E", 0) / 1_000)
    return Happening(float(at), str(frame["stream"]), msgspec.json.encode(frame), data)
