"""CloudEvents 1.0.2: structured, in batches and binary."""

import json
from base64 import b64encode
from datetime import UTC, datetime
from typing import Any

import pytest

from domain.events.errors import (
    EmptyBody,
    FormatUnsupported,
    MalformedJson,
    NoEvents,
    UnreadableBody,
)
from domain.events.incoming import Flaw, Incoming
from support.event_bodies import cloud, codes, flaw, one, read, told

STRUCTURED = "application/cloudevents+json"
BATCH = "application/cloudevents-batch+json"
TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
WHOLE = {
    "specversion": "1.0",
    "id": "order-1",
    "source": "https://shop.example/orders?x=%20#top",
    "type": "example.order.placed",
    "subject": "customer 7",
    "time": "2026-11-21T10:00:00Z",
    "datacontenttype": "application/json; charset=utf-8",
    "dataschema": "https://shop.example/schemas/order/versions/3",
    "partitionkey": "order-1",
    "sequence": "42",
    "traceparent": TRACE,
    "comexampleextension": "x",
}
READ = Incoming(
    id="order-1",
    source="https://shop.example/orders?x=%20#top",
    type="example.order.placed",
    subject="customer 7",
    occurred_at=datetime(2026, 11, 21, 10, tzinfo=UTC),
    version=3,
    key="order-1",
    sequence=42,
    traceparent=TRACE,
    data={"amount": 12},
)


def structured(**members: Any) -> bytes:
    return json.dumps(cloud(**members)).encode()


def binary(body: bytes = b"{}", kind: str = "application/json", **attributes: Any) -> Any:
    told = {f"ce-{name}": value for name, value in (cloud() | attributes).items() if value}
    (found,) = read(body, {"content-type": kind, **told})
    return found


def test_every_attribute_is_read_in_every_mode() -> None:
    body = json.dumps(WHOLE | {"data": {"amount": 12}}).encode()
    headers = {f"ce-{name}": value for name, value in WHOLE.items() if name != "datacontenttype"}
    headers["ce-source"] = headers["ce-source"].replace("%", "%25")
    headers["ce-subject"] = "customer%207"

    assert list(told(body, STRUCTURED)) == [READ]
    assert list(told(body, f"{STRUCTURED}; charset=UTF-8")) == [READ]
    assert list(told(b"[%s,%s]" % (body, body), BATCH)) == [READ, READ]
    assert list(told(b'{"amount":12}', **headers)) == [READ]


@pytest.mark.parametrize("name", ["specversion", "id", "source", "type"])
def test_a_missing_attribute_is_named(name: str) -> None:
    for found in (flaw(structured(**{name: None}), STRUCTURED), binary(b"{}", **{name: ""})):
        assert (found.code, found.pointer) == ("missing_attribute", f"/{name}")
        assert name in found.detail


BAD = [
    ("specversion", "0.3"),
    ("specversion", "1.0.2"),
    ("id", "x\u0007"),
    ("source", "/a b"),
    ("source", "/a%zz"),
    ("source", "é"),
    ("type", "t" * 256),
    ("subject", "a\u0001"),
    ("time", "2026-11-21"),
    ("time", "2026-11-21T10:00:00"),
    ("dataschema", "no/uri"),
    ("dataschema", "https://x.example/" + "1/" * 1_024),
    ("datacontenttype", "json"),
    ("partitionkey", "k" * 300),
    ("sequence", "4b"),
    ("sequence", "-4"),
    ("sequence", "99999999999999999"),
    ("traceparent", "00-x-y-01"),
]


@pytest.mark.parametrize(("name", "value"), BAD)
def test_a_bad_attribute_is_named_and_its_value_is_not(name: str, value: str) -> None:
    found = flaw(structured(**{name: value}), STRUCTURED)

    assert (found.code, found.pointer) == ("invalid_attribute", f"/{name}")
    assert found.detail.startswith(f"attribute {name}: ")
    assert value not in found.detail.removeprefix(f"attribute {name}: ")


@pytest.mark.parametrize("name", ["id", "source", "type", "subject", "time", "dataschema"])
@pytest.mark.parametrize("value", ["", 7, True, ["x"], {"x": 1}])
def test_an_attribute_is_a_string_with_something_in_it(name: str, value: Any) -> None:
    assert flaw(structured(**{name: value}), STRUCTURED).pointer == f"/{name}"


@pytest.mark.parametrize(("name", "value"), [one for one in BAD if one[0] != "datacontenttype"])
def test_a_bad_header_is_named(name: str, value: str) -> None:
    found = binary(b"{}", **{name: value})

    assert isinstance(found, Flaw)
    assert (found.code, found.pointer) == ("invalid_attribute", f"/{name}")


def test_an_address_as_an_id_is_refused() -> None:
    for found in (
        flaw(structured(id="ann@example.com"), STRUCTURED),
        binary(id="ann%40example.com"),
    ):
        assert (found.code, found.id) == ("personal_id", None)
        assert "ann" not in repr(found)


@pytest.mark.parametrize(
    ("schema", "version"),
    [
        ("https://x.example/versions/3", 3),
        ("https://x.example/order/v12", 12),
        ("https://x.example/order/3/", 3),
        ("https://x.example/order?version=3", 3),
        ("https://x.example/order?a=b&version=3&c=d", 3),
        ("https://x.example/2/order", None),
        ("https://x.example/order", None),
        ("urn:example:order", None),
    ],
)
def test_the_schema_tells_the_version_if_it_does(schema: str, version: int | None) -> None:
    assert one(structured(dataschema=schema), STRUCTURED).version == version


