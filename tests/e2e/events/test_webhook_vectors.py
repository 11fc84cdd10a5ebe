"""Signatures over HTTP, each made here with nothing of ours: who is let in, and who is not."""

import hashlib
import hmac
import json
from base64 import b64decode, b64encode, urlsafe_b64encode
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from e2e.events.hooking import Hooks
from e2e.permissions.town import Town, ok
from e2e.problems import refused
from entrypoints.testing import Portico

BODY = b'{"type": "order.paid",  "timestamp": "2026-03-01T11:00:00Z", "data": {"total": 1.50}}'
ANEW = json.dumps(json.loads(BODY)).encode()
KEY, OTHER = bytes(range(32)), bytes(range(32, 64))
WHSEC = "whsec_" + b64encode(KEY).decode()
PRIVATE, STRANGER = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
WHPK = "whpk_" + b64encode(PRIVATE.public_key().public_bytes_raw()).decode()
TEXT = "the-secret-of-a-dashboard"
Headers = dict[str, str]


def v1(at: object, *, key: bytes = KEY, id: str = "msg_1", body: bytes = BODY) -> str:
    digest = hmac.new(key, f"{id}.{at}.".encode() + body, hashlib.sha256).digest()
    return f"v1,{b64encode(digest).decode()}"


def v1a(at: object, by: Ed25519PrivateKey = PRIVATE, body: bytes = BODY) -> str:
    return f"v1a,{b64encode(by.sign(f'msg_1.{at}.'.encode() + body)).decode()}"


def standard(at: object, signature: str | None = None, id: str = "msg_1") -> Headers:
    told = v1(at, id=id) if signature is None else signature
    return {"webhook-id": id, "webhook-timestamp": str(at), "webhook-signature": told}


def renamed(headers: Mapping[str, str], change: Callable[[str], str]) -> Headers:
    return {change(name): value for name, value in headers.items()}


def raw(signature: str) -> bytes:
    return b64decode(signature.partition(",")[2])


LET_IN: dict[str, Callable[[int], Headers]] = {
    "as the standard says": standard,
    "names in capitals": lambda at: renamed(standard(at), str.upper),
    "names as titles": lambda at: renamed(standard(at), str.title),
    "the names of Svix": lambda at: renamed(standard(at), lambda n: n.replace("webhook", "svix")),
    "another signature first": lambda at: standard(at, f"{v1(at, key=OTHER)} {v1(at)}"),
    "another signature last": lambda at: standard(at, f"{v1(at)} {v1(at, key=OTHER)}"),
    "versions to come": lambda at: standard(at, f"v2,AAAA v9z,x {v1(at)}"),
    "words that are no signature": lambda at: standard(at, f"v1 v1, , {v1(at)}"),
    "two spaces": lambda at: standard(at, f"{v1(at, key=OTHER)}  {v1(at)}"),
    "ed25519": lambda at: standard(at, v1a(at)),
    "ed25519 of a stranger and ours": lambda at: standard(at, f"{v1a(at, STRANGER)} {v1a(at)}"),
    "either kind": lambda at: standard(at, f"{v1a(at, STRANGER)} {v1(at)}"),
    "300 s ago": lambda at: standard(at - 300),
    "300 s ahead": lambda at: standard(at + 300),
    "a leading zero": lambda at: standard(f"0{at}"),
}
KEPT_OUT: dict[str, Callable[[int], Headers]] = {
    "no header": lambda _: {},
    "no id": lambda at: {**standard(at), "webhook-id": ""},
    "no time": lambda at: {**standard(at), "webhook-timestamp": ""},
    "no signature": lambda at: {**standard(at), "webhook-signature": ""},
    "301 s ago": lambda at: standard(at - 301),
    "301 s ahead": lambda at: standard(at + 301),
    "a negative time": lambda at: standard(-at),
    "a time with a plus": lambda at: standard(f"+{at}"),
    "a time with a point": lambda at: standard(f"{at}.0"),
    "a time with an exponent": lambda _: standard("1e9"),
    "a time in milliseconds": lambda at: standard(at * 1_000),
    "a time of 40 digits": lambda _: standard("9" * 40),
    "a time in words": lambda _: standard("2026-03-01T12:00:00Z"),
    "a time of zero": lambda _: standard(0),
    "two times": lambda at: standard(f"{at},{at}"),
    "two ids": lambda at: standard(at, v1(at), id="msg_1,msg_1"),
    "two signatures joined by a comma": lambda at: standard(at, f"{v1(at)},{v1(at)}"),
    "another id": lambda at: standard(at, v1(at, id="msg_2")),
    "another time": lambda at: standard(at, v1(at - 1)),
    "a body written anew": lambda at: standard(at, v1(at, body=ANEW)),
    "another secret": lambda at: standard(at, v1(at, key=OTHER)),
    "the secret's text as the key": lambda at: standard(at, v1(at, key=WHSEC.encode())),
    "an empty key": lambda at: standard(at, v1(at, key=b"")),
    "the wrong version": lambda at: standard(at, v1(at).replace("v1,", "v1a,")),
    "ed25519 as v1": lambda at: standard(at, v1a(at).replace("v1a,", "v1,")),
    "ed25519 of a stranger": lambda at: standard(at, v1a(at, STRANGER)),
    "ed25519 of another body": lambda at: standard(at, v1a(at, body=ANEW)),
    "a version in capitals": lambda at: standard(at, v1(at).replace("v1,", "V1,")),
    "no version": lambda at: standard(at, v1(at).removeprefix("v1,")),
    "no padding": lambda at: standard(at, v1(at).rstrip("=")),
    "url-safe base64": lambda at: standard(
        at, "v1," + urlsafe_b64encode(raw(v1(at))).decode().rstrip("=")
    ),
    "hexadecimal": lambda at: standard(at, "v1," + raw(v1(at)).hex()),
    "no base64": lambda at: standard(at, "v1,?????"),
    "half of it": lambda at: standard(at, v1(at)[:20]),
    "SHA-1": lambda at: standard(
        at, "v1," + b64encode(hmac.digest(KEY, f"msg_1.{at}.".encode() + BODY, "sha1")).decode()
    ),
    "only the id of Svix": lambda at: {**standard(at), "webhook-id": "", "svix-id": "msg_1"},
    "an id that is an address": lambda at: standard(at, id="ann@example.org"),
    "an id of 256": lambda at: standard(at, id="m" * 256),
    "a header of 32 kB": lambda at: standard(at, "v1,AAAA " * 4_096 + v1(at)),
    "the right one behind 40 others": lambda at: standard(at, "v1,AAAA " * 40 + v1(at)),
    "the names of Stripe": lambda at: {"Stripe-Signature": f"t={at},v1={raw(v1(at)).hex()}"},
}


