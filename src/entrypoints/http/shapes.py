"""Shapes that several bodies share, as OpenAPI shows them."""

from datetime import datetime
from typing import Annotated, Any

import msgspec

Moment = Annotated[datetime, msgspec.Meta(tz=True)]

STORABLE: dict[str, Any] = {"pattern": r"^[^\x00]*$"}
"""Shown only, for `strict_json` refuses NUL wherever it stands."""
WORDS: dict[str, Any] = {"pattern": r"^[^\x00]*[^\s\x00\x1c-\x1f\x85][^\x00]*$"}
"""Shown only, for the domain refuses what is blank, with a code and a sentence of its own."""
