"""Personal data taken out of any event."""

from domain.events.privacy.redaction import Redacted, redact

__all__ = ["Redacted", "redact"]
