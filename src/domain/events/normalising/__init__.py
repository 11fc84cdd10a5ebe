"""One form for events, whichever way they came."""

from domain.events.normalising.event import Form, Outline, in_form, normalise, outlined

__all__ = ["Form", "Outline", "in_form", "normalise", "outlined"]
