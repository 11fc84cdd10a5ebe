"""What looks like personal data and is not."""

import base64
from collections.abc import Iterator
from random import Random
from uuid import UUID

from benchmarks.events.personal_data.digits import some
from benchmarks.events.personal_data.row import Row
from benchmarks.events.personal_data.values import account, card, email, wallet

PROSE = (
    "Meet me at noon and look at the dot on the map", "She is good at math dot com or not", "at 5 dot 30",
    "Look at polka dot dresses at the shop", "He stared at a dot, at last", "We met at Starbucks. Dot was late.",
    "Anh ơi ship cho em 2 cái áo size M màu đen nhé", "Shop còn hàng không ạ, giá 250.000đ hả chị?",
    "Tổng cộng 1.250.000 VND, giao trước 17:30 ngày 21/11/2026", "Đơn hàng của em bao giờ tới vậy shop?",
    "Em ở số 12 ngõ 34, mua 3 tặng 1, giảm 50% đúng không?", "Nhiệt độ 35.5 độ, độ ẩm 80%, gió cấp 4",
    "@nguyen check this out", "import pytest; @pytest.fixture", "std::vector<int> a; MyClass::method()",
    "ratio 1:2:3:4 and 16:9", "10:15:30 to 11:45:00", "a@b", "foo@bar", "user@", "@example.com", "a @ b.c",
    "npm install left-pad@1.3.0 lodash@4.17.21", "price @ 12.50 each", "meet @ 10.30", "100% sure, 5%20 more",
    "AT&T &amp; T-Mobile &lt;3", "C:\\users\\new\\table", "https://example.com/products/12345?page=2&sort=asc",
    "https://example.com/docs/v1.2.3/api#section-4", "see RFC 5322, section 3.4.1", "CVE-2024-123456 fixed",
    "Windows 10.0.19045.3803", "Chrome/120.0.6099.109 Safari/537.36", "version 1.2.3.4 is out", "v4.18.2.1",
    "tel: none", "phone: n/a", "email: not given", "ssn: unknown", "passport: lost", "card declined",
    "I have 1000000 reasons", "pi is 3.14159265358979", "1,234,567,890 people", "0.000123456789",
    "The years 1939-1945, 2019-2023 and 1990-1999", "Score 21-19, 19-21, 21-15", "pages 1024-1096",
    "ISBN 978-3-16-148410-0", "ISBN 0-306-40615-2", "EAN 4006381333931", "LOT 20261121-0042",
    "aa:bb:cc:dd:ee:ff", "00-1B-44-11-3A-B7", "#ff00aa", "rgb(255, 255, 255)", "file:///path/to/file",
    "Điểm thi: 8.5, 9.25, 7.75; xếp hạng 12/345", "Hóa đơn số 0001234 ngày 05.11.2026", "Mã vận đơn VN 123 456",
    "SELECT * FROM t WHERE id = 42 AND at > now()", "GET /api/v1/items/8412345678/details 200 12ms",
    "192.168.0", "256.300.1.2", "::", "12:34", "300.168.1.1", "1.2.3", "10.1.2", "2001::db8::1", "std::cout",
)  # fmt: skip


def innocent(random: Random, each: int = 22) -> Iterator[Row]:
    """Yield each sentence once, and so many rows of each made thing."""
    for text in PROSE:
        yield Row(text, None, "prose")
    for _ in range(each):
        yield from _counted(random)
        yield from _almost(random)
        yield from _coded(random)
        yield from _fields(random)


