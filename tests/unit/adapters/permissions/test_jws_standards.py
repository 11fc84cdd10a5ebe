"""What the standards give as examples is taken, and what only looks like it is not."""

from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from adapters.permissions.people.tokens.jws import NotVerified, verify
from support.jose import (
    ALL,
    CURVES,
    ED25519,
    HASHES,
    RSA_2048,
    b64,
    jwk,
    rsa_jwk,
    sign,
    token,
)

JOE = (
    "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
)
EXAMPLES: dict[str, tuple[str, str, dict[str, str]]] = {
    "RFC 7515, A.1": (
        f"eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.{JOE}",
        "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
        {
            "kty": "oct",
            "k": "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1"
            "Z9CAow",
        },
    ),
    "RFC 7515, A.3": (
        f"eyJhbGciOiJFUzI1NiJ9.{JOE}",
        "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q",
        {
            "kty": "EC",
            "crv": "P-256",
            "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
            "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
        },
    ),
    "RFC 8037, A.4": (
        "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc",
        "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg",
        {"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"},
    ),
}
ORDERS = {
    "ES256": 2**256 - 2**224 + 2**192 - 0x4319055258E8617B0C46353D039CDAAF,
    "ES384": 2**384 - 0x389CB27E0BC8D220A7E5F24DB74F58851313E695333AD68D,
    "ES512": 2**521 - 0x5AE79787C40D069948033FEB708F65A2FC44A36477663B851449048E16EC79BF7,
    "ES256K": 2**256 - 0x14551231950B75FC4402DA1732FC9BEBF,
}
"""Of the curves' groups (FIPS 186-4, D.1.2, and SEC 2, 2.4.1)."""
ED25519_ORDER = 2**252 + 27742317777372353535851937790883648493
MANY = 1_000
"""Signatures until one is small enough, which each is with a chance of at least a ninth."""


def refused(compact: str, keys: Any) -> None:
    with pytest.raises(NotVerified):
        verify(compact, keys, ALL)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_of_the_standards_are_taken(name: str) -> None:
    signed, signature, key = EXAMPLES[name]
    assert verify(f"{signed}.{signature}", key, ALL)
    assert verify(f"{signed}.{signature}", {"keys": [jwk("ES256"), key]}, ALL)
    refused(f"{signed}.AAAA{signature[4:]}", key)


@pytest.mark.parametrize("algorithm", CURVES)
def test_both_numbers_of_a_curve_signature_lie_within_its_group(algorithm: str) -> None:
    signed, size, order = (
        token(algorithm).rpartition(".")[0],
        CURVES[algorithm][2],
        ORDERS[algorithm],
    )
    raw = sign(algorithm, signed.encode())
    r, s = int.from_bytes(raw[:size], "big"), int.from_bytes(raw[size:], "big")
    largest = 2 ** (8 * size) - 1
    assert verify(f"{signed}.{b64(raw)}", jwk(algorithm), ALL) == b"a payload"
    for one, other in (
        (0, s), (r, 0), (0, 0), (1, 0), (0, 1), (1, 1), (order, s), (r, order), (order, order),
        (r + order, s), (r, s + order), (largest, s), (r, largest), (s, r), (order - r, s),
    ):  # fmt: skip
        if max(one, other) <= largest:
            both = one.to_bytes(size, "big") + other.to_bytes(size, "big")
            refused(f"{signed}.{b64(both)}", jwk(algorithm))


def test_curves_of_one_length_are_two() -> None:
    """P-256 and secp256k1, whose points and signatures are as long as one another's."""
    for algorithm, other in (("ES256", "ES256K"), ("ES256K", "ES256")):
        refused(token(algorithm), {**jwk(algorithm), "crv": jwk(other)["crv"]})
        refused(token(algorithm), jwk(other))
        signed = token(algorithm, header={"alg": other})
        refused(signed, jwk(algorithm))


def test_an_edwards_curve_has_two_names_for_its_algorithm() -> None:
    """EdDSA for both (RFC 8037), and its own (RFC 9864)."""
    assert verify(token("Ed448", header={"alg": "EdDSA"}), jwk("Ed448"), ["EdDSA"])
    assert verify(token("EdDSA", header={"alg": "Ed25519"}), jwk("EdDSA"), ["Ed25519"])
    refused(token("Ed448", header={"alg": "Ed25519"}), jwk("Ed448"))
    refused(token("Ed25519", header={"alg": "Ed448"}), jwk("Ed25519"))
    refused(token("EdDSA"), {**jwk("EdDSA"), "crv": "Ed448"})
    refused(token("EdDSA"), {**jwk("EdDSA"), "crv": "X25519"})
    refused(token("Ed25519"), jwk("EdDSA", alg="EdDSA"))


