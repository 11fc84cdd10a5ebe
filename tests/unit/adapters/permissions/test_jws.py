"""A signature is good in one spelling, by one algorithm, with a key that is meant for it."""

from base64 import urlsafe_b64decode
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.permissions.people.tokens.jws import NotVerified, verify
from support.examples import examples
from support.jose import ALL, ED25519, RSA_1024, RSA_2048, b64, jwk, rsa_jwk, sign, token


def refused(compact: str | bytes, keys: Any, algorithms: list[str] | None = None) -> None:
    with pytest.raises(NotVerified):
        verify(compact, keys, algorithms or ALL)


@pytest.mark.parametrize("algorithm", ALL)
def test_what_was_signed_comes_back(algorithm: str) -> None:
    assert verify(token(algorithm), {"keys": [jwk(algorithm)]}, [algorithm]) == b"a payload"
    assert verify(token(algorithm).encode(), [jwk(algorithm)], ALL) == b"a payload"
    assert verify(token(algorithm, b""), jwk(algorithm), ALL) == b""


@pytest.mark.parametrize("algorithm", ALL)
def test_any_bit_changed_is_refused(algorithm: str) -> None:
    header, payload, signature = token(algorithm).split(".")
    raw = bytearray(sign(algorithm, f"{header}.{payload}".encode()))
    raw[len(raw) // 2] ^= 1
    refused(f"{header}.{payload}.{b64(bytes(raw))}", jwk(algorithm))
    refused(f"{header}.{b64(b'another payload')}.{signature}", jwk(algorithm))
    blank = b64(b'{"alg": "%s"} ' % algorithm.encode())
    refused(f"{blank}.{payload}.{signature}", jwk(algorithm))


@pytest.mark.parametrize("algorithm", ALL)
@pytest.mark.parametrize("cut", [0, 1, -1, 5])
def test_a_signature_of_another_length_is_refused(algorithm: str, cut: int) -> None:
    signed = token(algorithm).rpartition(".")[0]
    raw = sign(algorithm, signed.encode())
    for other in (raw[:cut], raw + bytes(abs(cut) or 1), bytes(len(raw))):
        refused(f"{signed}.{b64(other)}", jwk(algorithm))


@pytest.mark.parametrize("algorithm", ALL)
def test_an_algorithm_that_is_not_allowed_is_refused(algorithm: str) -> None:
    refused(token(algorithm), jwk(algorithm), [one for one in ALL if one != algorithm])
    refused(token(algorithm), jwk(algorithm), ["none"])


@pytest.mark.parametrize("name", ["none", "None", "NONE", "", "hs256", "HS1", "ES256k", "HS256 "])
def test_there_is_no_such_algorithm(name: str) -> None:
    header = f'{{"alg":"{name}"}}'.encode()
    signed = f"{b64(header)}.{b64(b'a payload')}"
    for signature in (b"", sign("HS256", signed.encode())):
        refused(f"{signed}.{b64(signature)}", jwk("HS256"), [*ALL, name])


@pytest.mark.parametrize(
    "header",
    [b"{}", b'{"alg":null}', b'{"alg":1}', b'{"alg":["HS256"]}', b'["alg"]', b'"HS256"', b"",
     b"\xff",
     b'{"alg":"HS256"', b'{"alg":"HS256","alg":"HS256"}', b'{"alg":"none","alg":"HS256"}',
     b'{"alg":"HS256","x":{"a":1,"a":2}}', b'{"alg":"HS256","x":NaN}', b'{"alg":"HS256"}{}',
     b'\xef\xbb\xbf{"alg":"HS256"}', b'{"alg":"HS256",}', b'{"alg":"HS256","x":' + b"[" * 2000],
)  # fmt: skip
def test_a_header_that_is_not_written_as_it_must_be_is_refused(header: bytes) -> None:
    refused(token("HS256", header=header), jwk("HS256"))


@pytest.mark.parametrize(
    "more",
    [{"crit": ["exp"], "exp": 1}, {"crit": []}, {"crit": ["b64"], "b64": False}, {"b64": False},
     {"kid": 1}, {"kid": None}, {"typ": ["JWT"]}, {"cty": 0}],
)  # fmt: skip
def test_a_header_that_demands_what_we_do_not_do_is_refused(more: dict[str, Any]) -> None:
    refused(token("HS256", header=more), jwk("HS256"))


def test_other_members_of_a_header_say_nothing() -> None:
    header = {"typ": "JWT", "cty": "text/plain", "b64": True, "invented": {"by": "somebody"}}
    assert verify(token("HS256", header=header), jwk("HS256"), ALL) == b"a payload"


@pytest.mark.parametrize("algorithm", ["RS256", "EdDSA", "HS256"])
def test_a_key_that_a_token_brings_along_is_not_looked_at(algorithm: str) -> None:
    other = {
        "RS256": rsa_jwk(RSA_1024),
        "EdDSA": jwk("ES256"),
        "HS256": {"kty": "oct", "k": b64(b"x" * 64)},
    }
    brought = {
        "jwk": jwk(algorithm),
        "jku": "https://evil.example/keys",
        "x5u": "https://evil.example/certificate",
        "x5c": ["MIIB"],
    }
    refused(token(algorithm, header=brought), other[algorithm])
    assert verify(token(algorithm, header=brought), jwk(algorithm), ALL) == b"a payload"


SPELLINGS = ["{}=", "{}==", "{} ", " {}", "{}\n", "{}\r\n", "\t{}", "{}\0", "{}A", "{}%3D", "{}é"]


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("part", [0, 1, 2])
def test_no_other_spelling_is_taken(spelling: str, part: int) -> None:
    parts = token("HS256").split(".")
    parts[part] = spelling.format(parts[part])
    refused(".".join(parts), jwk("HS256"))


def test_bits_after_the_last_byte_must_be_zero() -> None:
    signed, _, signature = token("HS256").rpartition(".")  # 32 bytes: two bits are left over
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    last = letters.index(signature[-1])
    assert last % 4 == 0
    for more in (1, 2, 3):
        refused(f"{signed}.{signature[:-1]}{letters[last + more]}", jwk("HS256"))


def test_the_other_alphabet_of_base64_is_not_taken() -> None:
    for number in range(200):
        compact = token("HS256", b"payload %d" % number)
        other = compact.replace("-", "+").replace("_", "/")
        if other != compact:
            refused(other, jwk("HS256"))


@pytest.mark.parametrize(
    "compact",
    ["", ".", "..", "...", "a.b", "a.b.c.d", "a.b.c.d.e", "{}", '{"payload":"YQ","signatures":[]}',
     '{"protected":"e30","payload":"YQ","signature":"YQ"}', "eyJhbGciOiJIUzI1NiJ9..", "é.é.é"],
)  # fmt: skip
def test_what_is_no_compact_jws_is_refused(compact: str) -> None:
    refused(compact, jwk("HS256"))
    refused(compact.encode(), jwk("HS256"))
    refused(b"\xff" + compact.encode(), jwk("HS256"))


def test_a_token_that_is_too_long_is_not_even_read() -> None:
    fits, too_long = token("HS256", b"x" * 6_000), token("HS256", b"x" * 6_200)
    assert verify(fits, jwk("HS256"), ALL) == b"x" * 6_000
    refused(too_long, jwk("HS256"))
    refused("x" * 10_000_000, jwk("HS256"))


@pytest.mark.parametrize("algorithm", ALL)
@pytest.mark.parametrize(
    "forbids",
    [{"use": "enc"}, {"use": ""}, {"use": None}, {"use": ["sig"]}, {"key_ops": ["sign"]},
     {"key_ops": []}, {"key_ops": "verify"}, {"key_ops": ["verify", "verify"]}, {"key_ops": [1]},
     {"key_ops": ["verify", "encrypt"]}, {"use": "sig", "key_ops": ["verify", "unwrapKey"]},
     {"key_ops": ["verify", "deriveBits"]}, {"key_ops": ["Verify"]}, {"key_ops": {"verify": 1}},
     {"use": "sig", "key_ops": ["encrypt"]}, {"use": "enc", "key_ops": ["verify"]},
     {"alg": "none"}, {"alg": "RSA-OAEP"}, {"alg": 1}, {"alg": ""}, {"kid": 7}],
)  # fmt: skip
def test_a_key_that_is_meant_for_something_else_does_not_verify(
    algorithm: str, forbids: dict[str, Any]
) -> None:
    refused(token(algorithm), jwk(algorithm, **forbids))


@pytest.mark.parametrize("algorithm", ALL)
def test_a_key_that_says_what_it_is_for_verifies(algorithm: str) -> None:
    key = jwk(algorithm, use="sig", key_ops=["sign", "verify"], alg=algorithm, kid="one")
    assert verify(token(algorithm, header={"kid": "one"}), key, ALL) == b"a payload"


def test_a_key_for_one_algorithm_does_not_verify_its_sibling() -> None:
    refused(token("RS256"), jwk("PS256", alg="PS256"))
    refused(token("PS256"), jwk("RS256", alg="RS256"))
    refused(token("RS512"), jwk("RS256", alg="RS256"))
    refused(token("HS512"), jwk("HS256", alg="HS256"))


@pytest.mark.parametrize("algorithm", ALL)
def test_a_key_of_another_kind_does_not_verify(algorithm: str) -> None:
    others = [
        jwk(one)
        for one in ALL
        if one[:2] != algorithm[:2] and {one[:2], algorithm[:2]} != {"RS", "PS"}
    ]
    refused(token(algorithm), {"keys": others})


def test_a_public_key_is_no_password() -> None:
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    public = RSA_2048.public_key()
    for written in (
        public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
        public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo),
        jwk("RS256")["n"].encode(),
    ):
        refused(token("HS256", key=written), jwk("RS256"))
    refused(token("HS256", key=ED25519.public_key().public_bytes_raw()), jwk("EdDSA"))


