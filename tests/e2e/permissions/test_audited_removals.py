"""The audit says who deleted what was shared."""

from e2e.permissions.town import Town, ok


def test_a_deleted_thing_is_in_the_audit(town: Town) -> None:
    text = {"title": "Rules", "text": "The harbour opens at six."}
    document = ok(town.ada.post("/documents", text))["id"]
    conversation = ok(town.ada.post("/conversations", {}))["id"]
    before = len(audit(town))
    ok(town.ada.delete(f"/documents/{document}"))
    ok(town.ada.delete(f"/conversations/{conversation}"))
    assert audit(town)[before:] == [
        (town.ada.id, "thing.remove", document, {"kind": "document"}),
        (town.ada.id, "thing.remove", conversation, {"kind": "conversation"}),
    ]
    assert ok(town.ada.get(f"{town.path}/audit/verification"))["broken_at"] is None


def audit(town: Town) -> list[tuple[object, ...]]:
    found = ok(town.ada.get(f"{town.path}/audit?limit=100"))["items"]
    return [(one["actor"], one["action"], one["target"], one["facts"]) for one in found]
