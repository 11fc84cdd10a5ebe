"""What a sender signs with: the form that each kind of source gives it."""

from base64 import b64decode
from binascii import Error

from domain.events.sources.errors import SourceInvalid
from domain.events.sources.kind import SourceKind

SHORTEST, LONGEST = 24, 64
"""Bytes of a secret of Standard Webhooks 1.0.0."""
SHORTEST_TEXT, LONGEST_TEXT = 16, 255
PUBLIC_KEY_BYTES = 32
MOST_PUBLIC_KEYS = 10


def fit_secret(kind: SourceKind, secret: str) -> str:
    """Return the secret as it is; raises SourceInvalid, which does not repeat it."""
    if not kind.is_webhook:
        raise SourceInvalid("/secret", f"a source of kind {kind.value} takes no secret")
    if kind is SourceKind.STANDARD_WEBHOOKS:
        size = _size(secret, "whsec_")
        if size is None or not SHORTEST <= size <= LONGEST:
            says = f"it must be whsec_ and the base64 of {SHORTEST} to {LONGEST} bytes"
            raise SourceInvalid("/secret", says)
    elif not (SHORTEST_TEXT <= len(secret) <= LONGEST_TEXT and _plain(secret)):
        says = f"it must have {SHORTEST_TEXT} to {LONGEST_TEXT} visible ASCII characters"
        raise SourceInvalid("/secret", says)
    return secret


def fit_public_keys(kind: SourceKind, keys: tuple[str, ...]) -> tuple[str, ...]:
    """Return the keys as they are; raises SourceInvalid."""
    if keys and kind is not SourceKind.STANDARD_WEBHOOKS:
        raise SourceInvalid("/public_keys", "only Standard Webhooks are signed with such keys")
    if len(keys) > MOST_PUBLIC_KEYS:
        raise SourceInvalid("/public_keys", f"there may be {MOST_PUBLIC_KEYS} of them")
    for number, key in enumerate(keys):
        if _size(key, "whpk_") != PUBLIC_KEY_BYTES:
            says = f"it must be whpk_ and the base64 of {PUBLIC_KEY_BYTES} bytes"
            raise SourceInvalid(f"/public_keys/{number}", says)
    return keys


def _size(text: str, prefix: str) -> int | None:
    try:
        given = text.removeprefix(prefix) if text.startswith(prefix) else "-"
        return len(b64decode(given, validate=True))
    except (Error, ValueError):
        return None


def _plain(text: str) -> bool:
    return text.isascii() and text.isprintable() and " " not in text
