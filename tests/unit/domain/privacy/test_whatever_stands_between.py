"""What a word or a field's name announces is read whatever stands between its characters."""

import pytest

from domain.events.json_value import JsonValue
from domain.events.privacy import redact
from domain.privacy import find

ANNOUNCED = (
    ("card: [41] [11] [11] [11] [11] [11] [11] [11]", "card"),
    ("card: 4O12-B8BB-88BB-l881", "card"),
    ("card: 1881 8888 8888 2104", "card"),
    ("thẻ: 4111 // 1111 — 1111 … 1111", "card"),
    ("card;x\n4111_-_1111|1111\t1111", "card"),
    ("tel: <091> <234> <567> <8>", "phone"),
    ("SĐT=+84→91→23→45→67→8", "phone"),
    ('"gọi":"O9l2 34S 67B"', "phone"),
    ("tel: 876 543 219 48+", "phone"),
    ("IBAN GB82=WEST/1234-5698|7654 32", "iban"),
    ("account: GB82WESTl23456987654E2", "iban"),
    ("IBAN: 2345 6789 6543 21TS EW28 BG", "iban"),
    ("DNI (123)(456)(78Z)", "national_id"),
    ("codice fiscale RS|SM|RA|80|A0|1H|50|1U", "national_id"),
    ("ip: 203,0,113,7", "ip"),
    ("remote_addr 2001 : db8 : : 7334 : 1 : 2", "ip"),
    ("ip 203 punto 0 punto 113 punto 7", "ip"),
    ("<so_dinh_danh>001[203][004][567]</so_dinh_danh>", "national_id"),
    ("soDienThoai=09(y)12(y)34(y)56(y)78", "phone"),
    ("dt khong . chin . mot . hai . ba . bon . nam . sau . bay . tam", "phone"),
    ("thẻ tư.một.một.một.một.một.một.một.một.một.một.một.một.một.một.một", "card"),
    ("SĐT người nhận: O9l2 3A5 b7B", "phone"),
    ("Hotline: 87.65.43.2190", "phone"),
    ("sđt 0912.34<br>56.78", "phone"),
    ("phone: 09||12|| 345 678", "phone"),
    ("mail lan.tran a vòng gmail chấm com", "email"),
    ("mail lan.tran a còng gmail,com", "email"),
    ("mail lan.tran@@gmail.com", "email"),
    ("NINO WX 33 l8 1l A", "national_id"),
    ("card four|one|one|one|one|one|one|one|one|one|one|one|one|one|one|one", "card"),
    ("wallet 1BvB|MSEY|stWe|tqTF|n5Au|4m4G|Fg7x|JaNV|N2", "crypto"),
    ("IBAN: 71,66,56,50,87,69,83,84,49,50,51,52,53,54,57,56,55,54,53,52,51,50", "iban"),
    ("tel +84 91${''}2 345 678", "phone"),
    ("facebook.com/profile.php?id=100002155483851", "url"),
)


@pytest.mark.parametrize(("text", "kind"), ANNOUNCED)
def test_what_a_word_announces(text: str, kind: str) -> None:
    assert [one.kind for one in find(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "card: [41] [11] [11] [11] [11] [11] [11] [12]",
        "contact -> 2013-06-21T05:18:57Z",
        "CPR training on 12.05.2026",
        "license MIT, 2019-2026",
        "phone model 12|34|56",
        "tel aviv 1|2|3|4|5|6|7|8|9|10|11|12",
        "address 12, 14, 16, 18",
        "contact_id=8898335 owner_id=69752",
        "phoneId: 8898335",
        "vé số: 03 03 02 26 92 28",
        "dt 120m2, 3 tầng, giá 4.500.000.000",
    ],
)
def test_what_has_no_check_is_left(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    "event",
    [
        {"creditCard": "(4111)/(1111)/(1111)/(1111)"},
        {"mobile": "không/chín/một/hai/ba/bốn/năm/sáu/bảy/tám"},
        {"OIB": "94577403194"},
        {"idNumber": 94577403194},
        {"phone": ["091.", "234.", "5678"]},
        {"phone1": "+84912", "phone2": "345678"},
        {"remoteAddr1": "203", "remoteAddr2": "0", "remoteAddr3": "113", "remoteAddr4": "7"},
        {"wallet": "%5B4zMMC9srt5Ri5X14GAgXhaHii3GnPAEERYPJgZJDncDU%5D"},
    ],
    ids=str,
)
def test_a_field_announces_as_a_word_does(event: JsonValue) -> None:
    redacted = redact(event)

    assert sum(redacted.counts.values()) == 1
    assert not any(sign in str(redacted.value) for sign in ("91", "411", "945", "113", "zMM"))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("mail U+0061 U+0062 U+0040 U+0063 U+002E U+0069 U+006F", "email"),
        ("mail 61 62 40 63 64 2e 69 6f", "email"),
        ("mail 0x61 0x62 0x40 0x63 0x64 0x2e 0x69 0x6f", "email"),
        ("mail 97 98 64 99 100 46 105 111", "email"),
        ("mail 01100001 01100010 01000000 01100011 00101110 01101001 01101111", "email"),
        ("mail \\141\\142\\100\\143\\144\\56\\151\\157", "email"),
        ("mail NJXWQ3RAMF2CAZLYMFWXA3DFEBSG65BAMNXW2", "email"),
        ("'john' + '@' + 'example.com'", "email"),
        ('"john" || "@example" || ".com"', "email"),
        ('john<span style="display:none">x</span>@example.com', "email"),
        ("GB82-WE**ST**-1234-5698-7654-32", "iban"),
        ("+84 91~~2~~ 345 678", "phone"),
        ("card: bốnmộtmộtmộtmộtmộtmộtmộtmộtmộtmộtmộtmộtmộtmộtmột", "card"),
        ("ip 0xcb.0x00.0x71.0x07", "ip"),
    ],
)
def test_other_codes_and_what_is_put_together(text: str, kind: str) -> None:
    assert [one.kind for one in find(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "bytes 31 32 33 34 35 36 37 38",
        "drawn 49 50 51 52 53 54 55 56",
        "0x31 0x32 0x33 0x34 0x35 0x36",
        "https://example.org/articles/9868/intro?page=8",
        "ratio 4.481651098483",
        "a ** b ** c, `x`, ~~old~~",
        "2*3*4 = 24 and 10 || 20",
    ],
)
def test_what_says_nothing_personal_is_left(text: str) -> None:
    assert find(text) == []
