"""The pages of campaigns; their scripts ask the API for all that they show."""

from flask import Blueprint, Response

from domain.campaigns.briefs.asked import LONGEST
from domain.campaigns.briefs.platform import Platform
from domain.campaigns.briefs.rules import TONES
from domain.campaigns.dialect import ENCODINGS, NEWLINES, WORDS
from entrypoints.console.areas import Area
from entrypoints.http.use import use
from entrypoints.settings import Settings

CAMPAIGNS = Area(
    "Campaigns",
    (("/campaigns", "Files"), ("/campaigns/ranking", "Ranking"), ("/campaigns/briefs", "Briefs")),
    ("campaigns/campaigns",),
)

blueprint = Blueprint("campaigns-pages", __name__, url_prefix="/campaigns")


@blueprint.get("")
def files() -> Response:
    """Show performance files: to send, to follow, and their quarantine."""
    return CAMPAIGNS.page(
        "campaigns_files.html",
        "campaigns/files.js",
        "progress",
        "campaigns/files",
        "campaigns/row",
        most_bytes=use(Settings).performance_bytes,
        delimiters=list(WORDS),
        encodings=ENCODINGS,
        newlines=list(NEWLINES),
    )


@blueprint.get("/ranking")
def ranking() -> Response:
    """Show who did best, with a plot of how sure that is."""
    return CAMPAIGNS.page("campaigns_ranking.html", "campaigns/ranking.js", "campaigns/ranking")


@blueprint.get("/briefs")
def briefs() -> Response:
    """Show briefs: to ask for, each with what holds it up and how it came about."""
    return CAMPAIGNS.page(
        "campaigns_briefs.html",
        "campaigns/briefs.js",
        "campaigns/briefs",
        "campaigns/trace",
        "source",
        platforms=list(Platform),
        longest=LONGEST,
        tones=TONES,
    )
