"""What guest links look like from outside."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from application.paging import Page
from application.permissions.access.links.issue_link import Issued
from application.permissions.access.links.open_link import LONGEST_SECRET, Opened
from application.permissions.access.links.ports import GUEST_LASTS, StandingLink
from domain.permissions.access.guest_link import MOST_USES
from domain.permissions.people.password import SHORTEST
from entrypoints.http.paging import cursor
from entrypoints.http.permissions.words import WORD, LevelWord, LinkLevel
from entrypoints.http.shapes import STORABLE, Moment

LinkPassword = Annotated[
    str, msgspec.Meta(min_length=SHORTEST, extra_json_schema={"format": "password"})
]


class LinkDraft(msgspec.Struct, forbid_unknown_fields=True):
    """Without an end it lasts until it is taken back; without `max_uses` it opens any number."""

    level: LinkLevel
    expires_at: Moment | None = None
    password: LinkPassword | None = None
    max_uses: Annotated[int, msgspec.Meta(ge=1, le=MOST_USES)] | None = None


class LinkView(msgspec.Struct):
    """`used` counts the sessions that it opened."""

    id: UUID
    resource_id: UUID
    level: LevelWord
    has_password: bool
    max_uses: int | None
    used: int
    created_by: UUID
    created_at: Moment
    expires_at: Moment | None

    @classmethod
    def of(cls, standing: StandingLink) -> LinkView:
        link = standing.link
        return cls(
            id=link.id,
            resource_id=link.scope_id,
            level=WORD[standing.level],
            has_password=link.password is not None,
            max_uses=link.max_uses,
            used=link.used,
            created_by=link.created_by,
            created_at=link.created_at,
            expires_at=link.expires_at,
        )


class NewLinkView(msgspec.Struct):
    """`secret` is shown this once. It belongs behind the # of a URL, where no log has it."""

    id: UUID
    secret: str
    link: LinkView

    @classmethod
    def of(cls, issued: Issued) -> NewLinkView:
        shown = LinkView.of(StandingLink(issued.link, issued.grant.level))
        return cls(issued.link.id, issued.secret, shown)


class LinkList(msgspec.Struct):
    items: list[LinkView]
    next_cursor: str | None

    @classmethod
    def of(cls, page: Page[StandingLink]) -> LinkList:
        return cls([LinkView.of(one) for one in page.items], cursor(page.next))


class RevokedView(msgspec.Struct):
    revoked: int


class GuestDraft(msgspec.Struct, forbid_unknown_fields=True):
    secret: Annotated[
        str, msgspec.Meta(min_length=1, max_length=LONGEST_SECRET, extra_json_schema=STORABLE)
    ]
    password: Annotated[str, msgspec.Meta(extra_json_schema=STORABLE)] | None = None


class GuestView(msgspec.Struct):
    """The token opens this one resource, and what is in it, as long as the link stands."""

    access_token: str
    token_type: str
    expires_in: int
    organisation_id: UUID
    resource_id: UUID

    @classmethod
    def of(cls, opened: Opened) -> GuestView:
        link = opened.link
        lasts = int(GUEST_LASTS.total_seconds())
        return cls(opened.token, "Bearer", lasts, link.organisation_id, link.scope_id)