def _counted(r: Random) -> Iterator[Row]:
    day = f"{r.randrange(2015, 2030)}-{r.randrange(1, 13):02}-{r.randrange(1, 29):02}"
    year, month, date = day.split("-")
    yield Row(f"Order {some(r, 9)} has left the warehouse", None, "order")
    yield Row(f"đơn hàng #{some(r, 8)} giao {date}/{month}/{year}", None, "order")
    yield Row(f"total {r.randrange(1, 99)},{some(r, 3)},{some(r, 3)} VND", None, "price")
    yield Row(f"{r.randrange(1, 99)}.{some(r, 3)}.{some(r, 3)}đ hôm nay", None, "price")
    yield Row(f"{day} {r.randrange(24):02}:{r.randrange(60):02}:07.{some(r, 6)}", None, "time")
    yield Row(f"at=17{some(r, 8)} took=12ms", None, "epoch")
    yield Row(f"ts: 17{some(r, 11)}", None, "epoch")
    yield Row(
        f"{date}.{month}.{year}, {date}/{month}/{year[2:]}, {year}{month}{date}T101500Z",
        None,
        "date",
    )
    yield Row(f"{r.uniform(-90, 90):.6f}, {r.uniform(-180, 180):.6f}", None, "place")
    yield Row(f"{r.randrange(1, 99)} {some(r, 3)} {some(r, 3)} items in stock", None, "quantity")
    yield Row(
        f"release {r.randrange(20)}.{r.randrange(20)}.{r.randrange(200)}-rc{r.randrange(9)}",
        None,
        "version",
    )


def _almost(r: Random) -> Iterator[Row]:
    number = card(r)
    wrong = number[:-1] + str((int(number[-1]) + r.randrange(1, 9)) % 10)
    bank = account(r)
    local, _, host = email(r).partition("@")
    purse = wallet(r)
    yield Row(f"card {wrong}", None, "wrong card")
    if bank[-1].isdigit():
        yield Row(
            f"account {bank[:-1]}{(int(bank[-1]) + r.randrange(1, 9)) % 10}", None, "wrong account"
        )
    yield Row(f"{local} works for {host}", None, "no address")
    if not purse.startswith("0x"):
        yield Row(f"wallet {purse[:-1]}{'x' if purse[-1] != 'x' else 'z'}", None, "wrong wallet")
    yield Row(
        f"{r.randrange(256, 999)}.{r.randrange(255)}.{r.randrange(255)}.1", None, "wrong address"
    )
    yield Row(f"{some(r, 3)}-00-{some(r, 4)}", None, "wrong ssn")
    yield Row(f"000-{some(r, 2)}-{some(r, 4)}", None, "wrong ssn")


def _coded(r: Random) -> Iterator[Row]:
    yield Row(f"event {UUID(int=r.getrandbits(128), version=4)} done", None, "uuid")
    yield Row(r.randbytes(16).hex(), None, "md5")
    yield Row(f"sha256:{r.randbytes(32).hex()}", None, "sha256")
    yield Row(f"commit {r.randbytes(20).hex()}", None, "sha1")
    yield Row(base64.b64encode(r.randbytes(30)).decode(), None, "base64")
    yield Row(f"SKU-{some(r, 4)}-{r.choice('ABC')}{some(r, 3)}", None, "sku")
    yield Row(f"1Z{some(r, 3)}{r.choice('AWXE')}{some(r, 2)}03{some(r, 8)}", None, "tracking")
    yield Row(f"tracking {r.choice(['SPX', 'GHN', 'VNP'])}{some(r, 10)}", None, "tracking")
    yield Row(f"ISBN 978{some(r, 10)}", None, "isbn")
    yield Row(f"trace 00-{r.randbytes(16).hex()}-{r.randbytes(8).hex()}-01", None, "trace")


def _fields(r: Random) -> Iterator[Row]:
    yield Row({"order_id": some(r, 10), "total": r.randrange(10**6)}, None, "event")
    yield Row({"quantity": r.randrange(10**8, 10**9), "unit": "kg"}, None, "event")
    yield Row({"price": 84_000_000_000 + r.randrange(10**9), "currency": "VND"}, None, "event")
    yield Row({"timestamp": 1_700_000_000_000 + r.randrange(10**10)}, None, "event")
    yield Row(
        {"lat": round(r.uniform(8, 23), 6), "lng": round(r.uniform(102, 110), 6)}, None, "event"
    )
    yield Row(
        {"version": f"{r.randrange(9)}.{r.randrange(9)}.{r.randrange(9)}.{r.randrange(9)}"},
        None,
        "event",
    )
    yield Row({"user": "u-17", "plan": "pro", "domain": "sales"}, None, "event")
    yield Row([some(r, 4), some(r, 3), "red"], None, "event")
    yield Row(
        {"id": str(UUID(int=r.getrandbits(128), version=4)), "seq": r.randrange(10**6)},
        None,
        "event",
    )
