"""Words and names of permissions, as bodies write them."""

from datetime import UTC, datetime
from typing import Annotated, Literal

import msgspec

from domain.access import Level
from domain.permissions.access.names import LONGEST_NAME
from domain.permissions.access.role import Role
from domain.permissions.people.email_address import LONGEST as LONGEST_EMAIL
from entrypoints.http.errors import Refusal
from entrypoints.http.shapes import WORDS

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST_NAME, extra_json_schema=WORDS)]
Email = Annotated[
    str,
    msgspec.Meta(min_length=3, max_length=LONGEST_EMAIL, extra_json_schema={"format": "email"}),
]
RoleWord = Literal["viewer", "contributor", "manager", "admin"]
"""Written out, for messages have roles too, and a schema's name is for one of them."""
LevelWord = Literal["view", "edit", "manage", "administer"]
SharedLevel = Literal["view", "edit", "manage"]
LinkLevel = Literal["view", "edit"]
WORD: dict[Level, LevelWord] = {
    Level.VIEW: "view",
    Level.EDIT: "edit",
    Level.MANAGE: "manage",
    Level.ADMINISTER: "administer",
}
ROLE_WORD: dict[Role, RoleWord] = {
    Role.VIEWER: "viewer",
    Role.CONTRIBUTOR: "contributor",
    Role.MANAGER: "manager",
    Role.ADMIN: "admin",
}
LEVEL: dict[str, Level] = {word: level for level, word in WORD.items()}


def kept(moment: datetime | None) -> datetime | None:
    """Return the moment in UTC; raises Refusal for one that no calendar there has."""
    try:
        return None if moment is None else moment.astimezone(UTC)
    except OverflowError as error:
        raise Refusal(422, "expiry_out_of_range", "there is no such moment in UTC") from error
