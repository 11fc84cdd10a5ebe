"""Signatures of webhooks: what is vouched for, and everything that is not."""

import hmac
import json
from base64 import b64encode
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from adapters.events.signatures import CryptographyEd25519
from domain.errors import Unauthenticated
from domain.events.errors import UnreadableBody
from domain.events.webhooks.errors import (
    BadSignature,
    MalformedHeader,
    MissingSignature,
    TimestampOutOfTolerance,
    UnusableSecret,
)
from domain.events.webhooks.secret import Secret
from domain.events.webhooks.verified import Verified
from domain.events.webhooks.verify import Scheme, check_secret, verify

NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)
AT = int(NOW.timestamp())
BODY = b'{"id": "evt_1", "type": "order.placed",  "amount": 12}'
OURS, OLD, FOREIGN = (Secret.of(bytes([n]) * 32) for n in (1, 2, 3))
SEED = bytes(range(32))
PRIVATE = Ed25519PrivateKey.from_private_bytes(SEED)
PUBLIC = PRIVATE.public_key().public_bytes_raw()
WHSK = Secret("whsk_" + b64encode(SEED + PUBLIC).decode())
WHPK = Secret("whpk_" + b64encode(PUBLIC).decode())
PLAIN = Secret("plain-text-of-a-secret")
MISFIT = Secret("whsec_?")


def checked(
    scheme: Scheme,
    headers: Mapping[str, str],
    *secrets: Secret,
    body: bytes = BODY,
    now: datetime = NOW,
) -> Verified:
    return verify(scheme, headers, body, secrets, now, ed25519=CryptographyEd25519())


def v1(secret: Secret = OURS, at: object = AT, body: bytes = BODY, id_: str = "msg_1") -> str:
    message = f"{id_}.{at}.".encode() + body
    return "v1," + b64encode(hmac.digest(secret.hmac_key(), message, "sha256")).decode()


def v1a(body: bytes = BODY) -> str:
    return "v1a," + b64encode(PRIVATE.sign(f"msg_1.{AT}.".encode() + body)).decode()


def standard(
    signature: str, at: object = AT, prefix: str = "webhook", id_: str = "msg_1"
) -> dict[str, str]:
    told = {"id": id_, "timestamp": str(at), "signature": signature}
    return {f"{prefix}-{name}": value for name, value in told.items()}


def stripe(*signatures: str, at: object = AT) -> dict[str, str]:
    return {"stripe-signature": ",".join((f"t={at}", *signatures))}


def stripe_v1(secret: Secret = PLAIN, at: object = AT, body: bytes = BODY) -> str:
    return "v1=" + hmac.digest(secret.text.encode(), f"{at}.".encode() + body, "sha256").hex()


def github(secret: Secret = PLAIN, body: bytes = BODY, **headers: str) -> dict[str, str]:
    signed = "sha256=" + hmac.digest(secret.text.encode(), body, "sha256").hex()
    return {"x-hub-signature-256": signed, "x-github-delivery": "d-1", "x-github-event": "push"} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }


class TestPublishedExamples:
    def test_of_the_standard_webhooks_libraries(self) -> None:
        headers = standard(
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
            1614265330,
            id_="msg_p5jXN8AQM9LWM0D4loKWxJek",
        )
        found = checked(
            Scheme.STANDARD,
            headers,
            Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
            body=b'{"test": 2432232314}',
            now=datetime.fromtimestamp(1614265330, UTC),
        )
        assert found.id == "msg_p5jXN8AQM9LWM0D4loKWxJek"

    def test_of_github(self) -> None:
        signed = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
        headers = {"x-hub-signature-256": signed, "x-github-delivery": "72d3162e"}

        found = checked(
            Scheme.GITHUB, headers, Secret("It's a Secret to Everybody"), body=b"Hello, World!"
        )
        assert found == Verified(id="72d3162e")

    def test_of_ed25519(self) -> None:
        """RFC 8032, section 7.1, test 2."""
        seed = bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
        key = bytes.fromhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
        signature = bytes.fromhex(
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        )
        ed25519 = CryptographyEd25519()

        assert ed25519.public_of(seed) == key
        assert ed25519.verifies(key, signature, b"\x72")
        assert not ed25519.verifies(key, signature, b"\x73")
        assert not ed25519.verifies(key, signature[:-1], b"\x72")
        assert not ed25519.verifies(key[:-1], signature, b"\x72")