def test_the_number_of_an_ed25519_signature_is_written_in_one_way() -> None:
    signed = token("EdDSA").rpartition(".")[0]
    raw = sign("EdDSA", signed.encode())
    more = int.from_bytes(raw[32:], "little") + ED25519_ORDER
    refused(f"{signed}.{b64(raw[:32] + more.to_bytes(32, 'little'))}", jwk("EdDSA"))


@pytest.mark.parametrize("algorithm", ["PS256", "PS384", "PS512"])
def test_the_salt_is_as_long_as_the_hash(algorithm: str) -> None:
    """As RFC 7518, section 3.5, demands."""
    signed, digest = token(algorithm).rpartition(".")[0], HASHES[algorithm[2:]]()
    for salt in (0, 1, digest.digest_size - 1, digest.digest_size + 1, padding.PSS.MAX_LENGTH):
        raw = RSA_2048.sign(
            signed.encode(), padding.PSS(padding.MGF1(digest), salt_length=salt), digest
        )
        refused(f"{signed}.{b64(raw)}", jwk(algorithm))


def test_mask_and_hash_are_of_one_kind() -> None:
    signed = token("PS256").rpartition(".")[0]
    other = padding.PSS(padding.MGF1(hashes.SHA1()), salt_length=32)
    raw = RSA_2048.sign(signed.encode(), other, hashes.SHA256())
    refused(f"{signed}.{b64(raw)}", jwk("PS256"))


def test_an_rsa_signature_is_smaller_than_its_modulus() -> None:
    key = next(one for one in iter(_rsa, None) if 10 * _modulus(one) < 9 * 2**2_048)
    for number in range(MANY):
        signed = token("RS256", b"%d" % number).rpartition(".")[0]
        raw = sign("RS256", signed.encode(), key)
        assert verify(f"{signed}.{b64(raw)}", rsa_jwk(key), ALL)
        more = int.from_bytes(raw, "big") + _modulus(key)
        if more < 2**2_048:
            refused(f"{signed}.{b64(more.to_bytes(256, 'big'))}", rsa_jwk(key))
            return
    raise AssertionError("no signature was small enough")


def _rsa() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65_537, 2_048)


def _modulus(key: rsa.RSAPrivateKey) -> int:
    return key.public_key().public_numbers().n


@pytest.mark.parametrize("digest", [hashes.SHA1(), hashes.SHA224(), hashes.SHA384()])
def test_an_rsa_signature_over_another_hash_is_refused(digest: hashes.HashAlgorithm) -> None:
    signed = token("RS256").rpartition(".")[0]
    raw = RSA_2048.sign(signed.encode(), padding.PKCS1v15(), digest)
    refused(f"{signed}.{b64(raw)}", jwk("RS256"))


@pytest.mark.parametrize(
    "header",
    [b'{"alg":"HS256","\\u0061lg":"HS256"}', b'{"\\u0061lg":"none","alg":"HS256"}',
     b'{"alg":"HS256","kid":"a","k\\u0069d":"b"}', b'{"alg":"HS256","crit":null}',
     b'{"alg":"HS256","crit":"b64","b64":true}', b'{"alg":"HS256","crit":["alg"]}',
     b'{"alg":"HS256","b64":0}', b'{"alg":"HS256","b64":1}', b'{"alg":"HS256","b64":null}',
     b'{"alg":"HS256","x":' + b"9" * 5_000 + b"}", b'{"alg":"HS256"}\0', b'{"alg":"HS256\\u0000"}',
     b'\xc0\xbb"alg":"HS256"}', b'{"alg":"HS256","x":"\xed\xa0\x80"}', b'{"alg":"HS256" "x":1}',
     b"{'alg':'HS256'}", b'{"Alg":"HS256"}', b'{"alg":"HS256","x":Infinity}', b'[{"alg":"HS256"}]'],
)  # fmt: skip
def test_no_other_reader_finds_another_header(header: bytes) -> None:
    refused(token("HS256", header=header), jwk("HS256"))


def test_blanks_within_a_header_are_json() -> None:
    header = b' {\r\n\t"typ": "JWT",\n "alg" : "HS256" } \n'
    assert verify(token("HS256", header=header), jwk("HS256"), ALL) == b"a payload"


def test_keys_of_one_name_are_all_tried() -> None:
    other = {"kty": "oct", "k": b64(b"y" * 64), "kid": "one"}
    keys = [other, jwk("ES256", kid="one"), jwk("HS256", kid="one")]
    assert verify(token("HS256", header={"kid": "one"}), keys, ALL) == b"a payload"
    refused(token("HS256", header={"kid": "one"}), keys[:2])


def test_a_private_key_verifies_as_its_public_one_does() -> None:
    private = {**jwk("EdDSA"), "d": b64(ED25519.private_bytes_raw())}
    assert verify(token("EdDSA"), private, ALL) == b"a payload"
