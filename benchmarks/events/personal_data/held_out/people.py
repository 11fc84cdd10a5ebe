"""Names, street addresses and birthdays, where a field or a phrase says what they are."""

from collections.abc import Iterator
from random import Random

from benchmarks.events.personal_data.row import Row
from domain.events.json_value import JsonValue

NAMES = (
    "Jonas Weber", "Mai Takahashi", "Phạm Thị Linh", "Sofia Rossi", "Đặng Quỳnh Anh", "Patrick O'Connor", "Awa Ndiaye", "Huỳnh Đức Thắng",
    "Priya Raman", "Katarzyna Nowak", "Jean-Luc Moreau", "Lê Văn Tám", "Fatima Zahra", "María José Delgado", "Eszter Nagy", "Vũ Hoàng Long",
)  # fmt: skip
STREETS = (
    "12 Nguyễn Huệ, Quận 1, TP.HCM", "221B Baker Street, London NW1 6XE", "1600 Amphitheatre Parkway, Mountain View, CA 94043",
    "Hauptstraße 45, 10115 Berlin", "14 rue de Rivoli, 75004 Paris", "45/7 Lê Lợi, P. Bến Nghé, Q.1", "số 8 ngõ 25 phố Huế, Hà Nội",
    "742 Evergreen Terrace, Springfield", "Calle Mayor 10, 28013 Madrid", "Via Roma 3, 00184 Roma", "350 Fifth Avenue, Apt 12B, New York, NY 10118",
)  # fmt: skip
BIRTHS = ("1987-04-12", "12/04/1987", "12.04.1987", "April 12, 1987", "12-4-1987", "1987/04/12")
NAME_FIELDS = (
    "first_name", "lastName", "full_name", "fullName", "customer_name", "customerName", "givenName", "family_name", "surname", "ho_ten", "ho_va_ten",
    "recipient_name", "cardholder_name", "middle_name", "contact_name", "display_name", "sender_name", "hoTen", "nickname", "patientName",
)  # fmt: skip
PLACE_FIELDS = (
    "address", "street", "street_address", "shipping_address", "billingAddress", "address_line1", "addressLine2", "dia_chi", "home_address", "deliveryAddress",
)  # fmt: skip
BIRTH_FIELDS = (
    "date_of_birth",
    "dob",
    "birthday",
    "birthDate",
    "ngay_sinh",
    "birth_date",
    "dateOfBirth",
)
NAME_CUES = (
    "My name is {}.", "Hi, I am called {}, nice to meet you", "tôi tên là {}", "Em tên là {} ạ", "mình tên {}, mua hàng hôm qua", "Tên khách: {}",
    "Họ tên: {}", "họ và tên: {}", "Full name: {}", "Customer name: {}", "Ich heiße {}.", "Je m'appelle {}.", "me llamo {}", "mi chiamo {}",
    "Người nhận: {}", "signed, Mr. {}", "Dear Ms {},", "Mrs. {} called again", "please speak to Dr. {} about it", "ship to the attention of: {}", "Anh tên là {} nhé",
    "this is {} speaking", "Name: {}", "Recipient: {}", "Tên: {}", "Cardholder: {}",
)  # fmt: skip
PLACE_CUES = (
    "địa chỉ: {}", "Địa chỉ của em: {}", "giao tới {}", "My address is {}", "Ship to: {}", "I live at {}", "Address: {}", "giao hàng đến địa chỉ {}",
    "dc: {}", "đ/c: {}", "nhà mình ở {}", "deliver it to {}", "Adresse: {}", "dirección: {}", "we are located at {}",
)  # fmt: skip
BIRTH_CUES = (
    "DOB: {}",
    "born on {}",
    "date of birth {}",
    "sinh ngày {}",
    "ngày sinh: {}",
    "geboren am {}",
    "née le {}",
    "my birthday is {}",
    "d.o.b. {}",
    "Date of Birth: {}",
)


def people(r: Random) -> Iterator[Row]:
    for field in NAME_FIELDS:
        name = r.choice(NAMES)
        yield Row({field: name, "total": 3}, "name", f"field {field}", (name,))
    for field in PLACE_FIELDS:
        place = r.choice(STREETS)
        yield Row({field: place, "total": 3}, "address", f"field {field}", (place[:6], place[-6:]))
    for field in BIRTH_FIELDS:
        born = r.choice(BIRTHS)
        yield Row({field: born, "total": 3}, "birth", f"field {field}", (born,))
    for cue in NAME_CUES:
        for _ in range(2):
            name = r.choice(NAMES)
            yield Row(cue.format(name), "name", cue, (name.split()[0], name.split()[-1]))
    for cue in PLACE_CUES:
        for _ in range(2):
            place = r.choice(STREETS)
            yield Row(cue.format(place), "address", cue, (place[:6],))
    for cue in BIRTH_CUES:
        born = r.choice(BIRTHS)
        yield Row(cue.format(born), "birth", cue, (born,))
    for _ in range(2):
        yield from _nested(r)


def _nested(r: Random) -> Iterator[Row]:
    name, place = r.choice(NAMES), r.choice(STREETS)
    mail = {"email": "x@example.com"}
    cases: list[tuple[str, JsonValue, str, str]] = [
        ("person's name", {"customer": {"name": name, "tier": "gold"}}, "name", name),
        ("beside an e-mail", {"name": name, **mail}, "name", name),
        ("first and last", {"user": {"first": name.split()[0], "last": name.split()[-1]}}, "name", name.split()[-1]),
        ("address in parts", {"address": {"line1": place, "city": "X", "country": "VN"}}, "address", place),
        ("recipient", {"recipient": {"name": name}, "items": [1]}, "name", name),
        ("json in text", f'{{"full_name":"{name}"}}', "name", name),
        ("csv line", f"full_name={name}", "name", name),
        ("list", {"passengers": [{"full_name": name}]}, "name", name),
        ("born as a number", {"dob": 19870412}, "birth", "19870412"),
    ]  # fmt: skip
    for shape, value, kind, secret in cases:
        yield Row(value, kind, shape, (secret,))
