"""Who and what a check is about, as bodies name it."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

import msgspec

from application.permissions.access.decisions.check_access import Check
from application.permissions.access.decisions.deciding import MOST_AT_ONCE
from domain.ids import UserId
from domain.permissions.access.actions import ACTIONS

Action = Annotated[str, msgspec.Meta(extra_json_schema={"enum": list(ACTIONS)})]
"""Shown only, for the domain refuses the others, with a code of its own."""
Kind = Annotated[str, msgspec.Meta(pattern="^[a-z_]{1,64}$")]


class NamedSubject(msgspec.Struct, forbid_unknown_fields=True):
    id: UUID
    type: Literal["person", "user"] = "person"


class NamedResource(msgspec.Struct, forbid_unknown_fields=True):
    """Without `type`, a thing of any type that has this id."""

    id: UUID
    type: Kind | None = None


class CheckBody(msgspec.Struct, forbid_unknown_fields=True):
    """Without `subject`, about oneself."""

    action: Action
    resource: NamedResource
    subject: NamedSubject | None = None

    def as_check(self) -> Check:
        return Check(
            self.action,
            self.resource.id,
            self.resource.type,
            None if self.subject is None else UserId(self.subject.id),
        )


class ManyChecks(msgspec.Struct, forbid_unknown_fields=True):
    checks: Annotated[list[CheckBody], msgspec.Meta(min_length=1, max_length=MOST_AT_ONCE)]
