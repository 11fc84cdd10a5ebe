"""A recording: what an exchange told, line by line."""

import gzip
import zlib
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from sys import intern
from typing import Any, Final

import msgspec

WORDS: Final = frozenset({"result", "error", "code"})
"""One of them is in what answers a request; everybody is told of it."""
NAMELESS: Final = "bookTicker"
"""The one event that does not say what it is."""
GZIP: Final = b"\x1f\x8b"
_decode = msgspec.json.Decoder(dict[str, Any]).decode


class RecordingMalformed(ValueError):
    """It has no frame, or cannot be read to its end; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Happening:
    """`at` is in seconds, of any clock; the frame is sent as it stands here.

    `wrong` says of a line that is no frame what is wrong with it: everybody is told of that, too.
    """

    at: float
    stream: str
    frame: bytes
    wrong: str = ""

    @property
    def data(self) -> dict[str, Any]:
        """Return what the stream tells, read from the frame each time; a day has many of them."""
        told = _decode(self.frame).get("data") if self.stream else None
        return told if isinstance(told, dict) else {}


def is_in_microseconds(time: int) -> bool:
    """Whether a time of this century is: in milliseconds it has no more than 13 digits."""
    return time >= 10**14


def read_recording(path: Path) -> list[Happening]:
    """Read lines `{"recv_ts": seconds, "frame": …}` or frames by themselves, maybe of gzip.

    A frame is `{"stream": …, "data": …}`, an event by itself, what answers a subscription, or the
    text of one of these. Raises RecordingMalformed where no line is one.
    """
    with path.open("rb") as file:
        is_packed = file.read(len(GZIP)) == GZIP
    try:
        with gzip.open(path) if is_packed else path.open("rb") as lines:
            found = list(happenings(lines))
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise RecordingMalformed(f"{path} is cut off or damaged: {error}") from error
    if found and all(one.wrong for one in found):
        raise RecordingMalformed(found[0].wrong)
    return found


def happenings(lines: Iterable[bytes]) -> Iterator[Happening]:
    """Give what happened; a line that is no frame is what everybody was told, as it stands."""
    at = 0.0
    for number, line in enumerate(lines, 1):
        content = line.removeprefix(BOM_UTF8).strip()
        if not content:
            continue
        try:
            one = _happening(content)
        except (msgspec.DecodeError, KeyError, TypeError, ValueError) as error:
            one = Happening(at, "", _told(content), wrong=f"line {number} is no frame: {error}")
        at = one.at
        yield one


def _happening(line: bytes) -> Happening:
    told = _decode(line)
    written = told.get("frame", told)
    is_text = isinstance(written, str)
    frame, text = (_decode(written), written.encode()) if is_text else (written, b"")
    if "stream" not in frame and "s" in frame:
        stream = f"{str(frame['s']).lower()}@{frame.get('e', NAMELESS)}"
        frame, text = {"stream": stream, "data": frame}, b""
    is_for_all = bool(WORDS & frame.keys()) or _is_shutdown(frame)
    stream, data = ("", {}) if is_for_all else (_followable(str(frame["stream"])), frame["data"])
    known = data if isinstance(data, dict) else {}
    at = _seconds(told.get("recv_ts"), known.get("E"))
    return Happening(at, intern(stream), text or msgspec.json.encode(frame))


def _told(line: bytes) -> bytes:
    """Return what a connection was told that is no frame: text that was written down, or all."""
    try:
        written = _decode(line).get("frame")
    except msgspec.DecodeError:
        return line
    return written.encode() if isinstance(written, str) else line


def _is_shutdown(frame: dict[str, Any]) -> bool:
    return frame.get("e") == "serverShutdown" or frame.get("stream") == "!serverShutdown"


def _followable(stream: str) -> str:
    """Return the stream as who follows it asks for it, with a small symbol."""
    symbol, at, kind = stream.partition("@")
    return f"{symbol.lower()}{at}{kind}"


def _seconds(received: Any, event_time: Any) -> float:
    """Return when it was received, or else when it happened: milliseconds or microseconds."""
    if received is not None:
        return float(received)
    if type(event_time) is not int:
        return 0.0
    return event_time / (10**6 if is_in_microseconds(event_time) else 10**3)
