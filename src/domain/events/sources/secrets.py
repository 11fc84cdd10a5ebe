"""What a sender signs with: the form that each kind of source gives it."""

from domain.events.sources.errors import SourceInvalid
from domain.events.sources.kind import SourceKind
from domain.events.webhooks.errors import UnusableSecret
from domain.events.webhooks.secret import Secret
from domain.events.webhooks.verify import Scheme, check_secret

SHORTEST_TEXT, LONGEST_TEXT = 16, 255
MOST_PUBLIC_KEYS = 10


def fit_secret(kind: SourceKind, text: str) -> str:
    """Return the secret as it is; raises SourceInvalid, which does not repeat it."""
    if kind.scheme is None:
        raise SourceInvalid("/secret", f"a source of kind {kind.value} takes no secret")
    if not (SHORTEST_TEXT <= len(text) <= LONGEST_TEXT and _plain(text)):
        says = f"it must have {SHORTEST_TEXT} to {LONGEST_TEXT} visible ASCII characters"
        raise SourceInvalid("/secret", says)
    if kind.scheme is Scheme.STANDARD and not text.startswith("whsec_"):
        raise SourceInvalid("/secret", "it must be whsec_ and base64")
    _check(kind.scheme, text, "/secret")
    return text


def fit_public_keys(kind: SourceKind, keys: tuple[str, ...]) -> tuple[str, ...]:
    """Return the keys as they are; raises SourceInvalid."""
    if keys and kind.scheme is not Scheme.STANDARD:
        raise SourceInvalid("/public_keys", "only Standard Webhooks are signed with such keys")
    if len(keys) > MOST_PUBLIC_KEYS:
        raise SourceInvalid("/public_keys", f"there may be {MOST_PUBLIC_KEYS} of them")
    for number, key in enumerate(keys):
        if not Secret(key).is_public:
            raise SourceInvalid(f"/public_keys/{number}", "it must be whpk_ and base64")
        _check(Scheme.STANDARD, key, f"/public_keys/{number}")
    return keys


def _check(scheme: Scheme, text: str, pointer: str) -> None:
    try:
        check_secret(scheme, Secret(text))
    except UnusableSecret as unusable:
        raise SourceInvalid(pointer, str(unusable)) from None


def _plain(text: str) -> bool:
    return text.isascii() and text.isprintable() and " " not in text
