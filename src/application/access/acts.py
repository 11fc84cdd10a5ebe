"""What somebody with power over an organisation did, for its audit."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from domain.principal import Principal

Facts = Mapping[str, str | int | None]


@dataclass(frozen=True, slots=True)
class Act:
    """`action` is like `source.add`, `target` what it was done to; `facts` hold no secret."""

    by: Principal
    at: datetime
    action: str
    target: UUID
    facts: Facts = field(default_factory=dict)