class TestStandardWebhooks:
    @pytest.mark.parametrize("prefix", ["webhook", "svix"])
    def test_a_signature_vouches_for_the_id_and_the_time(self, prefix: str) -> None:
        found = checked(Scheme.STANDARD, standard(v1(), prefix=prefix), OURS)

        assert found == Verified(id="msg_1", sent_at=NOW)

    @pytest.mark.parametrize("secret", [WHSK, WHPK, Secret("whsk_" + b64encode(SEED).decode())])
    def test_ed25519_takes_the_public_key_or_the_private_one(self, secret: Secret) -> None:
        assert checked(Scheme.STANDARD, standard(v1a()), secret).id == "msg_1"
        with pytest.raises(BadSignature):
            checked(Scheme.STANDARD, standard(v1a(b"{}")), secret)

    @pytest.mark.parametrize(
        "signature",
        [
            f"{v1(FOREIGN)} {v1()}",
            f"v1,?not-base64? {v1()}",
            f"v1 v1, ,x {v1()}",
            f"v2,AAAA v0,AAAA {v1()}",
            f"{v1a()} {v1()}",
            f"{v1()} {v1(FOREIGN)}",
            f"  {v1()}  ",
        ],
    )
    def test_one_good_signature_is_enough(self, signature: str) -> None:
        assert checked(Scheme.STANDARD, standard(signature), OURS).id == "msg_1"

    @pytest.mark.parametrize("secrets", [(OURS, OLD), (OLD, OURS), (MISFIT, PLAIN, WHPK, OURS)])
    def test_one_good_secret_is_enough(self, secrets: tuple[Secret, ...]) -> None:
        assert checked(Scheme.STANDARD, standard(v1()), *secrets).id == "msg_1"

    def test_secrets_may_lack_their_prefix(self) -> None:
        assert checked(Scheme.STANDARD, standard(v1()), Secret(OURS.text[6:])).id == "msg_1"

    @pytest.mark.parametrize(
        "signature",
        [
            v1(FOREIGN),
            v1(body=json.dumps(json.loads(BODY)).encode()),
            v1(at=AT - 1),
            v1(id_="msg_2"),
            v1().replace("v1,", "v2,"),
            v1().replace("v1,", "v1a,"),
            v1().replace("v1,", ""),
            v1()[:-1],
            v1() + "=",
            v1().rstrip("="),
            v1() + "," + v1(),
            "v1,",
            ",",
            "v1,é",
            "v1a,AAAA",
            "x",
        ],
    )
    def test_no_other_signature_is(self, signature: str) -> None:
        with pytest.raises(BadSignature):
            checked(Scheme.STANDARD, standard(signature), OURS, WHPK)

    @pytest.mark.parametrize("secrets", [(), (MISFIT,), (FOREIGN,), (Secret(""),)])
    def test_no_other_secret_is(self, secrets: tuple[Secret, ...]) -> None:
        with pytest.raises(BadSignature):
            checked(Scheme.STANDARD, standard(v1()), *secrets)

    def test_a_body_written_anew_is_another_body(self) -> None:
        anew = json.dumps(json.loads(BODY)).encode()
        with pytest.raises(BadSignature):
            checked(Scheme.STANDARD, standard(v1()), OURS, body=anew)

    @pytest.mark.parametrize("name", ["id", "timestamp", "signature"])
    def test_a_missing_header_is_a_missing_signature(self, name: str) -> None:
        for value in (None, "", " "):
            headers = {**standard(v1()), f"webhook-{name}": value or ""}
            with pytest.raises(MissingSignature):
                checked(Scheme.STANDARD, headers, OURS)
        with pytest.raises(MissingSignature):
            checked(Scheme.STANDARD, {}, OURS)

    @pytest.mark.parametrize("at", ["x", "-5", "1.5", "1e9", "٣", "9" * 12, "2026-11-21T10:00:00Z"])
    def test_a_time_that_is_none_is_malformed(self, at: str) -> None:
        with pytest.raises(MalformedHeader):
            checked(Scheme.STANDARD, standard(v1(at=at), at), OURS)

    @pytest.mark.parametrize("id_", ["x" * 256, "a\tb", "ann@example.com"])
    def test_an_id_that_is_none_is_malformed(self, id_: str) -> None:
        with pytest.raises(MalformedHeader) as refused:
            checked(Scheme.STANDARD, standard(v1(id_=id_), id_=id_), OURS)
        assert "ann" not in str(refused.value)

    @pytest.mark.parametrize("name", ["id", "timestamp", "signature"])
    def test_a_header_of_32_kb_is_malformed(self, name: str) -> None:
        headers = {**standard(v1()), f"webhook-{name}": f"{v1()} " + "v1,AAAA " * 4_096}
        with pytest.raises(MalformedHeader):
            checked(Scheme.STANDARD, headers, OURS)

    def test_repeated_headers_vouch_for_nothing(self) -> None:
        for name in ("id", "signature"):
            headers = standard(v1())
            headers[f"webhook-{name}"] += "," + headers[f"webhook-{name}"]
            with pytest.raises(BadSignature):
                checked(Scheme.STANDARD, headers, OURS)
        with pytest.raises(MalformedHeader):
            checked(Scheme.STANDARD, standard(v1(), f"{AT},{AT}"), OURS)


