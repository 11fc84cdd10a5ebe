"""Events as most come, answered in front of Flask."""

from flask import Response

from application.events.limits.admit_events import AdmitEvents
from entrypoints.http.before_flask import JSON, EarlyRoute, Sent
from entrypoints.http.errors import answered
from entrypoints.http.events.allowances import Counting
from entrypoints.http.events.taking import taken

HEADERS = {"content-type": JSON}


def tell(sent: Sent) -> Response:
    """Take one event or many; a refusal tells what is left as well."""
    counting = Counting(sent.cases.use(AdmitEvents))
    try:
        response = taken(sent.cases, sent.acting(), sent.body, HEADERS, counting)
    except Exception as error:  # as in front of Flask everywhere, and what is left beside it
        response = answered(error)
    return counting.told_on(response)


EARLY = EarlyRoute(
    ("/api/v1/events", "/register_event"),
    tell,
    unusual=frozenset(
        {
            "HTTP_IDEMPOTENCY_KEY",
            "HTTP_CE_SPECVERSION",
            "HTTP_CE_ID",
            "HTTP_CE_SOURCE",
            "HTTP_CE_TYPE",
        }
    ),
)
