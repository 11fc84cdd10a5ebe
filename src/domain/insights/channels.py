"""Channels and sentiments that are known by name."""

from domain.insights.texts import tidy

CHANNELS = {
    tidy(one).lower(): one
    for one in (
        "Email, Call, Phone, Video call, Chat, Chatbot, SMS, Post, Letter, Fax, Meeting, Visit, "
        "Web, Web form, App, WhatsApp, Social media, Branch"
    ).split(", ")
} | {"e-mail": "Email"}
SENTIMENTS = {one.lower(): one for one in ("Positive", "Neutral", "Negative", "Mixed")}


def channel(text: str) -> tuple[str, bool]:
    """Return the channel as we write it, and whether it is one that we know."""
    known = CHANNELS.get(text.lower())
    return known or text, known is not None


def sentiment(text: str) -> tuple[str, bool]:
    known = SENTIMENTS.get(text.lower())
    return known or text, known is not None
