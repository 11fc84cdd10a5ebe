"""How a source's events come."""

from enum import StrEnum


class SourceKind(StrEnum):
    API = "api"
    CSV = "csv"
    CHAT = "chat"
    STANDARD_WEBHOOKS = "standard_webhooks"
    STRIPE = "stripe"
    GITHUB = "github"

    @property
    def is_webhook(self) -> bool:
        return self in WEBHOOKS


WEBHOOKS = {SourceKind.STANDARD_WEBHOOKS, SourceKind.STRIPE, SourceKind.GITHUB}
