"""What a scripted model server can be told to do with one request."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Say:
    """Stream these pieces, `seconds` apart, and end as the protocol wants it."""

    pieces: Sequence[str]
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Stall:
    """Stream these pieces, then say nothing for ever; `at_all=False` sends not even headers."""

    pieces: Sequence[str] = ()
    at_all: bool = True


@dataclass(frozen=True, slots=True)
class Die:
    """Stream these pieces, then reset the connection in the middle of the body."""

    pieces: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Stop:
    """Stream these pieces, then end the body in good order without ever saying `done`."""

    pieces: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Raw:
    """Stream these pieces, then these bytes where the next chunk should be."""

    pieces: Sequence[str]
    bytes: bytes


@dataclass(frozen=True, slots=True)
class Refuse:
    """Answer with this status, in the protocol's own shape for an error."""

    status: int
    message: str = "something went wrong"


@dataclass(frozen=True, slots=True)
class Fail:
    """Stream these pieces, then an error inside the stream, in the protocol's shape."""

    pieces: Sequence[str] = ()
    message: str = "something went wrong"


@dataclass(frozen=True, slots=True)
class Answer:
    """Answer 200 with this JSON text, whatever it is."""

    text: str


@dataclass(frozen=True, slots=True)
class Reply:
    """Answer whole where no stream is asked for: with words, and with calls of tools.

    A call is a tool's name and its arguments; arguments that are a text are sent as they are.
    """

    text: str = ""
    calls: Sequence[tuple[str, Any]] = ()


Behaviour = Reply | Say | Stall | Die | Stop | Raw | Refuse | Fail | Answer
