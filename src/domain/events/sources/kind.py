"""How a source's events come."""

from enum import StrEnum

from domain.events.webhooks.verify import Scheme


class SourceKind(StrEnum):
    API = "api"
    CSV = "csv"
    CHAT = "chat"
    STANDARD_WEBHOOKS = "standard_webhooks"
    STRIPE = "stripe"
    GITHUB = "github"

    @property
    def is_webhook(self) -> bool:
        return self in SCHEMES

    @property
    def scheme(self) -> Scheme | None:
        """Return how its webhooks are signed; None where none come."""
        return SCHEMES.get(self)


SCHEMES = {
    SourceKind.STANDARD_WEBHOOKS: Scheme.STANDARD,
    SourceKind.STRIPE: Scheme.STRIPE,
    SourceKind.GITHUB: Scheme.GITHUB,
}
