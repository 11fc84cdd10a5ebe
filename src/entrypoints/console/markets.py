"""The page of markets; its scripts ask the API for all that it shows."""

from flask import Blueprint, Response

from domain.ticks.intervals import Interval
from entrypoints.console.areas import Area

MARKETS = Area("Markets")

blueprint = Blueprint("markets-page", __name__, url_prefix="/markets")


@blueprint.get("")
def markets() -> Response:
    """Show a market: its price, a chart that goes on, and what is missing."""
    return MARKETS.page(
        "markets.html", "markets/page.js", "markets/markets", intervals=list(Interval)
    )
