"""Personal data in any text: what it is and where it stands."""

from domain.privacy.finding import Finding
from domain.privacy.reading import find

__all__ = ["Finding", "find"]
