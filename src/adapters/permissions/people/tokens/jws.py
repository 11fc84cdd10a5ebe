"""Verify a JSON Web Signature in compact form (RFC 7515), as RFC 8725 asks for.

The signatures are PyJWT's to check. What stands before them is ours, because a library that takes
more spellings than one, or keys that are not meant for it, takes more tokens than were signed.

    payload = verify(token, {"keys": [...]}, ["EdDSA"])
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from cryptography.exceptions import InvalidSignature
from jwt.algorithms import get_default_algorithms
from jwt.exceptions import PyJWTError

from adapters.permissions.people.tokens.jwk import Jwk, VerifyingKey, verifying_keys
from adapters.permissions.people.tokens.strict import Malformed, decoded, json_object

LONGEST = 8_192
PARTS = 3
ALGORITHMS = frozenset(
    "HS256 HS384 HS512 RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 ES256K "
    "EdDSA Ed25519 Ed448".split()
)
"""Of RFC 7518, 8037, 8812 and 9864."""
SPELT = {"Ed25519": "EdDSA", "Ed448": "EdDSA"}
"""What PyJWT calls them; which curve it is, the key says."""


class NotVerified(ValueError):
    """No key that we know signed exactly this; the message is for logs, not for who sent it."""


@dataclass(frozen=True, slots=True)
class Verified:
    header: dict[str, Any]
    payload: bytes = field(repr=False)


def verify(
    compact: str | bytes,
    jwks: Jwk | Iterable[Jwk],
    algorithms: Collection[str],
    *,
    longest: int = LONGEST,
) -> bytes:
    """Return the payload that one of the keys signed with one of the algorithms.

    Raises NotVerified. Keys named by the token itself (`jwk`, `jku`, `x5c`, `x5u`) are not looked
    at; `kid` only chooses among `jwks`; `none` is no algorithm.
    """
    return verified(compact, verifying_keys(jwks), algorithms, longest=longest).payload


def verified(
    compact: str | bytes,
    keys: Sequence[VerifyingKey],
    algorithms: Collection[str],
    *,
    longest: int = LONGEST,
) -> Verified:
    """Do the same with keys that were read before, and return the header too."""
    if not isinstance(compact, str | bytes):
        raise NotVerified("no text, and so not in compact form")
    if len(compact) > longest:
        raise NotVerified(f"longer than {longest} bytes")
    try:
        signed, header, payload, signature = _taken_apart(compact)
    except Malformed as error:
        raise NotVerified(str(error)) from error
    algorithm = _algorithm(header, algorithms)
    for key in _candidates(header, keys):
        if algorithm in key.algorithms and _is_signed(algorithm, signed, key, signature):
            return Verified(header, payload)
    raise NotVerified("no key that we know signed it so")


def _taken_apart(compact: str | bytes) -> tuple[bytes, dict[str, Any], bytes, bytes]:
    text = compact.decode("ascii", "replace") if isinstance(compact, bytes) else compact
    parts = text.split(".")
    if len(parts) != PARTS or not text.isascii():
        raise Malformed("not three parts of ASCII")
    header, payload, signature = (decoded(part) for part in parts)
    return text.rpartition(".")[0].encode(), json_object(header), payload, signature


def _algorithm(header: dict[str, Any], allowed: Collection[str]) -> str:
    algorithm = header.get("alg")
    if not isinstance(algorithm, str) or algorithm not in ALGORITHMS.intersection(allowed):
        raise NotVerified("an algorithm that is not allowed here")
    if "crit" in header or header.get("b64", True) is not True:
        raise NotVerified("it demands what we do not do")
    if not all(isinstance(header.get(name, ""), str) for name in ("kid", "typ", "cty")):
        raise NotVerified("a header that must be a string is none")
    return algorithm


def _candidates(header: dict[str, Any], keys: Sequence[VerifyingKey]) -> Sequence[VerifyingKey]:
    """Return the keys of that name, else those without one; all when the token names none."""
    if "kid" not in header:
        return keys
    named = [one for one in keys if one.kid == header["kid"]]
    return named or [one for one in keys if one.kid is None]


def _is_signed(algorithm: str, signed: bytes, key: VerifyingKey, signature: bytes) -> bool:
    if not signature:
        return False
    try:
        return bool(_checks()[algorithm].verify(signed, key.material, signature))
    except (InvalidSignature, PyJWTError, ValueError):
        return False


@cache
def _checks() -> dict[str, Any]:
    known = get_default_algorithms()
    return {name: known[SPELT.get(name, name)] for name in ALGORITHMS}