@pytest.mark.parametrize("seconds", [0, 1, 299, 300, 301, 302, 86_400, -1, -300, -301, -86_400])
def test_five_minutes_are_tolerated_to_the_second_both_ways(seconds: int) -> None:
    at = AT - seconds
    for scheme, headers, secret in (
        (Scheme.STANDARD, standard(v1(at=at), at), OURS),
        (Scheme.STRIPE, stripe(stripe_v1(at=at), at=at), PLAIN),
    ):
        for now in (NOW, NOW + timedelta(microseconds=999_999)):
            if abs(seconds) <= 300:
                assert checked(scheme, headers, secret, now=now).sent_at
            else:
                with pytest.raises(TimestampOutOfTolerance):
                    checked(scheme, headers, secret, now=now)


class TestStripe:
    def test_the_body_tells_id_and_type(self) -> None:
        found = checked(Scheme.STRIPE, stripe(stripe_v1()), PLAIN)

        assert found == Verified(id="evt_1", sent_at=NOW, type="order.placed")

    @pytest.mark.parametrize(
        "body", [b"", b"plain", b"[]", b"7", b'{"id": 7}', b'{"id": ""}', b"[" * 100_000,
                 b'{"id": "ann@example.com"}', b'{"id": "x", "type": 7}', b"\xff"]
    )  # fmt: skip
    def test_a_body_without_an_id_is_known_by_its_digest(self, body: bytes) -> None:
        found = checked(Scheme.STRIPE, stripe(stripe_v1(body=body)), PLAIN, body=body)

        assert found == Verified(id=f"sha256:{sha256(body).hexdigest()}", sent_at=NOW)

    @pytest.mark.parametrize(
        "signatures",
        [
            (stripe_v1(Secret("old")), stripe_v1()),
            (stripe_v1(), "v0=abc"),
            ("v1=?", "v1", "x", " " + stripe_v1()),
        ],
    )
    def test_one_good_signature_is_enough(self, signatures: tuple[str, ...]) -> None:
        assert checked(Scheme.STRIPE, stripe(*signatures), Secret("new"), PLAIN).id == "evt_1"

    @pytest.mark.parametrize(
        "signatures",
        [
            (),
            (stripe_v1(Secret("other")),),
            (stripe_v1().replace("v1=", "v0="),),
            (stripe_v1().upper().replace("V1=", "v1="),),
            (stripe_v1(at=AT - 1),),
            (stripe_v1(body=b"{}"),),
            ("v1=",),
            ("v1=é",),
        ],
    )
    def test_no_other_signature_is(self, signatures: tuple[str, ...]) -> None:
        with pytest.raises(BadSignature):
            checked(Scheme.STRIPE, stripe(*signatures), PLAIN)

    def test_an_empty_secret_vouches_for_nothing(self) -> None:
        with pytest.raises(BadSignature):
            checked(Scheme.STRIPE, stripe(stripe_v1(Secret(""))), Secret(""))

    @pytest.mark.parametrize("told", [stripe_v1(), "x", f"t={AT},t={AT}", "t=,v1=a", "t=x,v1=a"])
    def test_the_header_needs_one_time(self, told: str) -> None:
        with pytest.raises(MalformedHeader):
            checked(Scheme.STRIPE, {"stripe-signature": told}, PLAIN)

    def test_a_header_of_32_kb_is_malformed(self) -> None:
        with pytest.raises(MalformedHeader):
            checked(Scheme.STRIPE, stripe(stripe_v1(), "v1=" + "a" * 32_768), PLAIN)

    def test_a_repeated_header_is_malformed(self) -> None:
        told = stripe(stripe_v1())["stripe-signature"]
        with pytest.raises(MalformedHeader):
            checked(Scheme.STRIPE, {"stripe-signature": f"{told},{told}"}, PLAIN)

    def test_without_a_header_there_is_no_signature(self) -> None:
        with pytest.raises(MissingSignature):
            checked(Scheme.STRIPE, standard(v1()), PLAIN)


