"""Webhooks as their senders sign them, by the standard library alone."""

import hmac
from base64 import b64decode, b64encode
from datetime import datetime


def standard(secret: str, id: str, at: datetime, body: bytes) -> dict[str, str]:
    """Sign as Standard Webhooks 1.0 says."""
    seconds = str(int(at.timestamp()))
    message = b".".join((id.encode(), seconds.encode(), body))
    mac = hmac.digest(b64decode(secret.removeprefix("whsec_")), message, "sha256")
    return {
        "webhook-id": id,
        "webhook-timestamp": seconds,
        "webhook-signature": f"v1,{b64encode(mac).decode()}",
    }


def stripe(secret: str, at: datetime, body: bytes) -> dict[str, str]:
    seconds = str(int(at.timestamp()))
    mac = hmac.digest(secret.encode(), f"{seconds}.".encode() + body, "sha256").hex()
    return {"Stripe-Signature": f"t={seconds},v1={mac}"}


def github(secret: str, delivery: str, event: str, body: bytes) -> dict[str, str]:
    mac = hmac.digest(secret.encode(), body, "sha256").hex()
    return {
        "X-Hub-Signature-256": f"sha256={mac}",
        "X-GitHub-Delivery": delivery,
        "X-GitHub-Event": event,
    }
