"""One form for events, whichever way they came."""

from domain.events.normalising.event import normalise

__all__ = ["normalise"]
