"""Logs as JSON lines on standard error."""

import logging
import sys
from typing import Any

import msgspec
import structlog

from entrypoints.observability.lines import Lines

LONGEST = 500
LEVELS = {"debug": 10, "info": 20, "warning": 30, "error": 40}


def configure(level: str) -> None:
    """Send structlog, and what libraries say at warning and above, to standard error."""
    lines = Lines(sys.stderr.buffer)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(serializer=_json),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(LEVELS[level]),
        logger_factory=lambda *_: lines,
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=logging.WARNING, handlers=[Libraries()], force=True)


class Libraries(logging.Handler):
    """What libraries log, as lines of the same shape."""

    def emit(self, record: logging.LogRecord) -> None:
        log = structlog.get_logger()
        log.warning("library", logger=record.name, said=record.getMessage()[:LONGEST])


def _json(event: Any, **_options: Any) -> bytes:
    return msgspec.json.encode(event, enc_hook=str)