def test_an_rsa_key_must_be_long_enough() -> None:
    refused(token("RS256", key=RSA_1024), rsa_jwk(RSA_1024))


@pytest.mark.parametrize("exponent", [0, 1, 2, 65_536])
def test_an_rsa_exponent_must_be_one(exponent: int) -> None:
    refused(token("RS256"), {**jwk("RS256"), "e": b64(exponent.to_bytes(3, "big").lstrip(b"\0"))})


@pytest.mark.parametrize("name", ["n", "e"])
def test_a_number_has_no_more_octets_than_it_needs(name: str) -> None:
    """RFC 7518, section 2: one spelling."""
    key = jwk("RS256")
    raw = urlsafe_b64decode(key[name] + "=" * (-len(key[name]) % 4))
    assert verify(token("RS256"), {**key, name: b64(raw)}, ALL) == b"a payload"
    refused(token("RS256"), {**key, name: b64(b"\0" + raw)})


@pytest.mark.parametrize("algorithm", ["ES256", "ES384", "ES512"])
def test_a_point_must_be_on_its_curve_and_written_in_full(algorithm: str) -> None:
    good = jwk(algorithm)
    size = len(good["x"])
    for bad in (
        {"x": good["y"], "y": good["x"]},
        {"x": b64(bytes(size * 3 // 4))},
        {"y": good["y"][:-4]},
        {"x": "AAAA" + good["x"]},
        {"crv": "P-256K"},
        {"crv": "secp256k1"},
        {"crv": None},
        {"crv": "P-521" if algorithm != "ES512" else "P-256"},
        {"x": None},
        {"y": 5},
        {"y": good["y"] + "="},
    ):
        refused(token(algorithm), {**good, **bad})


def test_a_curve_signature_is_written_by_its_length_and_not_as_der() -> None:
    from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

    signed = token("ES256").rpartition(".")[0]
    raw = sign("ES256", signed.encode())
    der = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    refused(f"{signed}.{b64(der)}", jwk("ES256"))


@pytest.mark.parametrize("size", [0, 1, 31])
def test_a_secret_must_be_as_long_as_its_hash(size: int) -> None:
    secret = bytes(range(1, size + 1))
    refused(token("HS256", key=secret or b"x"), {"kty": "oct", "k": b64(secret)})


def test_kid_chooses_among_the_keys_that_we_know_and_does_nothing_else() -> None:
    keys = [jwk("HS256", kid="one"), {"kty": "oct", "k": b64(b"y" * 64), "kid": "two"}]
    assert verify(token("HS256", header={"kid": "one"}), keys, ALL) == b"a payload"
    assert verify(token("HS256"), keys, ALL) == b"a payload"
    for kid in ("two", "three", "", "../../dev/null", "' OR 1=1 --", "one\0", "ONE"):
        refused(token("HS256", header={"kid": kid}), keys)


def test_a_key_without_a_name_is_tried_when_none_is_named_so() -> None:
    assert verify(token("HS256", header={"kid": "one"}), jwk("HS256"), ALL) == b"a payload"


@pytest.mark.parametrize("compact", [None, 7, {}, [], {"payload": "", "signatures": []}])
def test_what_is_no_text_is_refused(compact: Any) -> None:
    refused(compact, jwk("HS256"))


@pytest.mark.parametrize(
    "keys",
    [None, 7, "keys", {}, [], {"keys": []}, {"keys": None}, {"keys": "oct"}, [7], [{}],
     {"kty": None}, [{"kty": "oct"}], [{"kty": ["oct"]}]],
)  # fmt: skip
def test_no_key_verifies_nothing(keys: Any) -> None:
    refused(token("HS256"), keys)


def test_a_bad_key_beside_a_good_one_does_no_harm() -> None:
    keys = {"keys": [rsa_jwk(RSA_1024), {"kty": "new"}, 5, jwk("HS256", use="enc"), jwk("HS256")]}
    assert verify(token("HS256"), keys, ALL) == b"a payload"


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda one: st.lists(one, max_size=3) | st.dictionaries(st.text(max_size=5), one, max_size=3),
    max_leaves=5,
)


@settings(max_examples=examples(1_000))
@given(
    algorithm=st.sampled_from(ALL),
    header=st.dictionaries(st.sampled_from(["alg", "kid", "typ", "cty", "b64", "x"]), ANYTHING),
    member=st.sampled_from(["kty", "crv", "x", "y", "n", "e", "k", "use", "key_ops", "alg", "kid"]),
    value=ANYTHING | st.sampled_from(["", "AA", "AQAB", "RSA", "EC", "OKP", "oct", "P-256", "sig"]),
)
def test_whatever_is_in_a_header_or_a_key_is_refused_or_taken(
    algorithm: str, header: dict[str, Any], member: str, value: Any
) -> None:
    with suppress(NotVerified):
        verify(token(algorithm, header=header), {**jwk(algorithm), member: value}, ALL)


@given(compact=st.text() | st.binary() | st.from_regex(r"[A-Za-z0-9_-]*(\.[A-Za-z0-9_=-]*){1,4}"))
def test_whatever_is_no_token_is_refused(compact: str | bytes) -> None:
    refused(compact, [jwk(one) for one in ALL])
