"""What only looks like personal data: nothing of it may be taken."""

from base64 import b64encode
from collections.abc import Callable, Iterator
from random import Random
from uuid import UUID

from benchmarks.events.personal_data.digits import luhn, some
from benchmarks.events.personal_data.held_out.frames import TEXTS
from benchmarks.events.personal_data.row import Row
from domain.events.json_value import JsonValue


def unlucky(number: str) -> str:
    """Return it with a last digit that no check agrees with."""
    return number[:-1] + str((int(number[-1]) + 1) % 10)


def card_like(r: Random, size: int = 16) -> str:
    return unlucky(luhn("4" + some(r, size - 2)))


def uuid(r: Random) -> str:
    return str(UUID(int=r.getrandbits(128), version=4))


def mixed_case(r: Random) -> str:
    return "0x" + "".join(r.choice((str.upper, str.lower))(one) for one in r.randbytes(20).hex())


def day(r: Random) -> str:
    return f"20{r.randrange(10, 27)}-{r.randrange(1, 13):02}-{r.randrange(1, 29):02}"


def clock(r: Random) -> str:
    return f"{r.randrange(24):02}:{r.randrange(60):02}:{r.randrange(60):02}"


def ean(r: Random) -> str:
    body = r.choice(("893", "400", "505", "001")) + some(r, 9)
    total = sum(int(one) * (1 + 2 * (at % 2)) for at, one in enumerate(body))
    return f"{body}{-total % 10}"


def isbn(r: Random) -> str:
    body = "978" + some(r, 9)
    total = sum(int(one) * (1 + 2 * (at % 2)) for at, one in enumerate(body))
    return f"{body[:3]}-{body[3]}-{body[4:7]}-{body[7:12]}-{-total % 10}"


