"""Only what we signed, for ourselves, now, and sent in one proper header, says who asks."""

import json
from base64 import urlsafe_b64decode
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import jwt
import pytest

from adapters.permissions.people.tokens.key_ring import KeyRing
from application.clock import Clock
from e2e.problems import refused
from entrypoints.testing import Portico, SteppingClock
from entrypoints.testing.harness import MEMORY
from support.jose import ED25519, RSA_2048, b64, token
from support.signing_in import Person, person, signed_in

ME = "/api/v1/me"
ISSUER = "http://127.0.0.1:8000"


def said(person: Person) -> dict[str, Any]:
    part = person.access.split(".")[1]
    claims: dict[str, Any] = json.loads(urlsafe_b64decode(part + "=="))
    return claims


def signed(portico: Portico, claims: dict[str, Any] | bytes, **header: Any) -> str:
    """Sign anything with our own key."""
    kid, private = portico.container.get(KeyRing).signer(portico.container.get(Clock).now())
    raw = claims if isinstance(claims, bytes) else json.dumps(claims).encode()
    given = {"alg": "EdDSA", "kid": kid, "typ": "at+jwt", **header}
    return token("EdDSA", raw, header=given, key=private)


def get(portico: Portico, *authorizations: str, path: str = ME) -> Any:
    return portico.client.get(path, headers=[("Authorization", one) for one in authorizations])


def turned_away(portico: Portico, access: str) -> None:
    response = get(portico, f"Bearer {access}")
    refused(response, 401, "token_refused")
    assert response.headers["WWW-Authenticate"] == 'Bearer realm="portico", error="invalid_token"'


def test_a_token_says_who_it_is_and_nothing_that_could_go_stale(portico: Portico) -> None:
    ada = person(portico)
    claims = said(ada)
    assert sorted(claims) == ["aud", "epoch", "exp", "iat", "iss", "jti", "nbf", "sid", "sub"]
    assert (claims["iss"], claims["aud"]) == (ISSUER, f"{ISSUER}/api")
    assert claims["exp"] - claims["iat"] == 600
    assert jwt.get_unverified_header(ada.access)["typ"] == "at+jwt"
    assert said(signed_in(portico, ada.email))["jti"] != claims["jti"]


def test_others_can_verify_it_by_our_published_keys(portico: Portico) -> None:
    ada = person(portico)
    answer = portico.client.get("/.well-known/jwks.json")
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    (key,) = answer.get_json()["keys"]
    assert sorted(key) == ["alg", "crv", "kid", "kty", "use", "x"]
    told = jwt.decode(
        ada.access, jwt.PyJWK(key), ["EdDSA"], audience=f"{ISSUER}/api", issuer=ISSUER
    )
    assert told["sub"] == ada.get().get_json()["id"]


def test_what_we_signed_ourselves_is_let_in(portico: Portico) -> None:
    assert get(portico, f"Bearer {signed(portico, said(person(portico)))}").status_code == 200


@pytest.mark.parametrize(
    "change",
    [{"exp": "9999999999"}, {"exp": 1e400}, {"exp": -1}, {"exp": None}, {"exp": True},
     {"exp": 10**400}, {"exp": 0}, {"exp": [1]}, {"nbf": 99_999_999_999}, {"nbf": "0"},
     {"nbf": True}, {"nbf": False}, {"nbf": -1}, {"iat": True}, {"iat": [0]},
     {"iat": 99_999_999_999},
     {"iat": None}, {"aud": "http://127.0.0.1:8000"}, {"aud": None}, {"aud": "other"}, {"aud": 1},
     {"aud": ["http://127.0.0.1:8000/api"]}, {"aud": ["http://127.0.0.1:8000/api", "other"]},
     {"iss": "http://127.0.0.1:8001"}, {"iss": None}, {"iss": ISSUER + "/"}, {"sub": str(uuid4())},
     {"sub": None}, {"sub": 5}, {"sub": "../admin"}, {"sid": str(uuid4())}, {"sid": None},
     {"sid": "' OR 1=1"}, {"epoch": 2}, {"epoch": 0}, {"epoch": "1"}, {"epoch": True},
     {"epoch": 1.5}],
)  # fmt: skip
def test_every_claim_counts(portico: Portico, change: dict[str, Any]) -> None:
    claims = said(person(portico))
    turned_away(portico, signed(portico, {**claims, **change}))


@pytest.mark.parametrize("name", ["exp", "nbf", "iat", "aud", "iss", "sub", "sid", "epoch"])
def test_every_claim_must_be_there(portico: Portico, name: str) -> None:
    claims = said(person(portico))
    del claims[name]
    turned_away(portico, signed(portico, claims))


def test_an_id_is_written_in_one_way(portico: Portico) -> None:
    claims = said(person(portico))
    for name in ("sub", "sid"):
        for other in (claims[name].upper(), claims[name].replace("-", ""), f"{{{claims[name]}}}"):
            turned_away(portico, signed(portico, {**claims, name: other}))


def test_claims_must_be_one_object_of_strict_json(portico: Portico) -> None:
    raw = json.dumps(said(person(portico))).encode()
    for other in (b"[" + raw + b"]", raw[:-1] + b', "exp": 99999999999}', raw + b" {}", b"", b"7",
                  raw[:-1] + b', "x": NaN}', raw.replace(b'"exp"', b'"\xff"')):  # fmt: skip
        turned_away(portico, signed(portico, other))