def now(hooks: Hooks) -> int:
    return int(hooks.clock.now().timestamp())


@pytest.mark.parametrize("made", LET_IN.values(), ids=LET_IN)
def test_standard_webhooks_let_in(hooks: Hooks, made: Callable[[int], Headers]) -> None:
    source = hooks.source(secret=WHSEC, public_keys=[WHPK])
    ok(hooks.send(source["id"], made(now(hooks)), BODY), 202)


@pytest.mark.parametrize("made", KEPT_OUT.values(), ids=KEPT_OUT)
def test_standard_webhooks_kept_out(hooks: Hooks, made: Callable[[int], Headers]) -> None:
    source = hooks.source(secret=WHSEC, public_keys=[WHPK])
    refused(hooks.send(source["id"], made(now(hooks)), BODY), 401, "signature_invalid")
    assert hooks.kept() == []


@pytest.mark.parametrize("length", [24, 25, 32, 63, 64])
def test_a_secret_has_24_to_64_bytes(hooks: Hooks, length: int) -> None:
    key = bytes(length)
    source = hooks.source(secret="whsec_" + b64encode(key).decode())
    ok(hooks.send(source["id"], standard(now(hooks), v1(now(hooks), key=key)), BODY), 202)


@pytest.mark.parametrize("length", [12, 23, 65, 128])
def test_no_other_secret_is_kept(hooks: Hooks, length: int) -> None:
    draft = {"name": "shop", "kind": "standard_webhooks"}
    secret = "whsec_" + b64encode(bytes(length)).decode()
    refused(hooks.town.ada.post("/sources", {**draft, "secret": secret}), 422, "source_invalid")


