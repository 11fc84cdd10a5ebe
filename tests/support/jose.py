"""Keys and signatures made for tests: by cryptography itself, not by what is under test."""

import hmac
import json
from base64 import urlsafe_b64encode
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, padding, rsa, utils

HASHES: dict[str, Any] = {
    "256": hashes.SHA256,
    "256K": hashes.SHA256,
    "384": hashes.SHA384,
    "512": hashes.SHA512,
}
CURVES: dict[str, tuple[str, Any, int]] = {
    "ES256": ("P-256", ec.SECP256R1, 32),
    "ES384": ("P-384", ec.SECP384R1, 48),
    "ES512": ("P-521", ec.SECP521R1, 66),
    "ES256K": ("secp256k1", ec.SECP256K1, 32),
}
RSA_2048 = rsa.generate_private_key(65_537, 2_048)
RSA_1024 = rsa.generate_private_key(65_537, 1_024)  # too short, which is what it is for
ED25519 = ed25519.Ed25519PrivateKey.generate()
ED448 = ed448.Ed448PrivateKey.generate()
EDWARDS: dict[str, Any] = {"EdDSA": ED25519, "Ed25519": ED25519, "Ed448": ED448}
ELLIPTIC = {name: ec.generate_private_key(curve()) for name, (_, curve, _) in CURVES.items()}
SECRET = bytes(range(64))
ALL = ["HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512",
       "ES256", "ES384", "ES512", "ES256K", "EdDSA", "Ed25519", "Ed448"]  # fmt: skip


def b64(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def number(value: int, size: int | None = None) -> str:
    return b64(value.to_bytes(size or (value.bit_length() + 7) // 8, "big"))


def rsa_jwk(key: rsa.RSAPrivateKey = RSA_2048, **more: Any) -> dict[str, Any]:
    public = key.public_key().public_numbers()
    return {"kty": "RSA", "n": number(public.n), "e": number(public.e), **more}


def jwk(algorithm: str, **more: Any) -> dict[str, Any]:
    """Return the public key (or the secret) that verifies what `sign` signs."""
    if algorithm.startswith("HS"):
        return {"kty": "oct", "k": b64(SECRET), **more}
    if algorithm in EDWARDS:
        x = b64(EDWARDS[algorithm].public_key().public_bytes_raw())
        curve = "Ed448" if algorithm == "Ed448" else "Ed25519"
        return {"kty": "OKP", "crv": curve, "x": x, **more}
    if algorithm in CURVES:
        curve, _, size = CURVES[algorithm]
        point = ELLIPTIC[algorithm].public_key().public_numbers()
        x, y = number(point.x, size), number(point.y, size)
        return {"kty": "EC", "crv": curve, "x": x, "y": y, **more}
    return rsa_jwk(**more)


def sign(algorithm: str, message: bytes, key: Any = None) -> bytes:
    if algorithm.startswith("HS"):
        return hmac.digest(key or SECRET, message, f"sha{algorithm[2:]}")
    if algorithm in EDWARDS:
        raw: bytes = (key or EDWARDS[algorithm]).sign(message)
        return raw
    digest = HASHES[algorithm[2:]]()
    if algorithm in CURVES:
        size = CURVES[algorithm][2]
        r, s = utils.decode_dss_signature(ELLIPTIC[algorithm].sign(message, ec.ECDSA(digest)))
        return r.to_bytes(size, "big") + s.to_bytes(size, "big")
    pad: Any = padding.PKCS1v15()
    if algorithm.startswith("PS"):
        pad = padding.PSS(padding.MGF1(digest), digest.digest_size)
    return (key or RSA_2048).sign(message, pad, digest)


def token(
    algorithm: str,
    payload: bytes = b"a payload",
    *,
    header: dict[str, Any] | bytes | None = None,
    key: Any = None,
) -> str:
    """Return a compact JWS; a header of bytes is taken as it is."""
    given = header if header is not None else {}
    raw = given if isinstance(given, bytes) else json.dumps({"alg": algorithm, **given}).encode()
    signed = f"{b64(raw)}.{b64(payload)}"
    return f"{signed}.{b64(sign(algorithm, signed.encode(), key))}"
