"""JSON Web Keys (RFC 7517) that may verify a signature, and with which algorithms.

A key that is not meant for it, is too weak, or is not on its curve is no key here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, rsa

from adapters.permissions.people.tokens import edwards
from adapters.permissions.people.tokens.strict import Malformed, decoded

HMAC_BYTES = {"HS256": 32, "HS384": 48, "HS512": 64}
"""The shortest secret for each (RFC 7518, section 3.2)."""
RSA_ALGORITHMS = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"})
CURVES: Mapping[str, tuple[str, int, type[ec.EllipticCurve]]] = {
    "P-256": ("ES256", 32, ec.SECP256R1),
    "P-384": ("ES384", 48, ec.SECP384R1),
    "P-521": ("ES512", 66, ec.SECP521R1),
    "secp256k1": ("ES256K", 32, ec.SECP256K1),
}
LEAST_RSA_BITS, MOST_RSA_BITS = 2_048, 16_384
EDWARDS: Mapping[str, type[ed25519.Ed25519PublicKey | ed448.Ed448PublicKey]] = {
    "Ed25519": ed25519.Ed25519PublicKey,
    "Ed448": ed448.Ed448PublicKey,
}
"""Each has an algorithm of its own name besides EdDSA (RFC 9864)."""
OTHERWISE = frozenset({"encrypt", "decrypt", "wrapKey", "unwrapKey", "deriveKey", "deriveBits"})
"""Operations of keys that are none for signatures: one key is not for both (RFC 7517, 4.3)."""
Jwk = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class VerifyingKey:
    """`algorithms` come from the key alone: a token cannot make an RSA key into a password."""

    kid: str | None
    algorithms: frozenset[str]
    material: Any = field(repr=False)


def verifying_keys(jwks: Jwk | Iterable[Jwk]) -> Sequence[VerifyingKey]:
    """Return the keys of a JWK set, of a list of keys, or of one key, that may verify.

    Whatever else is given holds none.
    """
    if isinstance(jwks, Mapping):
        listed = jwks.get("keys", [jwks] if "kty" in jwks else [])
        jwks = listed if isinstance(listed, list) else []
    if not isinstance(jwks, Iterable):
        return []
    found = [_verifying(one) for one in jwks if isinstance(one, Mapping)]
    return [one for one in found if one is not None]


def _verifying(jwk: Jwk) -> VerifyingKey | None:
    read = KINDS.get(jwk["kty"]) if isinstance(jwk.get("kty"), str) else None
    kid = jwk.get("kid")
    if read is None or not _may_verify(jwk) or not isinstance(kid, str | None):
        return None
    try:
        algorithms, material = read(jwk)
    except (ValueError, UnsupportedAlgorithm):
        return None
    if "alg" in jwk:
        algorithms = algorithms & {jwk["alg"]} if isinstance(jwk["alg"], str) else frozenset()
    return VerifyingKey(kid, algorithms, material) if algorithms else None


def _may_verify(jwk: Jwk) -> bool:
    """Read `use` and `key_ops` (RFC 7517, sections 4.2 and 4.3); each may forbid it."""
    if "use" in jwk and jwk["use"] != "sig":
        return False
    if "key_ops" not in jwk:
        return True
    operations = jwk["key_ops"]
    if not isinstance(operations, list) or not all(isinstance(one, str) for one in operations):
        return False
    meant = set(operations)
    return "verify" in meant and len(meant) == len(operations) and OTHERWISE.isdisjoint(meant)


def _member(jwk: Jwk, name: str) -> bytes:
    value = jwk.get(name)
    if not isinstance(value, str) or not value:
        raise Malformed(f"{name} is missing")
    return decoded(value)


def _number(jwk: Jwk, name: str) -> int:
    octets = _member(jwk, name)
    if not octets[0]:
        raise Malformed(f"{name} has more octets than it needs")
    return int.from_bytes(octets, "big")


def _rsa(jwk: Jwk) -> tuple[frozenset[str], Any]:
    n, e = _number(jwk, "n"), _number(jwk, "e")
    if not LEAST_RSA_BITS <= n.bit_length() <= MOST_RSA_BITS:
        raise Malformed("the modulus is too short or too long")
    return RSA_ALGORITHMS, rsa.RSAPublicNumbers(e, n).public_key()


def _ec(jwk: Jwk) -> tuple[frozenset[str], Any]:
    curve = jwk.get("crv")
    if not isinstance(curve, str) or curve not in CURVES:
        raise Malformed("no curve that we take")
    algorithm, size, kind = CURVES[curve]
    x, y = _member(jwk, "x"), _member(jwk, "y")
    if (len(x), len(y)) != (size, size):
        raise Malformed("a coordinate has not the curve's length")
    point = ec.EllipticCurvePublicNumbers(
        int.from_bytes(x, "big"), int.from_bytes(y, "big"), kind()
    )
    return frozenset({algorithm}), point.public_key()  # raises ValueError off the curve


def _okp(jwk: Jwk) -> tuple[frozenset[str], Any]:
    curve, x = jwk.get("crv"), _member(jwk, "x")
    if not isinstance(curve, str) or curve not in EDWARDS:
        raise Malformed("no curve that we take")
    if not edwards.CURVES[curve].is_key(x):
        raise Malformed("no point of the curve that is a key")
    return frozenset({"EdDSA", curve}), EDWARDS[curve].from_public_bytes(x)


def _oct(jwk: Jwk) -> tuple[frozenset[str], Any]:
    secret = _member(jwk, "k")
    long_enough = {name for name, size in HMAC_BYTES.items() if len(secret) >= size}
    return frozenset(long_enough), secret


KINDS: Mapping[str, Callable[[Jwk], tuple[frozenset[str], Any]]] = {
    "RSA": _rsa,
    "EC": _ec,
    "OKP": _okp,
    "oct": _oct,
}
