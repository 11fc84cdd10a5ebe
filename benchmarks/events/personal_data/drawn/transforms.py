"""Disguises that can be worn over each other: characters, groups, telling and codes."""

import json
import unicodedata
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable, Mapping
from quopri import encodestring
from random import Random
from urllib.parse import quote

Transform = Callable[[str, Random], str]
ZEROS = [code for code in range(0x660, 0x1E000) if unicodedata.decimal(chr(code), None) == 0]
"""The zero of each script's digits."""
UNSEEN = (
    "\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufeff\u00ad\u180e\u034f\ufe0e\U000e0020\u206a"
)
OVER = "\u0307\u0323\u0331\u035c\u20dd\u0489\u0338\u1dc4"
LOOKS = {"a": "аɑα", "c": "сϲ", "e": "еҽ", "o": "оοօ", "p": "рρ", "i": "іι", "x": "хχ", "y": "уү", "s": "ѕ", "h": "һ", "l": "ⅼӏ", "A": "АΑ", "B": "ВΒ", "E": "ЕΕ", "H": "НΗ", "K": "КΚ", "M": "МΜ", "O": "ОΟ", "P": "РΡ", "T": "ТΤ"}  # fmt: skip
MARKS = (
    " ",
    "-",
    ".",
    "–",
    "|",
    ",",
    ";",
    "*",
    "~",
    " - ",
    " · ",
    "▪",
    "→",
    " ⋆ ",
    "🔹",
    "--",
    "::",
    "__",
    " / ",
    " | ",
    "\u2003",
    "\u00a0",
    "\u202f",
    "\n",
    "''",
    "^",
    "&",
    "!",
    "<>",
    ")(",
    "}{",
    " _ ",
    "⋯",
    "、",
    "・",
    "ー",
    "／",
    "．",
)
SPEECH = {
    "en": "zero one two three four five six seven eight nine", "vi": "không một hai ba bốn năm sáu bảy tám chín", "it": "zero uno due tre quattro cinque sei sette otto nove", "pt": "zero um dois três quatro cinco seis sete oito nove", "pl": "zero jeden dwa trzy cztery pięć sześć siedem osiem dziewięć",
    "id": "nol satu dua tiga empat lima enam tujuh delapan sembilan", "nl": "nul een twee drie vier vijf zes zeven acht negen", "ru": "ноль один два три четыре пять шесть семь восемь девять", "sv": "noll ett två tre fyra fem sex sju åtta nio", "tr": "sıfır bir iki üç dört beş altı yedi sekiz dokuz",
}  # fmt: skip
SIGNS = (
    ("at", "dot"), ("at", "."), ("AT", "DOT"), ("a còng", "chấm"), ("acong", "cham"), ("arroba", "punto"), ("arroba", "ponto"), ("chiocciola", "punto"), ("klammeraffe", "punkt"), ("małpa", "kropka"), ("apenstaartje", "punt"), ("snabela", "punkt"), ("собака", "точка"), ("@", "dot"), ("@", "."),
)  # fmt: skip
WRAPS = (
    ("[", "]"),
    ("(", ")"),
    ("{", "}"),
    ("<", ">"),
    ("-", "-"),
    ("*", "*"),
    ("/", "/"),
    ("|", "|"),
    (" ", " "),
    ("[ ", " ]"),
    ("((", "))"),
    ("«", "»"),
    ("“", "”"),
    ("_", "_"),
    ("【", "】"),
    ("--", "--"),
    ("`", "`"),
    ("%", "%"),
)


def other_digits(text: str, r: Random) -> str:
    zero = r.choice(ZEROS)
    return "".join(chr(zero + int(one)) if "0" <= one <= "9" else one for one in text)


def mixed_digits(text: str, r: Random) -> str:
    return "".join(
        chr(r.choice(ZEROS) + int(one)) if "0" <= one <= "9" and r.random() < 0.5 else one
        for one in text
    )


def unseen(text: str, r: Random) -> str:
    return (
        "".join(
            one + (r.choice(UNSEEN) * r.randrange(1, 3) if r.random() < 0.4 else "")
            for one in text[:-1]
        )
        + text[-1]
    )


def overlaid(text: str, r: Random) -> str:
    mark = r.choice(OVER)
    return "".join(one + (mark if r.random() < 0.6 else "") for one in text)


def lookalikes(text: str, r: Random) -> str:
    return "".join(
        r.choice(LOOKS[one]) if one in LOOKS and r.random() < 0.5 else one for one in text
    )


def partly_wide(text: str, r: Random) -> str:
    return "".join(
        chr(ord(one) + 0xFEE0) if "!" <= one <= "~" and r.random() < 0.5 else one for one in text
    )


