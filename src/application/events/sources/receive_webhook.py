"""Take in what a source's webhook brings, once its signature holds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from application.clock import Clock
from application.events.accept_events import AcceptEvents
from application.events.drafting import Result
from application.events.sources.ports import SourceSecrets, SourceStore
from application.service import service
from domain.events.incoming import Incoming
from domain.events.json_value import JsonValue
from domain.events.moments import moment
from domain.events.naming import named
from domain.events.sources.errors import (
    SignatureInvalid,
    SourceGone,
    SourceNotFound,
    WebhookUnfit,
)
from domain.events.sources.source import Source, SourceId
from domain.events.unfit import Unfit
from domain.events.webhooks.ed25519 import Ed25519
from domain.events.webhooks.errors import MalformedHeader, WebhookRefused
from domain.events.webhooks.github import payload
from domain.events.webhooks.secret import Secret
from domain.events.webhooks.verified import Verified
from domain.events.webhooks.verify import Scheme, verify
from domain.ids import OrganisationId


@dataclass(frozen=True, slots=True)
class Webhook:
    """`headers` have lower-case names; `body` is the raw bytes as they came."""

    headers: Mapping[str, str]
    body: bytes


@service
class ReceiveWebhook:
    store: SourceStore
    secrets: SourceSecrets
    ed25519: Ed25519
    read: Callable[[bytes], JsonValue]
    accept: AcceptEvents
    clock: Clock

    def by_id(self, id: SourceId) -> Source:
        """Raises SourceNotFound, SourceGone."""
        return _there(self.store.by_id(id))

    def named(self, organisation_id: OrganisationId, name: str) -> Source:
        """Raises SourceNotFound, SourceGone."""
        return _there(self.store.named(organisation_id, name))

    def proved(self, source: Source, webhook: Webhook) -> Verified:
        """Raises SignatureInvalid, whatever is wrong with it."""
        now, scheme = self.clock.now(), source.kind.scheme
        if scheme is None:
            raise SourceNotFound
        texts = [self.secrets.open(one.sealed, source.id) for one in source.live_secrets(now)]
        keys = [Secret(one) for one in (*texts, *source.public_keys)]
        try:
            return verify(scheme, webhook.headers, webhook.body, keys, now, ed25519=self.ed25519)
        except (WebhookRefused, MalformedHeader):
            raise SignatureInvalid from None

    def __call__(self, source: Source, webhook: Webhook, verified: Verified) -> Result:
        """Take the event in for the source's maker, once it is `proved`.

        Raises UnreadableBody, WebhookUnfit; LevelNotHeld, EventNotFound when the maker may no more.
        """
        [result] = self.accept(source.principal, [self._event(source, webhook, verified)])
        return result

    def _event(self, source: Source, webhook: Webhook, verified: Verified) -> Incoming:
        try:
            data = self.read(_json(source, webhook))
        except Unfit as unfit:
            raise WebhookUnfit(unfit.detail, unfit.pointer) from None
        return Incoming(
            id=verified.id,
            source=source.name,
            type=_type(source, data, verified),
            data=data,
            occurred_at=_happened(source, data),
            sent_at=verified.sent_at,
        )


def _there(found: Source | None) -> Source:
    if found is None or found.kind.scheme is None:
        raise SourceNotFound
    if found.removed_at is not None:
        raise SourceGone
    return found


def _json(source: Source, webhook: Webhook) -> bytes:
    is_github = source.kind.scheme is Scheme.GITHUB
    return payload(webhook.headers, webhook.body) if is_github else webhook.body


def _type(source: Source, data: JsonValue, verified: Verified) -> str:
    """Return what the scheme says, or else the body, or else the source; raises WebhookUnfit."""
    told = data.get("type") if isinstance(data, dict) else None
    try:
        return verified.type or named(told or source.event_type)
    except Unfit as unfit:
        raise WebhookUnfit(f"no type can be told: {unfit.detail}", "/type") from None


def _happened(source: Source, data: JsonValue) -> datetime | None:
    """Return what the body says; the signed time is of an attempt, and the next has another."""
    if not isinstance(data, dict):
        return None
    try:
        if source.kind.scheme is Scheme.STRIPE:
            created = data.get("created")  # text, in events of version 2
            if isinstance(created, int):
                return datetime.fromtimestamp(created, UTC)
            return moment(created)
        return moment(data.get("timestamp"))
    except (Unfit, ValueError, OverflowError, OSError):
        return None