Words = Callable[[Random], str]
OPEN: dict[str, Words] = {
    "order number": lambda r: f"order #{some(r, 8)}", "order code": lambda r: f"ORD-{day(r)[:4]}-{some(r, 6)}", "SO": lambda r: f"SO{some(r, 7)}", "uuid": uuid,
    "uuid capitals": lambda r: uuid(r).upper(), "uuid without dashes": lambda r: uuid(r).replace("-", ""), "md5": lambda r: r.randbytes(16).hex(), "sha1": lambda r: r.randbytes(20).hex(),
    "sha256": lambda r: r.randbytes(32).hex(), "short sha": lambda r: f"commit {r.randbytes(4).hex()[:7]}", "0x hash": lambda r: "0x" + r.randbytes(32).hex(),
    "address of no checksum": mixed_case, "semantic version": lambda r: f"v{r.randrange(9)}.{r.randrange(20)}.{r.randrange(40)}-rc.{r.randrange(9)}+build.{some(r, 4)}",
    "four-part version": lambda r: f"version {r.randrange(1, 9)}.{r.randrange(20)}.{r.randrange(40)}.{r.randrange(300)}", "python": lambda r: f"Python 3.{r.randrange(8, 15)}.{r.randrange(10)}",
    "browser": lambda r: f"Chrome/{r.randrange(90, 150)}.0.{r.randrange(1000, 9999)}.{r.randrange(10, 200)}", "instant": lambda r: f"{day(r)}T{clock(r)}Z", "instant with offset": lambda r: f"{day(r)} {clock(r)}.{some(r, 6)}+07:00",
    "epoch": lambda r: f"ts={1_600_000_000 + r.randrange(200_000_000)}", "epoch ms": lambda r: f"at {1_600_000_000_000 + r.randrange(200_000_000_000)} ms", "compact date": lambda r: day(r).replace("-", "") + clock(r).replace(":", ""),
    "European date": lambda r: f"{r.randrange(1, 29):02}.{r.randrange(1, 13):02}.20{r.randrange(10, 27)}", "US date": lambda r: f"{r.randrange(1, 13):02}/{r.randrange(1, 29):02}/20{r.randrange(10, 27)}", "time range": lambda r: f"08:00-17:{some(r, 1)}0",
    "price": lambda r: f"${r.randrange(1, 99)},{some(r, 3)}.{some(r, 2)}", "dong": lambda r: f"{r.randrange(1, 999)}.{some(r, 3)}.000đ", "dong spaced": lambda r: f"{r.randrange(1, 99)} 500 000 VND", "large amount": lambda r: f"{r.randrange(10, 99)},{some(r, 3)},{some(r, 3)},{some(r, 3)} VND",
    "euro": lambda r: f"{r.randrange(1, 99)}.{some(r, 3)}.{some(r, 3)},{some(r, 2)} €", "coordinates": lambda r: f"10.{some(r, 6)}, 106.{some(r, 6)}", "coordinates south": lambda r: f"-33.{some(r, 7)},151.{some(r, 7)}", "geo": lambda r: f"lat=21.{some(r, 5)}&lng=105.{some(r, 5)}",
    "card that fails": card_like, "card grouped that fails": lambda r: (lambda c: f"{c[:4]} {c[4:8]} {c[8:12]} {c[12:]}")(card_like(r)), "Amex that fails": lambda r: unlucky(luhn("37" + some(r, 12))),
    "IBAN that fails": lambda r: "DE00 3704 0044 0532 0130 " + some(r, 2), "EAN": lambda r: f"EAN {ean(r)}", "barcode": lambda r: f"barcode: {ean(r)}", "ISBN": lambda r: f"ISBN {isbn(r)}",
    "ISSN": lambda r: f"ISSN {some(r, 4)}-{some(r, 4)}", "tracking": lambda r: f"1Z{r.randbytes(4).hex().upper()}{some(r, 8)}", "post": lambda r: f"EE{some(r, 9)}VN", "tracking digits": lambda r: f"tracking {some(r, 12)}",
    "invoice": lambda r: f"invoice INV-{some(r, 10)}", "hoá đơn": lambda r: f"hoá đơn số {some(r, 7)}", "mã đơn": lambda r: f"mã đơn {some(r, 10)}", "ticket": lambda r: f"ticket TCK-{some(r, 5)} closed", "mention": lambda r: f"thanks @{r.choice(('lan', 'core-team', 'shop_online'))} and @all",
    "css": lambda r: f".a-{some(r, 2)} {{ color: #{r.randbytes(3).hex()}; margin: 0 {some(r, 1)}px }}", "media": lambda r: f"@media (min-width: {some(r, 3)}px)", "decorator": lambda r: f"@app.route('/v{some(r, 1)}/items')", "retina": lambda r: f"icon{some(r, 1)}@2x.png", "scale": lambda r: f"a.b{some(r, 1)}@3x.jpg",
    "npm": lambda r: f"npm i @types/node@20.{r.randrange(20)}.{r.randrange(9)}", "package": lambda r: f"left-pad@1.{r.randrange(9)}.{r.randrange(9)}", "maven": lambda r: f"org.apache.kafka:kafka_2.13:4.{r.randrange(9)}.{r.randrange(9)}", "docker": lambda r: f"nginx:1.{r.randrange(30)}.{r.randrange(9)}-alpine@sha256:{r.randbytes(32).hex()}",
    "action": lambda r: f"uses: actions/checkout@v{r.randrange(2, 6)}", "purl": lambda r: f"pkg:pypi/django@5.{r.randrange(9)}.{r.randrange(9)}", "SKU": lambda r: f"SKU-{r.choice('ABX')}{some(r, 4)}-{r.choice(('BLK', 'RED'))}", "product": lambda r: f"model WH-{some(r, 4)}XM{some(r, 1)}",
    "Luhn-valid code": lambda r: f"PN-{luhn('8' + some(r, 5))}", "Luhn-valid sku": lambda r: f"SKU{luhn('1' + some(r, 9))}", "serial": lambda r: f"S/N {r.randbytes(5).hex().upper()}", "port": lambda r: f"listening on port {r.randrange(1024, 65535)}", "loopback": lambda r: f"http://127.0.0.1:{r.randrange(1024, 65535)}/",
    "any": lambda r: f"bind 0.0.0.0:{r.randrange(1024, 65535)}", "loopback six": lambda r: f"[::1]:{r.randrange(1024, 65535)}", "mask": lambda r: "netmask 255.255.255.0", "private nets": lambda r: f"allow {r.choice(('10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '127.0.0.0/8'))}", "default route": lambda r: "0.0.0.0/0 and ::/0",
    "not an IP": lambda r: f"{r.randrange(256, 999)}.{some(r, 2)}.{r.randrange(256, 999)}.{some(r, 2)}", "section": lambda r: f"see section {r.randrange(1, 9)}.{r.randrange(1, 9)}.{r.randrange(1, 9)}.{r.randrange(1, 9)}", "ratio": lambda r: f"{r.randrange(1, 9)}:{r.randrange(1, 9)}", "score": lambda r: f"won {r.randrange(9)}-{r.randrange(9)}",
    "hours": lambda r: f"open {clock(r)[:5]} to {clock(r)[:5]}", "C++": lambda r: f"std::vector<int>::at({some(r, 2)})", "rust": lambda r: f"core::fmt::Write {some(r, 2)}", "pseudo element": lambda r: "a::before { content: '' }", "percentages": lambda r: f"{some(r, 2)}% of {some(r, 3)}", "encoded": lambda r: f"q=caf%C3%A9%20{some(r, 2)}",
    "plain link": lambda r: f"https://example.com/products/{some(r, 5)}?page={some(r, 1)}&sort=price", "docs": lambda r: f"https://docs.example.org/en/{some(r, 1)}.0/guide.html#install", "image": lambda r: f"https://cdn.example.com/img/{r.randbytes(8).hex()}.webp", "repo": lambda r: f"https://example.com/search?q=blue+shirt&size={some(r, 2)}",
    "file": lambda r: f"/var/log/app-{day(r)}.log.{some(r, 1)}", "windows path": lambda r: f"C:\\builds\\{some(r, 4)}\\out.txt", "base64": lambda r: b64encode(f"hello world number {some(r, 3)} of the list".encode()).decode(), "base64 bytes": lambda r: b64encode(r.randbytes(24)).decode(), "colour": lambda r: f"#{r.randbytes(3).hex()}",
    "hex dump": lambda r: r.randbytes(8).hex(" "), "size": lambda r: f"{some(r, 4)}x{some(r, 4)}", "chemistry": lambda r: "C6H12O6 at 37.5 C", "flight": lambda r: f"VN{some(r, 3)} gate {some(r, 1)}", "plate of numbers": lambda r: " ".join(some(r, 2) for _ in range(5)), "lottery": lambda r: ", ".join(str(r.randrange(1, 46)) for _ in range(6)),
    "big count": lambda r: f"{r.randrange(1, 9)},{some(r, 3)},{some(r, 3)} rows", "float": lambda r: f"0.{some(r, 16)}", "scientific": lambda r: f"{some(r, 1)}.{some(r, 8)}e-{some(r, 2)}", "negative": lambda r: f"-{r.randrange(1, 9)}{some(r, 8)}.5", "pi": lambda r: "3.14159265358979323846", "fibonacci": lambda r: "1 1 2 3 5 8 13 21 34 55",
    "room": lambda r: f"room {some(r, 3)}, floor {some(r, 1)}", "postcode": lambda r: f"ZIP {r.randrange(10000, 99999)}", "error": lambda r: f"error 0x{r.randbytes(4).hex()} at line {some(r, 3)}", "trace": lambda r: f"00-{r.randbytes(16).hex()}-{r.randbytes(8).hex()}-01", "ulid": lambda r: "01" + "".join(r.choice("ABCDEFGHJKMNPQRSTVWXYZ0123456789") for _ in range(24)),
    "object id": lambda r: r.randbytes(12).hex(), "stripe": lambda r: f"pi_{r.randbytes(9).hex()}", "etag": lambda r: f'W/"{r.randbytes(6).hex()}"', "IMEI that fails": lambda r: unlucky(luhn("35" + some(r, 12))), "zeros": lambda r: "0000 0000 0000 0000", "ones": lambda r: "ids 1111111111111",
    "counting": lambda r: "0123456789", "at a place": lambda r: r.choice(("meet at noon. dot the i", "look at the dot com boom", "arrive at 5 dot 30", "I was at school (a) and (b)")), "at prices": lambda r: f"{some(r, 2)} units @ {some(r, 2)}.50 each", "arobase": lambda r: f"qty 3 @ $1{some(r, 1)}.00", "cron": lambda r: f"{some(r, 1)} */2 * * 1-5",
    "regex": lambda r: r"^[\w.]+@\w+\.\w+$", "template": lambda r: "Hello {{user.email}}, your {{phone}}", "masked card": lambda r: f"**** **** **** {some(r, 4)}", "masked mail": lambda r: "j***@e***.com", "redacted": lambda r: "[email] and [phone]", "last four": lambda r: f"card ending in {some(r, 4)}", "short number": lambda r: r.choice(("call 113", "dial 911", "text STOP to 8088")),
    "statistics": lambda r: f"p95={some(r, 3)}ms p99={some(r, 4)}ms n={some(r, 6)}", "bytes": lambda r: f"{r.randrange(10**9, 10**10)} bytes", "page": lambda r: f"pp. {some(r, 3)}-{some(r, 3)}", "doi": lambda r: f"doi:10.{some(r, 4)}/s{some(r, 5)}-{some(r, 3)}-{some(r, 4)}-{some(r, 1)}", "arXiv": lambda r: f"arXiv:{r.randrange(1001, 2612)}.{some(r, 5)}", "RFC": lambda r: f"RFC {some(r, 4)}, section 4.{some(r, 1)}",
}  # fmt: skip
EVENTS: dict[str, Callable[[Random], JsonValue]] = {
    "order": lambda r: {"order_id": int("1" + some(r, 9)), "total": int(some(r, 7)), "currency": "VND"}, "product": lambda r: {"name": "Blue shirt", "sku": f"BS-{some(r, 4)}", "price": 19.9}, "metric": lambda r: {"name": "cpu.load", "value": float(f"0.{some(r, 6)}"), "at": f"{day(r)}T{clock(r)}Z"},
    "git": lambda r: {"sha": r.randbytes(20).hex(), "branch": "main", "files": [f"src/a{some(r, 2)}.py"]}, "point": lambda r: {"lat": 10.762622, "lng": 106.660172, "zoom": int(some(r, 1))}, "times": lambda r: {"created": 1_700_000_000 + r.randrange(9_000_000), "updated_ms": 1_700_000_000_000 + r.randrange(10**9)},
    "host and user": lambda r: {"host": "db-1", "port": 5432, "user": "postgres"}, "service": lambda r: {"service": "checkout", "domain": "payments", "version": f"2.{some(r, 1)}.0"}, "name of a field": lambda r: {"field": "email", "type": "string", "required": True}, "empty person": lambda r: {"email": None, "phone": "", "address": None},
    "counts": lambda r: {"emails_sent": int(some(r, 4)), "phones": int(some(r, 2)), "ip_count": 3}, "flags": lambda r: {"email_verified": True, "phone_confirmed": False}, "list of numbers": lambda r: [r.randrange(10**6) for _ in range(6)], "ids": lambda r: {"id": uuid(r), "parent_id": uuid(r), "seq": r.randrange(10**6)},
    "event type": lambda r: {"type": "customer.created", "source": "crm", "schema": "customer/1.2.0"}, "device": lambda r: {"os": "Android 14", "model": "SM-G998B", "build": f"UP1A.{some(r, 6)}.{some(r, 3)}"}, "file": lambda r: {"file_name": f"report-{some(r, 4)}.pdf", "bytes": r.randrange(10**8)}, "named things": lambda r: {"product_name": "Áo thun nam", "category_name": "Thời trang", "event_name": "add_to_cart"},
    "addresses of things": lambda r: {"memory_address": "0x7ffe12ab", "address_count": 3, "email_template": "welcome"}, "status": lambda r: {"status": "shipped", "state": "VN-SG", "city_count": 4}, "codes": lambda r: {"country_code": "VN", "currency_code": "VND", "zip": "70000"}, "ranges": lambda r: {"from": some(r, 3), "to": some(r, 3), "codes": [some(r, 4), some(r, 4)]},
    "json in text": lambda r: f'{{"order":{some(r, 7)},"at":"{day(r)}","sum":{some(r, 6)}.5}}', "trade": lambda r: {"symbol": "BTCUSDT", "price": f"{some(r, 5)}.{some(r, 8)}", "qty": f"0.{some(r, 8)}", "trade_id": r.randrange(10**10)}, "long id": lambda r: {"tweet_id": 10**18 + r.randrange(10**17)}, "user agent": lambda r: {"user_agent": f"Mozilla/5.0 (X11; Linux x86_64; rv:{some(r, 3)}.0) Gecko/20100101"},
    "page": lambda r: {"page": 1, "per_page": 50, "next": "/api/v1/items?cursor=" + r.randbytes(8).hex()}, "birthday voucher": lambda r: {"voucher": "BIRTHDAY20", "name_day": "x", "title": "Address book"}, "numbers as text": lambda r: {"qty": some(r, 3), "weight": f"{some(r, 2)}.5", "batch": some(r, 8)}, "webhook": lambda r: {"id": f"evt_{r.randbytes(8).hex()}", "livemode": False, "api_version": "2026-10-28"},
}  # fmt: skip
CHAT = (
    "Shop ơi còn hàng không ạ?", "Cho mình hỏi giá 2 cái áo size L với", "Ship về Đà Nẵng mất mấy ngày vậy shop", "Đơn của em 3 hôm rồi chưa thấy, kiểm tra giúp em", "ok shop, chuyển khoản rồi nhé", "Is it still available in blue?", "The name is misleading, I want a refund",
    "What is the address format you accept?", "please call me back when it ships", "my phone is broken, can you help", "Email me is all you ever say", "I dot my i's and cross my t's at home", "tên sản phẩm là áo thun cổ tròn", "địa chỉ cửa hàng ở đâu vậy shop?", "Số điện thoại của shop là gì ạ", "the card was declined twice today", "Visa or Mastercard?",
    "Born to run is a great album", "We are located nearby, come in", "my name tag fell off", "giao hàng trước thứ 7 nhé", "The address bar is broken in version 12.0.1", "Chuyển khoản 1.500.000đ lúc 10:15 ngày 21/11/2026", "They sold 1 200 000 units in 2025 and 1 350 000 in 2026", "Meet at 10.30 or 11.45, gate 12", "size 38-40-42, màu đen", "passport photos are 35x45 mm", "licence: MIT", "DL the file and send it", "SIN(30) = 0.5",
    "the BSN team won 3-1", "PAN flour and 2 eggs", "NIE wieder", "CPR training on 12.05.2026", "tax id is required to register", "IP rights belong to the author", "MAC lipstick 24", "tel aviv in spring", "An error occurred at line 12, column 5 of main.c", "mật khẩu wifi quán là gì",
)  # fmt: skip


def harmless(r: Random) -> Iterator[Row]:
    for shape, make in OPEN.items():
        for _ in range(6):
            yield Row(r.choice(TEXTS).format(make(r)), None, shape)
    for shape, event in EVENTS.items():
        for _ in range(4):
            yield Row(event(r), None, shape)
    for text in CHAT:
        yield Row(text, None, f"chat: {text}")
