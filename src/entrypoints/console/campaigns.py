"""The pages of campaigns; their scripts ask the API for all that they show."""

from flask import Blueprint, Response

from domain.campaigns.briefs.asked import LONGEST
from domain.campaigns.briefs.platform import Platform
from domain.campaigns.briefs.rules import TONES
from domain.campaigns.dialect import ENCODINGS, NEWLINES, WORDS
from entrypoints.console.pages import EVENTS, framed
from entrypoints.http.use import use
from entrypoints.settings import Settings

KIND = "events-page campaigns-page"
"""As wide as the page of events, and of the same cards and tables."""
SHEETS = (*EVENTS, "campaigns/campaigns")

blueprint = Blueprint("campaigns-pages", __name__, url_prefix="/campaigns")


@blueprint.get("")
def files() -> Response:
    """Show performance files: to send, to follow, and their quarantine."""
    return framed(
        "campaigns_files.html",
        "campaigns/files.js",
        *SHEETS,
        "progress",
        "campaigns/files",
        "campaigns/row",
        kind=KIND,
        most_bytes=use(Settings).performance_bytes,
        delimiters=list(WORDS),
        encodings=ENCODINGS,
        newlines=list(NEWLINES),
    )


@blueprint.get("/ranking")
def ranking() -> Response:
    """Show who did best, with a plot of how sure that is."""
    sheets = (*SHEETS, "campaigns/ranking")
    return framed("campaigns_ranking.html", "campaigns/ranking.js", *sheets, kind=KIND)


@blueprint.get("/briefs")
def briefs() -> Response:
    """Show briefs: to ask for, each with what holds it up and how it came about."""
    return framed(
        "campaigns_briefs.html",
        "campaigns/briefs.js",
        *SHEETS,
        "campaigns/briefs",
        "campaigns/trace",
        kind=KIND,
        platforms=list(Platform),
        longest=LONGEST,
        tones=TONES,
    )
