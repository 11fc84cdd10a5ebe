"""Webhooks over HTTP: proved by their signatures, taken once, and never shown."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from structlog.testing import capture_logs

from application.events.processing.publish_events import PublishEvents
from application.permissions.access.organisations.remove_member import RemoveMember
from domain.permissions.access.role import Role
from e2e.events.hooking import PAID, Hooks
from e2e.permissions.town import ok
from e2e.problems import refused
from entrypoints.testing import Portico, SteppingClock
from support import signing


def test_what_is_signed_is_taken_once(hooks: Hooks) -> None:
    source = hooks.source()
    first = hooks.send(source["id"], hooks.signed(source["secret"]))
    assert ok(first, 202) == {"id": "msg_1", "source": source["name"], "status": "accepted"}
    hooks.clock.step(timedelta(minutes=10))  # the next attempt is signed anew
    again = hooks.send(source["id"], hooks.signed(source["secret"]))
    assert ok(again, 200)["status"] == "duplicate"
    [event] = hooks.kept()
    assert (event.id, event.type, event.source) == ("msg_1", "order.paid", source["name"])
    assert event.data == json.loads(PAID)
    assert str(event.occurred_at) == "2026-03-01 11:00:00+00:00"


def test_the_same_id_with_another_body_is_a_conflict(hooks: Hooks) -> None:
    source, other = hooks.source(), b'{"type": "order.paid", "data": 2}'
    ok(hooks.send(source["id"], hooks.signed(source["secret"])), 202)
    headers = hooks.signed(source["secret"], body=other)
    refused(hooks.send(source["id"], headers, other), 409, "id_conflict")


def test_answers_say_how_many_may_still_come(hooks: Hooks) -> None:
    source = hooks.source(rate={"per_second": 1, "burst": 2})
    first = hooks.send(source["id"], hooks.signed(source["secret"], "1"))
    assert first.headers["RateLimit-Policy"] == f'"{source["id"]}";q=2;w=2;qu="events"'
    assert first.headers["RateLimit"] == f'"{source["id"]}";r=1;t=1'
    ok(hooks.send(source["id"], hooks.signed(source["secret"], "2")), 202)
    third = hooks.send(source["id"], hooks.signed(source["secret"], "3"))
    refused(third, 429, "rate_limited")
    assert third.headers["Retry-After"] == "1"
    assert third.headers["RateLimit"].startswith(f'"{source["id"]}";r=0;')
    assert len(hooks.kept()) == 2
    refused(hooks.send(source["id"], {}), 401, "signature_invalid")  # takes nothing


def test_whatever_is_wrong_with_a_signature_the_answer_is_the_same(hooks: Hooks) -> None:
    source = hooks.source()
    good = hooks.signed(source["secret"])
    late, early = (
        signing.standard(source["secret"], "m", hooks.clock.now() + timedelta(seconds=by), PAID)
        for by in (-301, 301)
    )
    elsewhere = hooks.signed(hooks.source()["secret"])
    bad = [
        {},
        {**good, "webhook-signature": "v1,AAAA"},
        {**good, "webhook-signature": "nothing"},
        {**good, "webhook-id": "msg_2"},
        {**good, "webhook-timestamp": "soon"},
        late,
        early,
        elsewhere,
    ]
    problems = [refused(hooks.send(source["id"], one), 401, "signature_invalid") for one in bad]
    assert len({(one["title"], one["detail"]) for one in problems}) == 1
    refused(hooks.send(source["id"], good, PAID + b" "), 401, "signature_invalid")
    assert hooks.kept() == []


def test_old_and_new_secrets_both_prove_while_they_overlap(hooks: Hooks) -> None:
    source = hooks.source()
    path = f"/sources/{source['id']}/secret-rotations"
    new = ok(hooks.town.ada.post(path, {"overlap_seconds": 3600}))["secret"]
    for number, secret in enumerate((source["secret"], new)):
        ok(hooks.send(source["id"], hooks.signed(secret, f"m{number}")), 202)
    hooks.town.portico.container.get(PublishEvents)()
    hooks.clock.step(timedelta(hours=1))
    stale = hooks.signed(source["secret"], "m3")
    refused(hooks.send(source["id"], stale), 401, "signature_invalid")
    ok(hooks.send(source["id"], hooks.signed(new, "m4")), 202)
    ok(hooks.town.ada.post(path, {"overlap_seconds": 0}))
    refused(hooks.send(source["id"], hooks.signed(new, "m5")), 401, "signature_invalid")


def test_stripe_and_github_are_read_their_way(hooks: Hooks) -> None:
    stripe = hooks.source(kind="stripe", secret="whsec_of_a_dashboard")
    body = b'{"id": "evt_1", "type": "charge.succeeded", "created": 1772362800}'
    headers = signing.stripe("whsec_of_a_dashboard", hooks.clock.now(), body)
    assert ok(hooks.send(stripe["id"], headers, body), 202)["id"] == "evt_1"
    github = hooks.source(kind="github")
    pushed = signing.github(github["secret"], "72d3162e", "push", PAID)
    assert ok(hooks.send(github["id"], pushed), 202)["id"] == "72d3162e"
    assert [one.type for one in hooks.kept()] == ["charge.succeeded", "push"]
    assert str(hooks.kept()[0].occurred_at) == "2026-03-01 11:00:00+00:00"


def test_a_body_without_a_type_has_its_sources(hooks: Hooks) -> None:
    source, untyped = hooks.source(event_type="order.paid"), b"[1, 2]"
    headers = hooks.signed(source["secret"], body=untyped)
    ok(hooks.send(source["id"], headers, untyped), 202)
    bare = hooks.source()
    headers = hooks.signed(bare["secret"], body=untyped)
    refused(hooks.send(bare["id"], headers, untyped), 422, "webhook_unfit")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"", 400, "malformed_json"),
        (b"payload=%7B%7D", 400, "malformed_json"),
        (b'{"type": "a", "type": "b"}', 422, "webhook_unfit"),
        (b'{"type": "a", "n": NaN}', 400, "malformed_json"),
        (b'{"type": "a", "n": "\\u0000"}', 422, "webhook_unfit"),
        (b'{"type": 5}', 422, "webhook_unfit"),
    ],
)
def test_what_cannot_be_read_is_refused(hooks: Hooks, body: bytes, status: int, code: str) -> None:
    source = hooks.source()
    refused(hooks.send(source["id"], hooks.signed(source["secret"], body=body), body), status, code)


def test_a_mebibyte_is_taken_and_a_byte_more_is_not(hooks: Hooks) -> None:
    source = hooks.source()
    text = b'{"type": "a", "data": "' + b"x" * (1_048_576 - 25) + b'"}'
    assert len(text) == 1_048_576
    ok(hooks.send(source["id"], hooks.signed(source["secret"], body=text), text), 202)
    refused(hooks.send(source["id"], {}, text + b" "), 413, "body_too_large")


def test_unknown_removed_and_other_sources(hooks: Hooks) -> None:
    source, plain = hooks.source(), hooks.source(kind="csv")
    refused(hooks.send(str(uuid4()), {}), 404, "source_not_found")
    refused(hooks.send("nobody", {}), 404, "source_not_found")
    refused(hooks.send(plain["id"], {}), 404, "source_not_found")
    ok(hooks.town.ada.delete(f"/sources/{source['id']}"))
    refused(hooks.send(source["id"], hooks.signed(source["secret"])), 410, "source_gone")


def test_a_name_is_enough_where_it_is_clear_whose(portico: Portico, clock: SteppingClock) -> None:
    draft = {"name": "shop", "kind": "github", "event_type": "push"}
    made = ok(portico.client.post("/api/v1/sources", json=draft), 201)
    headers = signing.github(made["secret"], "d1", "push", PAID)
    ok(portico.client.post("/api/v1/webhooks/shop", data=PAID, headers=headers), 202)


def test_a_source_ends_with_what_its_maker_may(hooks: Hooks) -> None:
    ben = hooks.town.member(Role.MANAGER)
    source = hooks.source(by=ben)
    remove = hooks.town.portico.container.get(RemoveMember)
    remove(hooks.town.ada.principal, ben.principal.user_id)
    refused(hooks.send(source["id"], hooks.signed(source["secret"])), 404, "event_not_found")
    assert hooks.kept() == []


def test_nothing_of_the_body_is_logged(hooks: Hooks) -> None:
    source = hooks.source()
    canary = b'{"type": "order.paid", "data": "canary@example.org"}'
    with capture_logs() as lines:
        ok(hooks.send(source["id"], hooks.signed(source["secret"], body=canary), canary), 202)
        for body in (canary, canary[:-1]):
            hooks.send(source["id"], hooks.signed(source["secret"], "m2", body), body)
        hooks.send(source["id"], {}, canary)
    assert "canary" not in str(lines)
    assert source["secret"] not in str(lines)
