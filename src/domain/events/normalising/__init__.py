"""One form for events, whichever way they came."""

from domain.events.normalising.event import Outline, in_form, normalise, outlined

__all__ = ["Outline", "in_form", "normalise", "outlined"]
