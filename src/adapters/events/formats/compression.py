"""Compressed bodies, expanded step by step and no further than they may go.

gzip is RFC 1952, whose members may follow each other; zstd is RFC 8878, with the window of at most
8 MB that RFC 9659 sets for HTTP.
"""

import sys
import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import Protocol

from adapters.events.formats.limits import (
    GREATEST_RATIO,
    LARGEST_BODY,
    LARGEST_EXPANDED,
    MEGABYTE,
    MOST_MEMBERS,
)
from domain.events.errors import (
    BodyTooLarge,
    EncodingUnsupported,
    ExpandsTooFar,
    MalformedCompression,
)

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

STEP_IN, STEP_OUT = 16_384, 262_144
GZIP_ONLY = 31
WINDOW: Mapping[int, int] = {zstd.DecompressionParameter.window_log_max: 23}


class Expander(Protocol):
    """Reads one member or frame, as `compression.zstd.ZstdDecompressor` does."""

    def decompress(self, data: bytes, max_length: int) -> bytes: ...
    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...


class Gzip:
    """Reads one gzip member in the same way."""

    def __init__(self) -> None:
        self._inflater = zlib.decompressobj(GZIP_ONLY)
        self.needs_input = True

    def decompress(self, data: bytes, max_length: int) -> bytes:
        made = self._inflater.decompress(self._inflater.unconsumed_tail + data, max_length)
        self.needs_input = len(made) < max_length
        return made

    @property
    def eof(self) -> bool:
        return self._inflater.eof

    @property
    def unused_data(self) -> bytes:
        return self._inflater.unused_data


def _zstd() -> Expander:
    return zstd.ZstdDecompressor(options=WINDOW)


OPENED: Mapping[str, Callable[[], Expander]] = {"gzip": Gzip, "x-gzip": Gzip, "zstd": _zstd}


def expanded(body: bytes, encoding: str) -> bytes:
    """Return the body as it was before `Content-Encoding`; raises what `errors` lists."""
    if len(body) > LARGEST_BODY:
        raise BodyTooLarge(f"a body may have {LARGEST_BODY} bytes")
    name = encoding.strip().lower()
    if name in {"", "identity"}:
        return body
    if name not in OPENED:
        raise EncodingUnsupported("send the body as it is, or with gzip or zstd, once")
    most = min(LARGEST_EXPANDED, max(MEGABYTE, GREATEST_RATIO * len(body)))
    try:
        return _within(most, _steps(body, OPENED[name]))
    except (zlib.error, zstd.ZstdError):
        raise MalformedCompression(f"the body is not {name} to its end") from None


def _within(most: int, steps: Iterator[bytes]) -> bytes:
    taken, size = [], 0
    for step in steps:
        size += len(step)
        if size > most:
            raise ExpandsTooFar(
                f"a body may expand to {LARGEST_EXPANDED} bytes, and beyond {MEGABYTE} to"
                f" {GREATEST_RATIO} times of what was sent"
            )
        taken.append(step)
    return b"".join(taken)


def _steps(body: bytes, opened: Callable[[], Expander]) -> Iterator[bytes]:
    expander, members = opened(), 1
    for start in range(0, len(body), STEP_IN):
        rest = body[start : start + STEP_IN]
        while rest or not (expander.eof or expander.needs_input):
            if expander.eof:
                expander, members = opened(), members + 1
            if members > MOST_MEMBERS:
                raise ExpandsTooFar(f"a body may have {MOST_MEMBERS} compressed members")
            yield expander.decompress(rest, STEP_OUT)
            rest = expander.unused_data if expander.eof else b""
    if not expander.eof:
        raise MalformedCompression("the body ends before its compression does")
