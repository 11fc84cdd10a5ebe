"""What sources look like from outside."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec

from application.events.sources.add_source import Shown
from application.paging import Page
from domain.events.incoming import LONGEST_ID
from domain.events.limits.policy import Policy
from domain.events.sources.source import Source
from entrypoints.http.paging import cursor
from entrypoints.http.shapes import WORDS, Moment

Kind = Literal["api", "csv", "chat", "standard_webhooks", "stripe", "github"]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST_ID, extra_json_schema=WORDS)]
Secret = Annotated[str, msgspec.Meta(min_length=16, max_length=255)]
PublicKeys = Annotated[list[str], msgspec.Meta(max_length=10)]
PerSecond = Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]
Burst = Annotated[int, msgspec.Meta(ge=1, le=10_000_000)]
Overlap = Annotated[int, msgspec.Meta(ge=0, le=604_800)]
DAY = 86_400


class Rate(msgspec.Struct, forbid_unknown_fields=True):
    """Events a second, and how many may come at once; requests do not count."""

    per_second: PerSecond
    burst: Burst

    @classmethod
    def of(cls, policy: Policy | None) -> Rate | None:
        return None if policy is None else cls(policy.per_second, policy.burst)

    @property
    def policy(self) -> Policy:
        return Policy(self.per_second, self.burst)


class SourceDraft(msgspec.Struct, forbid_unknown_fields=True):
    """`secret` is what the sender's side made; without it webhooks get one of ours."""

    name: Name
    kind: Kind
    event_type: Name | None = None
    rate: Rate | None = None
    public_keys: PublicKeys = []
    secret: Secret | None = None


class SourcePatch(msgspec.Struct, forbid_unknown_fields=True):
    """What is left out stays; null takes it away."""

    event_type: Name | msgspec.UnsetType | None = msgspec.UNSET
    rate: Rate | msgspec.UnsetType | None = msgspec.UNSET
    public_keys: PublicKeys | msgspec.UnsetType = msgspec.UNSET

    @property
    def members(self) -> dict[str, Any]:
        given: dict[str, Any] = {
            name: value
            for name, value in msgspec.structs.asdict(self).items()
            if value is not msgspec.UNSET
        }
        if isinstance(self.rate, Rate):
            given["rate"] = self.rate.policy
        if isinstance(self.public_keys, list):
            given["public_keys"] = tuple(self.public_keys)
        return given


class RotationDraft(msgspec.Struct, forbid_unknown_fields=True):
    """The secrets before are good for `overlap_seconds` yet: 0 ends them at once."""

    secret: Secret | None = None
    overlap_seconds: Overlap = DAY


class SecretView(msgspec.Struct):
    made_at: Moment
    ends_at: Moment | None


class SourceView(msgspec.Struct):
    """`secrets` says since when, and until when, each is good; none is shown."""

    id: UUID
    name: str
    kind: Kind
    event_type: str | None
    rate: Rate | None
    public_keys: list[str]
    secrets: list[SecretView]
    webhook_path: str | None
    version: int
    created_at: Moment

    @classmethod
    def of(cls, source: Source) -> SourceView:
        return cls(
            id=source.id,
            name=source.name,
            kind=source.kind.value,
            event_type=source.event_type,
            rate=Rate.of(source.rate),
            public_keys=list(source.public_keys),
            secrets=[SecretView(one.made_at, one.ends_at) for one in source.secrets],
            webhook_path=f"/api/v1/webhooks/{source.id}" if source.kind.is_webhook else None,
            version=source.version,
            created_at=source.created_at,
        )


class ShownSourceView(SourceView, kw_only=True):
    """`secret` is shown this once, where we made one."""

    secret: str | None

    @classmethod
    def shown(cls, shown: Shown) -> ShownSourceView:
        known = msgspec.structs.asdict(SourceView.of(shown.source))
        return cls(**known, secret=shown.secret)


class SourceList(msgspec.Struct):
    items: list[SourceView]
    next_cursor: str | None

    @classmethod
    def of(cls, page: Page[Source]) -> SourceList:
        return cls([SourceView.of(one) for one in page.items], cursor(page.next))
