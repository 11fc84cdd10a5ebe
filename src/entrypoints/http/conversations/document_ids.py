"""How documents are chosen in a body."""

from typing import Annotated
from uuid import UUID

import msgspec

DocumentIds = Annotated[list[UUID], msgspec.Meta(max_length=1_000)]
