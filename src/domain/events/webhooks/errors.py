"""Why a webhook is not taken: nobody knows who sent it (401), or it cannot be read (400)."""

from domain.errors import Invalid, Unauthenticated
from domain.events.errors import UnreadableBody


class WebhookRefused(Unauthenticated):
    code = "webhook_refused"


class MissingSignature(WebhookRefused):
    code = "missing_signature"


class BadSignature(WebhookRefused):
    code = "bad_signature"


class TimestampOutOfTolerance(WebhookRefused):
    code = "timestamp_out_of_tolerance"


class MalformedHeader(UnreadableBody):
    code = "malformed_header"


class UnusableSecret(Invalid):
    code = "unusable_secret"
