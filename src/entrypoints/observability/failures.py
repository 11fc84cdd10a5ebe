"""What the log and the metrics say of an event that a consumer could not do."""

import structlog

from domain.events.backlog import Backlogged
from entrypoints.observability.metrics import EVENTS_FAILED

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
