"""A stretch of time."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Period:
    """From a moment on, until another that is not part of it; None leaves that end open."""

    since: datetime | None = None
    until: datetime | None = None
