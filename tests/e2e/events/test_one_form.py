"""Whatever form an event comes in, consumers are given one, and a person is one subject."""

from typing import Any

from application.events.ports import Journal
from application.events.processing.opening import OpenEvents
from entrypoints.testing import Portico

ZALO: dict[str, Any] = {
    "event_name": "user_send_text",
    "sender": {"id": "7788"},
    "recipient": {"id": "1122"},
    "message": {"msg_id": "m-1", "text": "Gọi 0912 345 678"},
    "timestamp": "1777900000000",
}


def tell(portico: Portico, id: str, data: Any, **more: Any) -> None:
    event = {"id": id, "source": "zalo", "type": "webhook", "data": data, **more}
    assert portico.client.post("/api/v1/events", json=event).status_code == 202


def seen(portico: Portico) -> list[Any]:
    positions = [one.position for one in portico.container.get(Journal).after(0, 100)]
    return list(portico.container.get(OpenEvents).kept(positions).values())


def test_a_chat_message_takes_one_form_without_its_numbers(portico: Portico) -> None:
    tell(portico, "m-1", ZALO)

    [event] = seen(portico)
    assert (event.type, event.data["channel"]) == ("chat.message", "zalo")
    assert event.data["text"] == "Gọi [phone]"
    assert event.occurred_at.year == 2026
    assert portico.client.get("/api/v1/events/zalo/m-1").get_json()["type"] == "chat.message"


def test_a_person_is_erased_however_their_number_was_written(portico: Portico) -> None:
    tell(portico, "c-1", {"customer_phone": "0912 345 678"})
    tell(portico, "c-2", {}, subject="+84 (0)912-345-678")
    tell(portico, "c-3", {"email": "Kim@Example.org"})

    body = {"subject": "84912345678"}
    shown = portico.client.post("/api/v1/erasures", json=body).get_json()
    assert {one["name"]: one["sealed"] for one in shown["stores"]}["journal"] == 2
    assert [one.external_id for one in seen(portico)] == ["c-3"]
    assert portico.client.get("/api/v1/events/zalo/c-1").get_json()["state"] == "erased"
