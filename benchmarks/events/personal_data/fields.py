"""Personal data that only a whole event shows: split, typed as numbers, in keys, told by names."""

from collections.abc import Iterator
from random import Random

from benchmarks.events.personal_data import national, values
from benchmarks.events.personal_data.digits import luhn, some
from benchmarks.events.personal_data.row import Row
from domain.events.json_value import JsonValue


def in_fields(random: Random, each: int = 5) -> Iterator[Row]:
    for _ in range(each):
        yield from _split(random)
        yield from _numbers(random)
        yield from _keys(random)
        yield from _named(random)


def _split(r: Random) -> Iterator[Row]:
    local, _, host = values.email(r).partition("@")
    rest = f"9{some(r, 8)}"
    card = luhn("4" + some(r, 14))
    four: list[JsonValue] = [card[at : at + 4] for at in range(0, 16, 4)]
    iban = values.account(r).replace(" ", "").replace("-", "").upper()
    yield Row({"user": local, "domain": host}, "email", "split", (local,))
    yield Row({"id": "e-1", "local_part": local, "host": host}, "email", "split", (local,))
    yield Row({"country_code": "+84", "number": rest}, "phone", "split", (rest,))
    yield Row({"dial_code": "84", "phone_number": rest}, "phone", "split", (rest,))
    yield Row(
        dict(zip("abcd", four, strict=True)), "card", "split", (f'"{four[1]}"', f'"{four[3]}"')
    )
    yield Row({"card": four}, "card", "split", (f'"{four[1]}"', f'"{four[2]}"'))
    yield Row([int("1" + some(r, 2)), four, "ok"], "card", "split", (f'"{four[2]}"',))
    yield Row({"p1": iban[:8], "p2": iban[8:]}, "iban", "split", (f'"{iban[8:]}"',))


def _numbers(r: Random) -> Iterator[Row]:
    card, mobile = int(luhn("4" + some(r, 14))), 84900000000 + r.randrange(100000000)
    citizen = int(national.cccd(r))
    yield Row({"card": card, "amount": 12}, "card", "number", (str(card),))
    yield Row({"x": card}, "card", "number", (str(card),))
    yield Row({"phone": mobile}, "phone", "number", (str(mobile),))
    yield Row({"contact": {"mobile": mobile - 84000000000}}, "phone", "number", (str(mobile)[2:],))
    yield Row({"cccd": citizen}, "national_id", "number", (str(citizen),))
    yield Row([{"sdt": mobile}], "phone", "number", (str(mobile),))


def _keys(r: Random) -> Iterator[Row]:
    email, phone, card = values.email(r), values.vietnamese(r), values.card(r)
    yield Row({email: {"visits": 3}}, "email", "key", (email,))
    yield Row({"by_phone": {phone: True}}, "phone", "key", (phone,))
    yield Row({"cards": [{card: "expired"}]}, "card", "key", (card,))


def _named(r: Random) -> Iterator[Row]:
    ssn, bsn, nine = national.ssn(r).replace("-", ""), national.bsn(r), f"9{some(r, 8)}"
    passport, local = f"{r.choice('BCNK')}{some(r, 7)}", f"{r.choice(values.FIRST)}@localhost"
    nhs = national.nhs(r)
    yield Row({"phone": nine}, "phone", "named", (nine,))
    yield Row(
        {"customer": {"phoneNumber": f"{nine[:3]} {nine[3:]}"}}, "phone", "named", (nine[3:],)
    )
    yield Row({"email": local}, "email", "named", (local,))
    yield Row({"ssn": ssn}, "national_id", "named", (ssn,))
    yield Row({"SSN": f"{ssn[:3]} {ssn[3:5]} {ssn[5:]}"}, "national_id", "named", (ssn[5:],))
    yield Row({"passport": passport}, "national_id", "named", (passport,))
    yield Row({"passport_no": passport}, "national_id", "named", (passport,))
    yield Row({"bsn": bsn}, "national_id", "named", (bsn,))
    yield Row({"nhs_number": nhs.replace(" ", "")}, "national_id", "named", (nhs.replace(" ", ""),))
    yield Row({"so_dien_thoai": nine}, "phone", "named", (nine,))