@pytest.mark.parametrize("value", ["x", "", True, 7, -(2**31), 2**31 - 1, None])
def test_unknown_extensions_are_checked_and_left_out(value: Any) -> None:
    assert one(structured(myext1=value), STRUCTURED).id == "a"


@pytest.mark.parametrize("value", [2**31, -(2**31) - 1, 1.5, [], {}, "a\nb"])
def test_an_extension_of_no_type_is_refused(value: Any) -> None:
    assert flaw(structured(myext=value), STRUCTURED).pointer == "/myext"


@pytest.mark.parametrize("name", ["MyExt", "my_ext", "my-ext", "é", "", "ann@example.com"])
def test_an_extension_with_another_name_is_refused(name: str) -> None:
    found = flaw(structured(**{name: "x"}), STRUCTURED)

    assert found.code == "invalid_attribute"
    assert "example" not in repr(found)


def test_binary_data_stays_in_base64() -> None:
    assert one(structured(data_base64="AAH/"), STRUCTURED).data == "AAH/"
    assert one(structured(data_base64="AAH/", data=None), STRUCTURED).data == "AAH/"
    assert one(structured(data_base64=None, data=[1]), STRUCTURED).data == [1]
    assert binary(b"\x00\x01\xff", "application/octet-stream").data == "AAH/"
    assert binary(b"\x00\x01\xff", "").data == "AAH/"
    assert binary("é".encode("latin-1"), "text/plain; charset=latin-1").data == "6Q=="


@pytest.mark.parametrize(
    "members",
    [
        {"data_base64": "?"},
        {"data_base64": 7},
        {"data_base64": "AAH"},
        {"data_base64": "AAH/", "data": {}},
    ],
)
def test_bad_base64_is_refused(members: dict[str, Any]) -> None:
    assert flaw(structured(**members), STRUCTURED).pointer == "/data_base64"


def test_data_may_be_absent_or_any_json() -> None:
    every: list[Any] = [{}, [1], "x", 7, None, False]
    for data in every:
        assert one(structured(data=data), STRUCTURED).data == data
    assert one(structured(), STRUCTURED).data is None
    assert binary(b"").data is None
    assert binary(b"", "").data is None


def test_data_is_read_by_its_content_type() -> None:
    assert binary(b'{"k":[1]}', "application/vnd.example+json").data == {"k": [1]}
    assert binary("Nguyễn".encode(), "text/plain; charset=utf-8").data == "Nguyễn"
    assert binary(b"<a/>", "application/xml").data == b64encode(b"<a/>").decode()


@pytest.mark.parametrize(
    ("body", "kind", "code"),
    [
        (b'{"k":', "application/json", "malformed_json"),
        (b'{"k":1,"k":2}', "application/json", "duplicate_member"),
        (b"[" * 100_000, "application/json", "nested_too_deep"),
        (b"9007199254740992", "application/json", "number_out_of_range"),
        (b"\xff", "text/plain", "malformed_text"),
        (b"a\0b", "text/plain", "nul_character"),
        (b"x", "what is this", "invalid_attribute"),
        (b"x" * 1_048_577, "text/plain", "event_too_large"),
    ],
)
def test_bad_data_is_a_flaw(body: bytes, kind: str, code: str) -> None:
    assert binary(body, kind).code == code


@pytest.mark.parametrize(
    ("value", "subject"),
    [
        ("Euro%20%E2%82%AC%20%F0%9F%98%80", "Euro € 😀"),
        ("%e2%82%ac", "€"),
        ("100%2525", "100%25"),
        ('"quoted \\"x\\""', 'quoted "x"'),
        ("a b", "a b"),
        ("%41", "A"),
    ],
)
def test_headers_are_percent_decoded_once(value: str, subject: str) -> None:
    assert binary(subject=value).subject == subject


@pytest.mark.parametrize("value", ["%", "%4", "%zz", "%E2%82", "%FF", "é", "\x7f", "%00", "%0A"])
def test_a_header_that_cannot_be_decoded_is_named(value: str) -> None:
    assert binary(subject=value).pointer == "/subject"


def test_data_is_no_attribute() -> None:
    assert binary(data="x").pointer == "/data"


def test_a_batch_is_a_list_and_structured_is_not() -> None:
    with pytest.raises(NoEvents):
        told(b"[]", BATCH)
    with pytest.raises(UnreadableBody):
        told(structured(), BATCH)
    with pytest.raises(EmptyBody):
        told(b" ", STRUCTURED)
    with pytest.raises(MalformedJson):
        told(b'[{"id":', BATCH)
    assert flaw(b"[%s]" % structured(), STRUCTURED).code == "not_an_object"
    assert codes(told(b"[%s,{},7]" % structured(), BATCH)) == [
        "a", "missing_attribute", "not_an_object"
    ]  # fmt: skip


def test_the_content_type_decides_between_the_modes() -> None:
    found = told(structured(id="b"), STRUCTURED, ce_id="a", ce_specversion="1.0")
    assert codes(found) == ["b"]
    with pytest.raises(FormatUnsupported):
        told(b"<event/>", "application/cloudevents+xml")
