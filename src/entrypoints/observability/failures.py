"""What the log and the metrics say of an event that a consumer could not do."""

import structlog

from domain.events.backlog import Backlogged
from entrypoints.observability.metrics import EVENTS_FAILED, EVENTS_UNREAD

log = structlog.get_logger()


def event_failed(item: Backlogged) -> None:
    """Name the event by the journal's id: what its sender called it is theirs."""
    EVENTS_FAILED.labels(item.consumer, item.state.value).inc()
    log.warning(
        "event_failed",
        consumer=item.consumer,
        event_id=str(item.event_id),
        reason=item.reason,
        attempts=item.attempts,
        state=item.state.value,
    )


def event_unread(position: int, error: Exception) -> None:
    """Name it by its place in the journal: what the exception says may be its sender's."""
    EVENTS_UNREAD.inc()
    log.error("event_unread", position=position, error=type(error).__name__)