class TestGitHub:
    def test_the_headers_tell_id_and_type(self) -> None:
        assert checked(Scheme.GITHUB, github(), PLAIN) == Verified(id="d-1", type="push")
        assert checked(Scheme.GITHUB, github(), Secret("new"), PLAIN).sent_at is None

    def test_without_a_delivery_the_digest_is_the_id(self) -> None:
        found = checked(Scheme.GITHUB, github(x_github_delivery=""), PLAIN)

        assert found.id == f"sha256:{sha256(BODY).hexdigest()}"

    def test_sha_1_alone_is_no_signature(self) -> None:
        signed = "sha1=" + hmac.digest(PLAIN.text.encode(), BODY, "sha1").hex()
        with pytest.raises(MissingSignature):
            checked(Scheme.GITHUB, {"x-hub-signature": signed}, PLAIN)
        with pytest.raises(BadSignature):
            checked(Scheme.GITHUB, github(x_hub_signature_256=signed), PLAIN)

    @pytest.mark.parametrize("told", ["sha256=", "sha256=é", "x", "sha256=" + "0" * 64])
    def test_no_other_signature_is(self, told: str) -> None:
        with pytest.raises(BadSignature):
            checked(Scheme.GITHUB, github(x_hub_signature_256=told), PLAIN)

    def test_another_body_or_secret_is_refused(self) -> None:
        for secrets in ((FOREIGN,), (), (Secret(""),)):
            with pytest.raises(BadSignature):
                checked(Scheme.GITHUB, github(), *secrets)
        with pytest.raises(BadSignature):
            checked(Scheme.GITHUB, github(), PLAIN, body=BODY + b" ")
        with pytest.raises(BadSignature):
            checked(Scheme.GITHUB, github(Secret("")), Secret(""))

    def test_a_repeated_or_long_header_is_refused(self) -> None:
        told = github()["x-hub-signature-256"]
        with pytest.raises(BadSignature):
            checked(Scheme.GITHUB, github(x_hub_signature_256=f"{told},{told}"), PLAIN)
        with pytest.raises(MalformedHeader):
            checked(Scheme.GITHUB, github(x_hub_signature_256=told * 1_000), PLAIN)

    @pytest.mark.parametrize("name", ["x-github-delivery", "x-github-event"])
    def test_names_are_names(self, name: str) -> None:
        with pytest.raises(MalformedHeader):
            checked(Scheme.GITHUB, github() | {name: "x" * 256}, PLAIN)


class TestSecrets:
    def test_ours_are_32_bytes_and_are_not_shown(self) -> None:
        assert OURS.text.startswith("whsec_")
        assert OURS.hmac_key() == bytes([1]) * 32
        assert OURS.text not in repr(OURS)
        with pytest.raises(UnusableSecret):
            Secret.of(bytes(31))

    @pytest.mark.parametrize("size", [24, 32, 64])
    def test_standard_secrets_have_24_to_64_bytes(self, size: int) -> None:
        check_secret(Scheme.STANDARD, Secret("whsec_" + b64encode(bytes(size)).decode()))

    @pytest.mark.parametrize(
        "text",
        ["", "whsec_", "whsec_?", *("whsec_" + b64encode(bytes(n)).decode() for n in (0, 23, 65)),
         "whpk_AAAA", "whsk_AAAA", "whpk_" + b64encode(bytes(64)).decode(), "é" * 30],
    )  # fmt: skip
    def test_others_are_refused_before_they_are_kept(self, text: str) -> None:
        with pytest.raises(UnusableSecret):
            check_secret(Scheme.STANDARD, Secret(text))

    def test_stripe_and_github_take_any_text(self) -> None:
        for scheme in (Scheme.STRIPE, Scheme.GITHUB):
            check_secret(scheme, PLAIN)
            with pytest.raises(UnusableSecret):
                check_secret(scheme, Secret(""))

    def test_keys_are_keys(self) -> None:
        check_secret(Scheme.STANDARD, WHPK)
        check_secret(Scheme.STANDARD, WHSK)


def test_refusals_are_401_and_what_cannot_be_read_is_400() -> None:
    for refusal in (MissingSignature, BadSignature, TimestampOutOfTolerance):
        assert issubclass(refusal, Unauthenticated)
    assert issubclass(MalformedHeader, UnreadableBody)
