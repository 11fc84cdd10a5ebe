"""One identity over several fields of an event."""

from collections.abc import Iterator
from random import Random

from benchmarks.events.personal_data.digits import some
from benchmarks.events.personal_data.held_out.identities import citizen, ssn
from benchmarks.events.personal_data.held_out.mail import parts
from benchmarks.events.personal_data.row import Row
from domain.events.json_value import JsonValue


def apart(r: Random) -> Iterator[Row]:
    for _ in range(3):
        yield from _mail(r)
        yield from _numbers(r)


def _mail(r: Random) -> Iterator[Row]:
    local, host = parts(r)
    for one, other in (
        ("user", "domain"), ("username", "domain"), ("email_user", "email_domain"), ("localPart", "domainPart"), ("mailbox", "host"),
        ("email_local", "email_host"), ("account", "mail_domain"), ("emailName", "emailDomain"), ("login", "email_domain"), ("local", "domain"),
    ):  # fmt: skip
        yield Row(
            {"n": 1, one: local, other: host, "ok": True}, "email", f"{one} and {other}", (local,)
        )
    cases: list[tuple[str, JsonValue]] = [
        ("nested", {"email": {"user": local, "domain": host}}), ("with its at", {"a": f"{local}@", "b": host}), ("at on the right", {"a": local, "b": f"@{host}"}),
        ("list", {"email": [local, host]}), ("list with at", [local, "@", host]), ("json in text", f'{{"user":"{local}","domain":"{host}"}}'),
        ("far apart", {"user": local, "plan": "pro", "since": 2024, "domain": host}),
    ]  # fmt: skip
    for shape, value in cases:
        yield Row(value, "email", shape, (local,))


def _numbers(r: Random) -> Iterator[Row]:
    rest, social, card = "9" + some(r, 8), ssn(r).split("-"), citizen(r)
    numbers: list[JsonValue] = [*social]
    ip: list[JsonValue] = [str(r.randrange(11, 250)) for _ in range(4)]
    cases: list[tuple[str, str, dict[str, JsonValue], str]] = [
        ("prefix", "phone", {"phone_prefix": "+84", "phone": rest}, rest), ("prefix number", "phone", {"prefix": 84, "mobile": rest}, rest),
        ("cc", "phone", {"cc": "84", "phone": rest}, rest), ("calling code", "phone", {"callingCode": "+84", "subscriber": rest}, rest),
        ("country code", "phone", {"phone": {"countryCode": 84, "number": int(rest)}}, rest), ("area", "phone", {"area_code": "415", "phone": "5550142"}, "5550142"),
        ("halves", "phone", {"phone1": "0" + rest[:4], "phone2": rest[4:]}, rest[4:]), ("list", "phone", {"phone": ["+84", rest]}, rest),
        ("list of three", "phone", {"mobile": ["0" + rest[:3], rest[3:6], rest[6:]]}, f'"{rest[3:6]}"'), ("SSN parts", "national_id", {"ssn": numbers}, f'"{social[2]}"'),
        ("SSN fields", "national_id", {"ssn1": social[0], "ssn2": social[1], "ssn3": social[2]}, f'"{social[2]}"'),
        ("CCCD halves", "national_id", {"cccd": [card[:6], card[6:]]}, card[6:]), ("IP parts", "ip", {"ip": ip}, f'"{ip[0]}", "{ip[1]}", "{ip[2]}"'),
    ]  # fmt: skip
    for shape, kind, value, secret in cases:
        yield Row({"order": 7, **value}, kind, shape, (secret,))
