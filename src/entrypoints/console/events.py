"""The page of events; its scripts ask the API for all that it shows."""

from flask import Blueprint, Response

from entrypoints.console.areas import Area

EVENTS = Area("Events", sheets=("events/live", "events/event"))

blueprint = Blueprint("events-page", __name__, url_prefix="/events")


@blueprint.get("")
def events() -> Response:
    """Show what comes in, what waits and what is dead."""
    return EVENTS.page("events.html", "events/page.js")