def mathematical(text: str, r: Random) -> str:
    capital, small, zero = r.choice(
        ((0x1D5D4, 0x1D5EE, 0x1D7EC), (0x1D670, 0x1D68A, 0x1D7F6), (0x1D400, 0x1D41A, 0x1D7CE))
    )
    made = []
    for one in text:
        first, base = (
            (65, capital) if "A" <= one <= "Z" else (97, small) if "a" <= one <= "z" else (48, zero)
        )
        made.append(chr(base + ord(one) - first) if one.isascii() and one.isalnum() else one)
    return "".join(made)


def regrouped(text: str, r: Random) -> str:
    """Cut it anywhere, with one mark between each group and the next."""
    mark, pieces, at = r.choice(MARKS), [], 0
    while at < len(text):
        size = r.choice((2, 3, 3, 4, 4, 5))
        pieces.append(text[at : at + size])
        at += size
    return mark.join(pieces)


def spread(text: str, r: Random) -> str:
    return r.choice((" ", "  ", "-", ".", "_", "\u2009", "|", "·", ", ")).join(text)


def digits_told(text: str, r: Random) -> str:
    words = SPEECH[r.choice(sorted(SPEECH))].split()
    mark = r.choice((" ", " ", ", ", "-", ". ", " - "))
    every = r.random() < 0.6
    return mark.join(
        words[int(one)] if every or r.random() < 0.5 else one for one in text if one.isdigit()
    )


def signs_told(text: str, r: Random) -> str:
    at, dot = r.choice(SIGNS)
    left, right = r.choice(WRAPS)
    local, _, host = text.replace("+", "").replace("_", ".").partition("@")
    dots = "." if dot == "." else f"{left}{dot}{right}"
    return f"{local}{left}{at}{right}{host.replace('.', dots)}"


def encoded(text: str, r: Random) -> str:
    return r.choice(CODES)(text, r)


def each(code: Callable[[str], str], share: float) -> Transform:
    return lambda text, r: "".join(
        code(one) if one.isascii() and (r.random() < share or not one.isalnum()) else one
        for one in text
    )


CODES: tuple[Transform, ...] = (
    each(lambda one: f"%{ord(one):02X}", 0.3), each(lambda one: f"%{ord(one):02x}", 1), each(lambda one: f"&#{ord(one)};", 0.5), each(lambda one: f"&#x{ord(one):04X};", 1), each(lambda one: f"&#{ord(one):03};", 1),
    each(lambda one: f"\\u{ord(one):04X}", 0.4), each(lambda one: f"\\x{ord(one):02x}", 1), each(lambda one: f"%u{ord(one):04x}", 1), each(lambda one: f"\\u{{{ord(one):x}}}", 1), lambda text, _: quote(quote(quote(text, safe=""), safe=""), safe=""), lambda text, _: json.dumps(json.dumps(json.dumps(text)))[3:-3],
    lambda text, _: b64encode(f"v={text};".encode()).decode(), lambda text, _: urlsafe_b64encode(f'{{"id":"{text}"}}'.encode()).decode().rstrip("="), lambda text, _: text.encode().hex(), lambda text, _: f"=?UTF-8?B?{b64encode(f'to {text}'.encode()).decode()}?=", lambda text, _: encodestring(text.encode(), quotetabs=True).decode(),
    lambda text, _: f"{text[:3]}<b>{text[3:6]}</b>{text[6:]}", lambda text, _: "".join(f"<i>{one}</i>" for one in text), lambda text, _: f"{text[:4]}<!---->{text[4:]}", lambda text, _: f"{text[:5]}&shy;{text[5:]}", lambda text, _: f"{text[:5]}&#8203;{text[5:]}", lambda text, _: f"{text[:5]}&ZeroWidthSpace;{text[5:]}", lambda text, _: f"{text[:5]}&zwnj;{text[5:]}",
)  # fmt: skip
CHARACTERS: tuple[Transform, ...] = (
    other_digits,
    mixed_digits,
    unseen,
    overlaid,
    lookalikes,
    partly_wide,
    mathematical,
)
DIGIT_CHARACTERS: tuple[Transform, ...] = (
    other_digits,
    mixed_digits,
    unseen,
    overlaid,
    partly_wide,
    mathematical,
)
BY_CLASS: Mapping[str, Mapping[str, tuple[Transform, ...]]] = {
    "email": {"told": (signs_told,), "characters": CHARACTERS, "code": (encoded,)}, "digits": {"groups": (regrouped, spread), "told": (digits_told,), "characters": DIGIT_CHARACTERS, "code": (encoded,)},
    "account": {"groups": (regrouped,), "characters": CHARACTERS, "code": (encoded,)}, "whole": {"characters": CHARACTERS, "code": (encoded,)},
}  # fmt: skip
"""For what is of that sort, in the order in which they are put on; telling and grouping exclude each other."""
