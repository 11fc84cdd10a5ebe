"""A third set of 200 rows in shapes of their own, measured after the work on the second and never tuned for."""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from functools import partial
from random import Random
from urllib.parse import quote

from benchmarks.events.personal_data.digits import luhn, some
from benchmarks.events.personal_data.held_out import (
    hosts,
    identities,
    mail,
    money,
    people,
    telephone,
)
from benchmarks.events.personal_data.held_out.chains import EIP_55, WALLETS
from benchmarks.events.personal_data.held_out.frames import ends
from benchmarks.events.personal_data.row import Row
from domain.events.json_value import JsonValue

SEED = 2718
TEMPLATES = (
    "Re: Re: complaint\n> On Monday, {} wrote:\n> nothing", "BEGIN:VCARD\nVERSION:3.0\nNOTE:{}\nEND:VCARD", "| id | value |\n|----|-------|\n| 7 | {} |",
    "curl -d 'v={}' https://api.example.com/x", "level=warn msg=\"bad input\" input=\"{}\"", "Cảm ơn shop!!! {} ^^", "SELECT * FROM t WHERE v = '{}';", "<td>{}</td><td>12</td>",
    "key: {}\nother: 5\n", "👉 {} 👈", "1. first\n2. {}\n3. third", "({}, 5, true)", "„{}“ sagte er", "{}\t42\tok", "x={}&y=2",
)  # fmt: skip


def rows(seed: int = SEED) -> Sequence[Row]:
    r = Random(seed)
    return [*_framed(r), *_found(r), *_innocent(r)]


def _framed(r: Random) -> Iterator[Row]:
    for template in TEMPLATES:
        for kind, written in (
            ("email", mail.address(r)), ("phone", telephone.filled(r, "0MM#######")), ("card", money.sixteen(r)), ("iban", money.account(r, "FR")), ("ip", hosts.four(r)),
        ):  # fmt: skip
            yield Row(
                template.format(written),
                kind,
                f"in {template[:12]!r}",
                ends(written),
                frozenset({"url"}),
            )


def _found(r: Random) -> Iterator[Row]:
    local, host = mail.parts(r)
    number, card, citizen = (
        telephone.filled(r, "0MM#######"),
        money.sixteen(r),
        identities.citizen(r),
    )
    place = r.choice(people.STREETS)
    name, coin = r.choice(people.NAMES), WALLETS["BTC segwit"](r)
    cases: list[tuple[str, JsonValue, str]] = [
        ("email", {"from": {"mailbox": local, "at": host}}, local), ("email", f"{local} AT {host.replace('.', ' DOT ')}", local), ("email", f"{local} [ at ] {host.replace('.', ' [ dot ] ')}", local),
        ("email", f"reach {local}[@]{host}", local), ("email", f"<{local}@{host}>", local), ("email", f"MAIL FROM:<{local}@{host}> SIZE=900", local), ("email", f"acct:{local}@{host}", local), ("email", f"{local}%40{host}", local),
        ("email", b64encode(f"From: {local}@{host}\r\n".encode()).decode(), "RnJvbTog"), ("email", {"emails": [{"value": f"{local}@{host}", "primary": True}]}, local), ("email", f"{local}\u2060@\u2060{host}", local), ("email", f"xmpp://{local}@{host}", local),
        ("phone", f"Ring {number[:4]}…no, {number}", number), ("phone", {"tel": {"home": number}}, number), ("phone", f"{number[:3]}) {number[3:6]} {number[6:]} is my cell", number[6:]), ("phone", f"+84 {number[1:]}/work", number[1:]), ("phone", {"contact": [{"type": "mobile", "value": number}]}, number),
        ("phone", f"sđt em {number[:4]}.{number[4:7]}.{number[7:]} gọi em nha", number[7:]), ("phone", f"00 84 {number[1:4]} {number[4:7]} {number[7:]}", number[4:7]), ("phone", "callto:+1-415-555-0142", "415-555"), ("phone", f"my no. is {number}", number), ("phone", {"recovery_phone": "+84" + number[1:]}, number[1:]),
        ("card", f"4-digit groups {' / '.join((card[:4], card[4:8], card[8:12], card[12:]))}", card[8:12]), ("card", {"payment": {"card": {"number": card, "exp_month": 4}}}, card), ("card", f"PAN[{card}]", card), ("card", [card[:4], card[4:8], card[8:12], card[12:]], f'"{card[8:12]}"'), ("card", f"%B{card}^WEBER/JONAS^2904", card), ("card", f"{card[:6]}-{card[6:12]}-{card[12:]}", card[6:12]), ("card", (union := luhn("62" + some(r, 16))), union),
        ("crypto", f"Pay {coin} please", coin), ("crypto", {"to": EIP_55[5], "value": 1}, EIP_55[5]), ("crypto", f"eip155:1:{EIP_55[3]}", EIP_55[3]), ("crypto", f"donate → {(litecoin := WALLETS['LTC'](r))}", litecoin), ("crypto", f"litecoin:{(segwit := WALLETS['LTC segwit'](r))}", segwit),
        ("national_id", {"kyc": {"id_type": "cccd", "id_number": citizen}}, citizen), ("national_id", f"Số CCCD/CMND: {citizen}", citizen), ("national_id", f"SSN#{(social := identities.ssn(r).replace('-', ''))}", social), ("national_id", {"documents": [{"type": "passport", "number": "C1234567"}]}, "C1234567"), ("national_id", f"DNI/NIE: {(dni := identities.dni(r))}", dni), ("national_id", f"CPF nº {(cpf := identities.cpf(r))}", cpf),
        ("url", f"https://example.com/reset/{quote(f'{local}@{host}')}", local), ("url", f"mongodb+srv://root:pa55w0rd{some(r, 3)}@cluster.example.net/db", "pa55w0rd"), ("url", f"https://example.com/search?q=x&customer_email={local}", local), ("url", f"https://example.com/user/{local}", local), ("url", f"https://mastodon.example/@{local}", local),
        ("name", {"shipping": {"recipient": {"full_name": name}}}, name), ("name", f"Tên em: {name}", name), ("name", f"Xin chào, mình là {name}", name), ("name", f"Regards,\n{name}", name), ("name", {"customer": {"firstName": name.split()[0]}}, name.split()[0]), ("address", {"shipTo": {"street1": place}}, place[:6]), ("birth", {"patient": {"born": "1987-04-12"}}, "1987-04-12"), ("birth", "Ngày tháng năm sinh: 12/04/1987", "12/04/1987"),
    ]  # fmt: skip
    for kind, value, secret in cases:
        yield Row(
            value,
            kind,
            "third",
            (secret,),
            frozenset({"email", "phone", "url", "national_id", "name", "ip", "crypto"}),
        )