def stripe(at: object, key: str = TEXT, body: bytes = BODY) -> str:
    return hmac.new(key.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()


STRIPE_IN: dict[str, Callable[[int], str]] = {
    "as Stripe writes it": lambda at: f"t={at},v1={stripe(at)}",
    "two of v1": lambda at: f"t={at},v1={stripe(at, 'old')},v1={stripe(at)}",
    "v0 beside": lambda at: f"t={at},v0={stripe(at, 'test')},v1={stripe(at)}",
    "the time last": lambda at: f"v1={stripe(at)},t={at}",
    "spaces": lambda at: f"t={at}, v1={stripe(at)}",
    "more that is unknown": lambda at: f"t={at},x=1,v2=abc,v1={stripe(at)},",
    "300 s ago": lambda at: f"t={at - 300},v1={stripe(at - 300)}",
    "300 s ahead": lambda at: f"t={at + 300},v1={stripe(at + 300)}",
}
STRIPE_OUT: dict[str, Callable[[int], str]] = {
    "nothing": lambda _: "",
    "v0 alone": lambda at: f"t={at},v0={stripe(at)}",
    "no time": lambda at: f"v1={stripe(at)}",
    "two times": lambda at: f"t={at - 1},t={at},v1={stripe(at)}",
    "an empty time": lambda _: f"t=,v1={stripe('')}",
    "a negative time": lambda at: f"t=-{at},v1={stripe(f'-{at}')}",
    "a time of 40 digits": lambda _: f"t={'9' * 40},v1={stripe('9' * 40)}",
    "301 s ago": lambda at: f"t={at - 301},v1={stripe(at - 301)}",
    "301 s ahead": lambda at: f"t={at + 301},v1={stripe(at + 301)}",
    "another time": lambda at: f"t={at},v1={stripe(at - 1)}",
    "another secret": lambda at: f"t={at},v1={stripe(at, 'other')}",
    "another body": lambda at: f"t={at},v1={stripe(at, body=ANEW)}",
    "capitals": lambda at: f"t={at},v1={stripe(at).upper()}",
    "no time in what is signed": lambda at: (
        f"t={at},v1={hmac.digest(TEXT.encode(), BODY, 'sha256').hex()}"
    ),
    "two headers": lambda at: f"t={at},v1={stripe(at)},t={at},v1={stripe(at)}",
    "semicolons": lambda at: f"t={at};v1={stripe(at)}",
    "half of it": lambda at: f"t={at},v1={stripe(at)[:32]}",
}


@pytest.mark.parametrize("made", STRIPE_IN.values(), ids=STRIPE_IN)
def test_stripe_let_in(hooks: Hooks, made: Callable[[int], str]) -> None:
    source = hooks.source(kind="stripe", secret=TEXT)
    headers = {"Stripe-Signature": made(now(hooks))}
    ok(hooks.send(source["id"], headers, BODY), 202)


@pytest.mark.parametrize("made", STRIPE_OUT.values(), ids=STRIPE_OUT)
def test_stripe_kept_out(hooks: Hooks, made: Callable[[int], str]) -> None:
    source = hooks.source(kind="stripe", secret=TEXT)
    headers = {"Stripe-Signature": made(now(hooks))}
    refused(hooks.send(source["id"], headers, BODY), 401, "signature_invalid")


@pytest.mark.parametrize("created", [1772362800, '"2026-03-01T11:00:00.000Z"'])
def test_stripe_tells_when_in_either_way(hooks: Hooks, created: Any) -> None:
    source, at = hooks.source(kind="stripe", secret=TEXT), now(hooks)
    body = b'{"id": "evt_1", "type": "charge", "created": %s}' % str(created).encode()
    headers = {"Stripe-Signature": f"t={at},v1={stripe(at, body=body)}"}
    ok(hooks.send(source["id"], headers, body), 202)
    assert str(hooks.kept()[0].occurred_at) == "2026-03-01 11:00:00+00:00"


def github(body: bytes = BODY, key: str = TEXT, digest: str = "sha256") -> str:
    return f"{digest}={hmac.new(key.encode(), body, digest).hexdigest()}"


GITHUB_OUT: dict[str, Headers] = {
    "nothing": {},
    "SHA-1 alone": {"X-Hub-Signature": github(digest="sha1")},
    "SHA-1 in the place of SHA-256": {"X-Hub-Signature-256": github(digest="sha1")},
    "SHA-256 in the place of SHA-1": {"X-Hub-Signature": github()},
    "no prefix": {"X-Hub-Signature-256": github().removeprefix("sha256=")},
    "another prefix": {"X-Hub-Signature-256": github().replace("sha256", "sha512")},
    "a prefix in capitals": {"X-Hub-Signature-256": github().replace("sha256", "SHA256")},
    "capitals": {"X-Hub-Signature-256": "sha256=" + github()[7:].upper()},
    "half of it": {"X-Hub-Signature-256": github()[:39]},
    "twice": {"X-Hub-Signature-256": f"{github()},{github()}"},
    "base64": {"X-Hub-Signature-256": "sha256=" + b64encode(bytes.fromhex(github()[7:])).decode()},
    "another secret": {"X-Hub-Signature-256": github(key="other")},
    "another body": {"X-Hub-Signature-256": github(ANEW)},
}


@pytest.mark.parametrize("headers", GITHUB_OUT.values(), ids=GITHUB_OUT)
def test_github_kept_out(hooks: Hooks, headers: Headers) -> None:
    source = hooks.source(kind="github", secret=TEXT)
    told = {"X-GitHub-Event": "push", "X-GitHub-Delivery": "d-1", **headers}
    refused(hooks.send(source["id"], told, BODY), 401, "signature_invalid")


def test_github_is_let_in_with_both_signatures(hooks: Hooks) -> None:
    source = hooks.source(kind="github", secret=TEXT)
    both = {"X-Hub-Signature": github(digest="sha1"), "X-Hub-Signature-256": github()}
    ok(hooks.send(source["id"], {**both, "X-GitHub-Event": "push"}, BODY), 202)


def test_github_may_send_a_form(hooks: Hooks) -> None:
    source = hooks.source(kind="github", secret=TEXT)
    body = urlencode({"payload": BODY.decode()}).encode()
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Hub-Signature-256": github(body),
        "X-GitHub-Event": "push",
        "X-GitHub-Delivery": "d-1",
    }
    ok(hooks.send(source["id"], headers, body), 202)
    assert hooks.kept()[0].data == json.loads(BODY)
    for odd in (
        b"",
        b"payload",
        b"other=1",
        b"payload=1&payload=2",
        b"a&" * 9 + body,
        b"payload=%7B",
    ):
        told = {**headers, "X-Hub-Signature-256": github(odd), "X-GitHub-Delivery": "d-2"}
        refused(hooks.send(source["id"], told, odd), 400, "malformed_json")


