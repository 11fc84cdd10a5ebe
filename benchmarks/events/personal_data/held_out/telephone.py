"""Telephone numbers of several countries, in the groupings that people use."""

from collections.abc import Iterator
from random import Random
from urllib.parse import quote

from benchmarks.events.personal_data.digits import some
from benchmarks.events.personal_data.held_out.frames import Maker, ends, framed
from benchmarks.events.personal_data.row import Row
from domain.events.json_value import JsonValue

MOBILE = (
    "32",
    "35",
    "38",
    "56",
    "58",
    "70",
    "76",
    "79",
    "81",
    "83",
    "86",
    "88",
    "90",
    "91",
    "93",
    "94",
    "96",
    "97",
    "98",
)
PATTERNS: dict[str, tuple[str, ...]] = {
    "VN mobile": (
        "0MM#######", "0MM# ### ###", "0MM ### ####", "0MM.###.####", "0MM#.###.###", "0MM-###-####", "0MM# ## ## ##",
        "+84MM#######", "+84 MM ### ## ##", "+84 MM# ### ###", "(+84) MM#######", "(+84) MM# ### ###", "84MM#######",
        "0084MM#######", "0084 MM ### ####", "+84-MM-###-####", "+84 (0) MM# ### ###", "+84(0)MM#######", "0MM/###/####",
        "0MM ## ## ###", "+84.MM.###.####", "(0MM) ### ####", "(84) MM# ### ###", "0MM ### ## ##", "0MM# ######",
        "0 MM# ### ###", "0MM_###_####",
    ),
    "VN landline": (
        "024 3### ####", "028 38## ####", "(024) 3### ####", "(028)38######", "02439######", "0236 3### ###",
        "+84 24 3### ####", "+84 28 3### ####", "84 28 38## ####", "028-38##-####", "024.3###.####", "(0236) 3.###.###",
    ),
    "VN hotline": ("1900 ####" + "##", "1800 ####" + "##"),
    "US": (
        "(N##) N##-####", "N##-N##-####", "N##.N##.####", "N## N## ####", "+1 N## N## ####", "+1-N##-N##-####",
        "+1 (N##) N##-####", "1-N##-N##-####", "+1N##N######", "(N##)N##-####", "1 (N##) N##-####", "+1.N##.N##.####",
        "001 N## N## ####", "N##/N##-####", "(N##) N## ####", "(N##) N##-#### ext. ###", "N##-N##-#### x###", "+1 N##-N##-####;ext=##",
        "N##-N##-#### ext ####", "N##-N##-####, extension ##",
    ),
    "GB": (
        "+44 20 7### ####", "020 7### ####", "(020) 7### ####", "07### ######", "07### ### ###", "+44 7### ######",
        "+447#########", "0044 7### ### ###", "+44 (0)20 7### ####", "01632 ######", "+44 (0) 7### ######", "0121 4## ####",
    ),
    "DE": (
        "+49 30 ########", "+49 (0)30 ######", "030/#######", "0151 ########", "+49 151 ########", "0049 89 #######",
        "+49-170-#######", "(030) ######", "0170/#######", "089 / ### ## ##", "+49 (30) ### ###",
    ),
    "FR": (
        "06 ## ## ## ##", "06.##.##.##.##", "+33 6 ## ## ## ##", "+336########", "01 4# ## ## ##", "0033 6 ## ## ## ##",
        "+33 (0)6 ## ## ## ##", "07-##-##-##-##",
    ),
    "IN": ("+91 9#### #####", "+91-9#########", "+919#########", "098### #####", "+91 98 #### ####", "0091 9#### #####"),
    "world": (
        "+61 4## ### ###", "04## ### ###", "+81 90-####-####", "090-####-####", "+86 138 #### ####", "138 #### ####", "+82 10-####-####",
        "010-####-####", "+55 11 9####-####", "(11) 9####-####", "+39 3## #######", "+34 6## ## ## ##", "+31 6 ########",
        "+46 70-### ## ##", "+48 5## ### ###", "+65 9### ####", "+66 8 #### ####", "+62 812-####-####", "+7 9## ###-##-##",
        "8 (9##) ###-##-##", "+971 50 ### ####", "+27 82 ### ####", "+41 79 ### ## ##", "+353 87 ### ####", "+852 9### ####",
        "tel:+4930########", "+20 10 #### ####", "+52 55 #### ####", "+234 803 ### ####", "+90 532 ### ## ##",
    ),
}  # fmt: skip
CUED = (
    "call me on {}", "phone: {}", "Tel. {}", "sđt {}", "SĐT: {} nha", "đt: {}", "số điện thoại của mình là {}", "ring {} after 5",
    "my cell is {}", "WhatsApp {}", "zalo {}", "fax {}", "hotline {}", "gọi số {} giúp em", "Handy {}", "tél : {}", "text me at {}",
    "liên hệ {} gặp Lan", "mobile={}", "alo {}", "reach me: {}", "nhắn qua số {}", "telefon {}",
)  # fmt: skip
LOCAL = ("912345678", "9######## ", "5##-####", "5######", "3### ####", "9#########", "8#######")
WORDS = "zero one two three four five six seven eight nine".split()
VIETNAMESE = "không một hai ba bốn năm sáu bảy tám chín".split()
FULL_WIDTH = {48 + n: 0xFF10 + n for n in range(10)}


