"""Where in a distributed trace we are: W3C Trace Context, level 1.

https://www.w3.org/TR/trace-context/#traceparent-header
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace

TRACEPARENT = re.compile(r"\A([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?\Z")


@dataclass(frozen=True, slots=True)
class Trace:
    trace_id: str
    span_id: str
    flags: str = "01"

    @classmethod
    def parse(cls, header: str | None) -> Trace | None:
        """Read a `traceparent`; None when it is absent or not valid."""
        match = TRACEPARENT.match(header or "")
        if match is None or match[1] == "ff" or (match[1] == "00" and match[5]):
            return None
        if set(match[2]) == {"0"} or set(match[3]) == {"0"}:
            return None
        return cls(match[2], match[3], match[4])

    def __str__(self) -> str:
        return f"00-{self.trace_id}-{self.span_id}-{self.flags}"

    def child(self, span_id: str) -> Trace:
        return replace(self, span_id=span_id)


_current: ContextVar[Trace | None] = ContextVar("trace", default=None)


def current_trace() -> Trace | None:
    return _current.get()


@contextmanager
def traced(trace: Trace | None) -> Iterator[None]:
    """Let everything inside happen within `trace`."""
    token = _current.set(trace)
    try:
        yield
    finally:
        _current.reset(token)