def test_github_signs_an_empty_body_and_it_is_no_event(hooks: Hooks) -> None:
    source = hooks.source(kind="github", secret=TEXT)
    headers = {"X-Hub-Signature-256": github(b""), "X-GitHub-Event": "push"}
    refused(hooks.send(source["id"], headers, b""), 400, "malformed_json")


def test_what_one_organisation_signs_proves_nothing_to_another(hooks: Hooks) -> None:
    ours = hooks.source(secret=WHSEC, name="shop")
    elsewhere = Town.founded(hooks.town.portico).ada
    theirs = hooks.source(by=elsewhere, name="shop")
    assert ours["id"] != theirs["id"]
    headers = standard(now(hooks))
    refused(hooks.send(theirs["id"], headers, BODY), 401, "signature_invalid")
    ok(hooks.send(ours["id"], headers, BODY), 202)
    told = {"id": "msg_1", "source": "shop", "type": "t", "data": {}}
    assert ok(elsewhere.post("/events", told), 202)["accepted"] == 1
    assert ok(hooks.town.ada.get("/events/shop/msg_1"))["type"] == "order.paid"
    assert ok(elsewhere.get("/events/shop/msg_1"))["type"] == "t"


def test_unknown_sources_are_all_answered_alike(hooks: Hooks, portico: Portico) -> None:
    plain = hooks.source(kind="api")["id"]
    names = (plain, "nobody", "shop/../x", "0" * 32, "é", "a" * 300, "%2e%2e", "' OR 1=1 --")
    problems = [hooks.send(one, standard(now(hooks)), BODY) for one in names]
    codes = {(one.status_code, one.get_json()["title"]) for one in problems}
    assert codes == {(404, "Not Found")}


def test_a_replay_is_a_duplicate_while_it_is_fresh_and_nothing_after(hooks: Hooks) -> None:
    source, headers = hooks.source(secret=WHSEC), standard(now(hooks))
    ok(hooks.send(source["id"], headers, BODY), 202)
    hooks.clock.step(timedelta(seconds=300))
    assert ok(hooks.send(source["id"], headers, BODY), 200)["status"] == "duplicate"
    hooks.clock.step(timedelta(seconds=1))
    refused(hooks.send(source["id"], headers, BODY), 401, "signature_invalid")
    other = BODY.replace(b"1.50", b"1.51")
    signed = standard(now(hooks), v1(now(hooks), body=other))
    refused(hooks.send(source["id"], signed, other), 409, "id_conflict")
    anew = standard(now(hooks), v1(now(hooks), body=ANEW))
    assert ok(hooks.send(source["id"], anew, ANEW), 200)["status"] == "duplicate"
    assert len(hooks.kept()) == 1


def test_a_removed_source_is_gone_whatever_is_sent(hooks: Hooks) -> None:
    source = hooks.source(secret=WHSEC)
    ok(hooks.town.ada.delete(f"/sources/{source['id']}"))
    for headers in (standard(now(hooks)), {}):
        refused(hooks.send(source["id"], headers, BODY), 410, "source_gone")
