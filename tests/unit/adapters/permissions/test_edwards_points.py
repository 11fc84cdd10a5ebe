"""A point of small order is nobody's key: one signature under it is good for any text."""

import pytest

from adapters.permissions.people.tokens.edwards import CURVES, P448, P25519
from adapters.permissions.people.tokens.jwk import verifying_keys
from adapters.permissions.people.tokens.jws import NotVerified, verify
from support.jose import ED448, ED25519, b64

SHAPES = {"Ed25519": (-1, -121_665 * pow(121_666, -1, P25519)), "Ed448": (1, -39_081)}
"""a and d of a x² + y² = 1 + d x² y² (RFC 8032, 5.1 and 5.2)."""
SMALL = [(curve, y) for curve, shape in CURVES.items() for y in sorted(shape.small)]
SIGNS = (0, 1)


def doubled(curve: str, y: int) -> int:
    (a, d), p = SHAPES[curve], CURVES[curve].prime
    x_squared = (y * y - 1) * pow(d * y * y - a, -1, p)
    return (y * y - a * x_squared) * pow(2 - a * x_squared - y * y, -1, p) % p


def point(curve: str, y: int, sign: int = 0) -> bytes:
    size = CURVES[curve].size
    return (y | sign << 8 * size - 1).to_bytes(size, "little")


def key(curve: str, point: bytes) -> dict[str, str]:
    return {"kty": "OKP", "crv": curve, "x": b64(point)}


@pytest.mark.parametrize(("curve", "y"), SMALL, ids=str)
def test_what_is_refused_is_of_small_order(curve: str, y: int) -> None:
    for _ in range(3):
        y = doubled(curve, y)
    assert y == 1


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize(("curve", "y"), SMALL, ids=str)
def test_a_point_of_small_order_is_no_key(curve: str, y: int, sign: int) -> None:
    assert verifying_keys(key(curve, point(curve, y, sign))) == []


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize(("curve", "y"), [("Ed25519", P25519), ("Ed448", P448)], ids=str)
def test_a_number_beyond_the_field_is_no_key(curve: str, y: int, sign: int) -> None:
    for more in range(2):
        assert verifying_keys(key(curve, point(curve, y + more, sign))) == []


@pytest.mark.parametrize("curve", CURVES)
def test_no_signature_is_good_for_any_text(curve: str) -> None:
    neutral = point(curve, 1)
    parts = (b'{"alg":"EdDSA"}', b"whatever it says", neutral + bytes(len(neutral)))
    forged = ".".join(b64(one) for one in parts)
    with pytest.raises(NotVerified):
        verify(forged, key(curve, neutral), ["EdDSA"])


def test_a_true_key_is_one() -> None:
    for curve, private in (("Ed25519", ED25519), ("Ed448", ED448)):
        true = private.public_key().public_bytes_raw()
        assert CURVES[curve].is_key(true)
        assert len(verifying_keys(key(curve, true))) == 1