def filled(r: Random, pattern: str) -> str:
    pattern = pattern.replace("MM", r.choice(MOBILE))
    return "".join({"#": some(r, 1), "N": r.choice("23456789")}.get(one, one) for one in pattern)


def telephone(r: Random) -> Iterator[Row]:
    for country, patterns in PATTERNS.items():
        for pattern in patterns:
            written = filled(r, pattern)
            bare = country != "VN hotline" and "_" not in pattern
            value = framed(r, written) if bare else r.choice(CUED).format(written)
            yield Row(value, "phone", f"{country} {pattern}", ends(written))
            yield Row(
                r.choice(CUED).format(written), "phone", f"{country} {pattern}, told", ends(written)
            )
    for pattern in LOCAL:
        written = filled(r, pattern).strip()
        yield Row(r.choice(CUED[:7]).format(written), "phone", f"local {pattern}", (written,))
    for shape, make in HIDDEN.items():
        for _ in range(4):
            written = make(r)
            yield Row(framed(r, written), "phone", shape, ends(written))
    for _ in range(3):
        yield from _fields(r)


def _mobile(r: Random) -> str:
    return filled(r, "0MM#######")


def _between(mark: str, size: int = 1) -> Maker:
    def make(r: Random) -> str:
        number = _mobile(r)
        return mark.join(number[at : at + size] for at in range(0, len(number), size))

    return make


def _said(words: list[str]) -> Maker:
    return lambda r: " ".join(words[int(one)] for one in _mobile(r))


HIDDEN: dict[str, Maker] = {
    "zero width": _between("\u200b", 3), "soft hyphens": _between("\u00ad", 2), "one by one": _between(" "),
    "dots one by one": _between("."), "dashes one by one": _between("-"), "pairs": _between(" ", 2),
    "middle dots": _between("·", 3), "non-breaking": _between("\u00a0", 4), "en dashes": _between("–", 4),
    "full width": lambda r: _mobile(r).translate(FULL_WIDTH),
    "said": _said(WORDS), "said in Vietnamese": _said(VIETNAMESE),
    "Arabic digits": lambda r: _mobile(r).translate({48 + n: 0x660 + n for n in range(10)}),
    "letter O for zero": lambda r: "O" + _mobile(r)[1:],
    "percent": lambda r: quote("+84" + _mobile(r)[1:], safe=""),
    "plus as space": lambda r: f"phone=%2B84+{_mobile(r)[1:]}",
    "entities": lambda r: "".join(f"&#{ord(one)};" for one in _mobile(r)),
    "keycaps": lambda r: "\ufe0f\u20e3".join(_mobile(r)) + "\ufe0f\u20e3",
}  # fmt: skip


def _fields(r: Random) -> Iterator[Row]:
    number = _mobile(r)
    rest = number[1:]
    us = filled(r, "N##N######")
    cases: list[tuple[str, JsonValue, str]] = [
        ("prefix", {"phone_prefix": "+84", "phone": rest}, rest),
        ("area code", {"phone": {"country": "+1", "area": us[:3], "number": us[3:]}}, us[3:]),
        ("as a number", {"phone": int("84" + rest)}, rest),
        ("as a number without its zero", {"mobile": int(rest)}, rest),
        ("camel case", {"contactPhone": us}, us),
        ("Vietnamese name", {"so_dien_thoai": number}, number),
        ("as a key", {number: {"orders": 3}}, number),
        ("with a country", {"countryCode": "84", "nationalNumber": int(rest)}, rest),
        ("list", {"phones": [number, "+1" + us]}, us),
        ("whatsapp link", {"link": f"https://wa.me/84{rest}"}, rest),
        ("zalo link", f"https://zalo.me/{number}", number),
        ("tel link", f"<a href='tel:+84{rest}'>call</a>", rest),
        ("sms link", f"sms:+84{rest}?body=hi", rest),
        ("json in text", f'{{"phone":"{number}"}}', number),
        ("json number in text", f'{{"phone":84{rest}}}', rest),
        ("csv", f"id,name,phone\n7,Lan,{number}", number),
    ]
    for shape, value, secret in cases:
        yield Row(value, "phone", shape, (secret,))
