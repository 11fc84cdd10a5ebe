"""Personal data: found in any text, taken out of any event."""

from domain.events.privacy.finding import Finding
from domain.events.privacy.reading import find
from domain.events.privacy.redaction import Redacted, redact

__all__ = ["Finding", "Redacted", "find", "redact"]