def _innocent(r: Random) -> Iterator[Row]:
    one = partial(some, r)
    values: list[JsonValue] = [
        f"PO {one(10)} / line {one(3)}", f"GTIN 0{one(12)}", {"asin": f"B0{one(8)}"}, f"ETA 2026-12-{r.randrange(10, 28)} 14:30", f"{one(3)}.{one(3)} km", f"v2026.{one(2)}.{one(1)}", {"etag": r.randbytes(16).hex()}, f"Room {one(4)}B", f"IFSC-less {one(4)}-{one(4)}", f"L{one(3)} W{one(3)} H{one(3)} cm",
        f"Bus {one(2)} leaves 07:{one(1)}5", "100.000.000 đồng", "2 x 500ml @ 12.50", f"@shop ơi @{one(2)}h nhé", "foo@bar", f"git@v{one(1)}", "a@b", "user@localhost:~$ ls", f"SHA256:{b64encode(r.randbytes(32)).decode().rstrip('=')}", f"sha512-{b64encode(r.randbytes(64)).decode()}",
        "int64 max 9223372036854775807", "9999999999999999 is 10^16-1", "1234567890123456", "0000-0000-0000-0000", f"1e{one(3)}", f"0b{'10' * 8}", "0o755", f"#{one(5)} merged", f"PR-{one(4)}", f"JIRA-{one(5)} done", "UTC+07:00", f"t={1_700_000_000_000 + r.randrange(10**9)}",
        {"lat": "21.0285", "lon": "105.8542"}, {"range": "bytes 0-1023/146515"}, {"dims": [1920, 1080, 24]}, {"weights": [0.25, 0.125, 0.625]}, {"price": "1299.00", "msrp": "1499.00"}, {"isbn13": "9781234567890"}, {"serial": f"SN{one(9)}"}, {"order": {"number": one(10)}}, {"build": f"10.0.{one(5)}.{one(4)}"}, {"version": "10.12.14.16"}, {"epoch": 1_763_712_000},
        "The address field is required", "What's your name?", "My name tag", "Name your price", "Tên file quá dài", "Địa chỉ không hợp lệ", "call me maybe", "Dear customer, your order shipped", "Mr. is a title", "She was born to lead", "Deliver to locker 12", "send to 3 people", "ship to stores in 2026", "I am Groot fan number 1",
        {"name": "iPhone 15 Pro", "brand": "Apple"}, {"user": {"role": "admin", "plan": "free"}}, {"customer": {"tier": "gold", "orders": 12}}, {"address": "0x7fff5fbff8a0"}, {"contact": {"preferred": "email"}}, {"first": 1, "last": 20}, {"domain": "sales", "user": "svc"},
        "https://example.com/users/search?sort=asc", "https://example.com/u", "https://github.com/pallets/flask", "https://www.facebook.com/groups/123", "https://example.com/profile/settings", "http://localhost:8080/users/list", "https://t.me/s", "https://example.com/people/all", "2001:10:05 build", "fe80 is a prefix", "::before", "a::b::c",
        "8 8 8 8", "1-2-3-4-5-6-7-8-9", "(1) (2) (3)", "12:34:56:78:90", "00:00:00", "dot the i at home dot", "at 10 dot 30", "one two three", "không có hai cái", "zero to one in seven days", f"MIB 1.3.6.1.4.1.{one(4)}", f"ASN AS{one(5)}", "10/100/1000 Mbps", "AES-256-GCM", "RFC 4180 section 2.1.1",
    ]  # fmt: skip
    for value in values:
        yield Row(value, None, f"third: {str(value)[:30]}")