@pytest.mark.parametrize(
    "header",
    [{"alg": "none"}, {"alg": "HS256"}, {"alg": "RS256"}, {"typ": "JWT"}, {"typ": None},
     {"kid": "no"}, {"kid": "../../../dev/null"}, {"kid": "1' UNION SELECT 'x"},
     {"kid": 1}, {"crit": ["exp"]}],
)  # fmt: skip
def test_every_header_counts(portico: Portico, header: dict[str, Any]) -> None:
    turned_away(portico, signed(portico, said(person(portico)), **header))


def test_a_key_of_ones_own_opens_nothing(portico: Portico) -> None:
    ada = person(portico)
    header = jwt.get_unverified_header(ada.access)
    raw = json.dumps(said(ada)).encode()
    x = b64(ED25519.public_key().public_bytes_raw())
    own = {"kty": "OKP", "crv": "Ed25519", "x": x}
    for more in ({}, {"jwk": own}, {"jku": "https://evil.example/keys"}, {"x5u": "//evil.example"}):
        turned_away(portico, token("EdDSA", raw, header={**header, **more}))
    turned_away(portico, token("RS256", raw, header={**header, "alg": "RS256"}, key=RSA_2048))
    published = urlsafe_b64decode(portico.container.get(KeyRing).published()[0]["x"] + "=")
    turned_away(portico, token("HS256", raw, header={**header, "alg": "HS256"}, key=published))


def test_a_token_that_was_touched_is_none(portico: Portico) -> None:
    ada = person(portico)
    head, body, signature = ada.access.split(".")
    for other in (f"{head}.{body}.", f"{head}.{body}", f"{head}..{signature}", f"{ada.access}=",
                  f"{head}.{body}.{signature[:-2]}", f"{ada.access}.{signature}",
                  f"{head}.{body}.{'A' * len(signature)}", "x" * 65_000, "."):  # fmt: skip
        turned_away(portico, other)


def test_a_token_lasts_ten_minutes() -> None:
    clock = SteppingClock()
    portico = Portico.start(clock=clock)
    ada = person(portico)
    clock.step(timedelta(seconds=604))
    assert ada.get().status_code == 200
    clock.step(timedelta(seconds=1))
    turned_away(portico, ada.access)


def test_a_token_from_the_future_is_not_good_yet() -> None:
    clock = SteppingClock()
    portico = Portico.start(clock=clock)
    ada = person(portico)
    clock.step(timedelta(seconds=-5))
    assert ada.get().status_code == 200
    clock.step(timedelta(seconds=-1))
    turned_away(portico, ada.access)


def test_a_refresh_token_is_no_access_token(portico: Portico) -> None:
    ada = person(portico)
    turned_away(portico, ada.refresh)
    body = {"refresh_token": ada.access}
    assert portico.client.post("/api/v1/auth/refresh", json=body).status_code in {401, 422}


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER", "bEaReR"])
def test_the_schemes_case_does_not_matter(portico: Portico, scheme: str) -> None:
    assert get(portico, f"{scheme} {person(portico).access}").status_code == 200


@pytest.mark.parametrize(
    "shape",
    ["Bearer  {}", "Bearer\t{}", "Bearer {} ", " {}", "{}", "Bearer", "Bearer ", "Basic {}",
     "Token {}", "Bearer {},", "Bearer {}, Bearer {}", "Bearer {} {}", 'Bearer "{}"', "Bearer={}",
     "DPoP {}",
     "Bearer {}é", "Bearer: {}"],
)  # fmt: skip
def test_the_header_has_one_shape(portico: Portico, shape: str) -> None:
    access = person(portico).access
    response = get(portico, shape.format(access, access))
    if shape.endswith(" ") and response.status_code == 200:  # blanks at the end are no content
        return
    refused(response, 401, "token_refused")


def test_there_is_one_header(portico: Portico) -> None:
    access = person(portico).access
    for pair in ((f"Bearer {access}",) * 2, (f"Bearer {access}", "Basic YTpi")):
        refused(get(portico, *pair), 401, "token_refused")


def test_without_a_header_nobody_asks(portico: Portico) -> None:
    response = portico.client.get(ME)
    refused(response, 401, "not_signed_in")
    assert response.headers["WWW-Authenticate"] == 'Bearer realm="portico"'


def test_a_token_in_an_address_is_refused_even_beside_a_good_one(portico: Portico) -> None:
    access = person(portico).access
    refused(get(portico, path=f"{ME}?access_token={access}"), 400, "token_in_query")
    both = get(portico, f"Bearer {access}", path=f"{ME}?access_token={access}")
    refused(both, 400, "token_in_query")


def test_who_asks_is_settled_before_what_is_asked(portico: Portico) -> None:
    response = portico.client.post("/api/v1/me/password", data=b"{", content_type="text/plain")
    refused(response, 401, "not_signed_in")


def test_sign_in_can_be_required_everywhere() -> None:
    portico = Portico.start(settings=replace(MEMORY, sign_in="required"))
    refused(portico.client.get("/api/v1/documents"), 401, "not_signed_in")
    ada, ben = person(portico), person(portico)
    for one in (ada, ben):
        assert one.post("/api/v1/organisations", {"name": "Harbour"}).status_code == 201
    started = ada.post("/api/v1/conversations", {"title": "Ada's"})
    assert started.status_code == 201
    mine = f"/api/v1/conversations/{started.get_json()['id']}"
    assert (ada.get(mine).status_code, ben.get(mine).status_code) == (200, 404)
