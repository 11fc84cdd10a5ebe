"""Payment cards and bank accounts."""

from base64 import b64encode
from collections.abc import Callable, Iterator
from random import Random
from urllib.parse import quote

from benchmarks.events.personal_data.digits import iban, luhn, some
from benchmarks.events.personal_data.held_out.frames import Maker, ends, framed
from benchmarks.events.personal_data.row import Row
from domain.events.json_value import JsonValue

ISSUERS = (
    ("4", 16), ("4", 13), ("4", 19), ("51", 16), ("55", 16), ("2221", 16), ("2720", 16), ("34", 15), ("37", 15), ("6011", 16),
    ("65", 16), ("3528", 16), ("3589", 16), ("36", 14), ("3055", 14), ("62", 16), ("62", 19), ("5018", 16), ("6304", 18),
    ("9704", 16), ("9704", 19), ("2200", 16), ("6062", 16),
)  # fmt: skip
SEPARATORS = (
    " ",
    "-",
    ".",
    "  ",
    "\u00a0",
    "/",
    "_",
    " - ",
    "–",
    "\u2009",
    "\u200b",
    "\n",
    "·",
    ",",
    "|",
    "\t",
    "*",
)
FULL_WIDTH = {48 + n: 0xFF10 + n for n in range(10)}
CUES = (
    "card {}",
    "Visa {}",
    "số thẻ {}",
    "paid with {}",
    "pan={}",
    "cc: {}",
    "charge {} please",
    "{}",
)
ACCOUNTS = {
    "DE": "##################", "FR": "####################A##", "GB": "AAAA##############", "ES": "####################",
    "IT": "A######################", "NL": "AAAA##########", "BE": "############", "CH": "#################", "AT": "################",
    "PL": "########################", "PT": "#####################", "SE": "####################", "NO": "###########",
    "DK": "##############", "FI": "##############", "IE": "AAAA##############", "CZ": "####################", "HU": "########################",
    "RO": "AAAA################", "GR": "#######################", "TR": "######################", "SA": "####################",
    "AE": "###################", "IL": "###################", "MT": "AAAA#######################", "BR": "#######################AA",
    "LU": "################", "HR": "#################", "BG": "AAAA##############", "EE": "################", "LT": "################",
    "LV": "AAAA#############", "SK": "####################", "SI": "###############", "CY": "########################", "UA": "#########################",
    "PK": "AAAA################", "QA": "AAAA#####################", "KZ": "################", "GE": "AA################", "IS": "######################",
}  # fmt: skip


def number(r: Random) -> str:
    head, size = r.choice(ISSUERS)
    return luhn(head + some(r, size - len(head) - 1))


def sixteen(r: Random) -> str:
    return luhn(r.choice(("4", "51", "53", "6011", "3528")).ljust(4, "7") + some(r, 11))


def grouped(card: str, mark: str) -> str:
    sizes = (4, 6, 5) if len(card) == 15 else (4, 6, 4) if len(card) == 14 else (4, 4, 4, 4, 4)
    at, pieces = 0, []
    for size in sizes:
        pieces.append(card[at : at + size])
        at += size
    return mark.join(piece for piece in pieces if piece)


def money(r: Random) -> Iterator[Row]:
    yield from _cards(r)
    yield from _accounts(r)


def _cards(r: Random) -> Iterator[Row]:
    for head, size in ISSUERS:
        card = luhn(head + some(r, size - len(head) - 1))
        yield Row(framed(r, card), "card", f"{head}, {size} digits", ends(card))
        spaced = grouped(luhn(head + some(r, size - len(head) - 1)), " ")
        yield Row(framed(r, spaced), "card", f"{head}, {size} digits, grouped", ends(spaced))
    for mark in SEPARATORS:
        for make in (sixteen, lambda r: luhn("37" + some(r, 12))):
            written = grouped(make(r), mark)
            yield Row(
                r.choice(CUES).format(written), "card", f"with {mark!a}", ends(written, least=4)
            )
    for shape, make in CARDS.items():
        for _ in range(3):
            written = make(r)
            yield Row(framed(r, written), "card", shape, ends(written))
    for _ in range(3):
        yield from _card_fields(r)


CARDS: dict[str, Maker] = {
    "full width": lambda r: number(r).translate(FULL_WIDTH),
    "one by one": lambda r: " ".join(sixteen(r)),
    "dashes one by one": lambda r: "-".join(sixteen(r)),
    "zero width": lambda r: "\u200b".join(sixteen(r)),
    "soft hyphens": lambda r: grouped(sixteen(r), "\u00ad"),
    "eights": lambda r: (lambda c: f"{c[:8]} {c[8:]}")(sixteen(r)),
    "over lines": lambda r: grouped(sixteen(r), "\r\n"),
    "base64": lambda r: b64encode(sixteen(r).encode()).decode(),
    "hex": lambda r: sixteen(r).encode().hex(),
    "entities": lambda r: "".join(f"&#x{ord(one):x};" for one in sixteen(r)),
    "escapes": lambda r: "".join(f"\\u{ord(one):04X}" for one in sixteen(r)),
    "percent": lambda r: "".join(f"%{ord(one):X}" for one in sixteen(r)),
    "percent spaces": lambda r: quote(grouped(sixteen(r), " ")),
    "plus spaces": lambda r: grouped(sixteen(r), "+"),
    "Bengali digits": lambda r: sixteen(r).translate({48 + n: 0x9E6 + n for n in range(10)}),
    "mathematical digits": lambda r: sixteen(r).translate({48 + n: 0x1D7CE + n for n in range(10)}),
    "letter O": lambda r: (lambda c: c.replace("0", "O"))(luhn("40" + some(r, 13))),
    "brackets": lambda r: "".join(f"[{one}]" for one in grouped(sixteen(r), " ").split()),
}  # fmt: skip


def _card_fields(r: Random) -> Iterator[Row]:
    card, amex = sixteen(r), luhn("34" + some(r, 12))
    cases: list[tuple[str, JsonValue, str]] = [
        ("typed as a number", {"card": int(card)}, card),
        ("number in a list", [3, int(amex), "x"], amex),
        ("json in text", f'{{"pan":"{card}","exp":"12/29"}}', card),
        ("json number in text", f'{{"pan":{card}}}', card),
        ("json in json", '{"raw":"{\\"pan\\":\\"' + card + '\\"}"}', card),
        ("in a URL", f"https://pay.example/charge?pan={card}&cvv=123", card),
        ("in a path", f"https://pay.example/cards/{card}/charges", card),
        ("as a key", {card: 12.5}, card),
        ("with cvv", f"{grouped(card, ' ')} 12/27 123", card[-4:]),
        ("csv", f"7,{card},12/27,Lan", card),
        ("split over two", {"card_first": card[:8], "card_last": card[8:]}, card[8:]),
        ("split over four", {"card1": card[:4], "card2": card[4:8], "card3": card[8:12], "card4": card[12:]}, f'"{card[8:12]}"'),
        ("in a sentence", f"My card's {grouped(card, ' ')}, expires 04/28, thanks", card[4:8]),
        ("track two", f";{card}=29051011234567890?", card),
        ("float", {"card": f"{card}.0"}, card),
        ("glued to words", f"card{card}exp0428", card),
        ("within XML", f"<CardNumber>{card}</CardNumber>", card),
    ]  # fmt: skip
    for shape, value, secret in cases:
        yield Row(value, "card", shape, (secret,))


def account(r: Random, country: str) -> str:
    pattern = ACCOUNTS[country]
    body = "".join(some(r, 1) if one == "#" else r.choice("ABCDEFGHKLMNPRST") for one in pattern)
    return iban(country, body)


def _accounts(r: Random) -> Iterator[Row]:
    for country in ACCOUNTS:
        plain, spaced = account(r, country), fours(account(r, country))
        yield Row(framed(r, plain), "iban", country, ends(plain))
        yield Row(framed(r, spaced), "iban", f"{country}, spaced", ends(spaced))
    for shape, make in WRITTEN.items():
        for _ in range(4):
            written = make(account(r, r.choice(list(ACCOUNTS))))
            yield Row(framed(r, written), "iban", shape, ends(written))
    for _ in range(4):
        plain = account(r, "DE")
        yield Row(
            {"iban_part1": plain[:10], "iban_part2": plain[10:]}, "iban", "split", (plain[10:],)
        )
        yield Row({plain: "x"}, "iban", "as a key", (plain,))
        yield Row(f'{{"iban":"{plain}"}}', "iban", "json in text", (plain,))
        yield Row(f"https://bank.example/a/{plain}?x", "iban", "in a URL", (plain,))
        yield Row(f"IBAN:{plain}BIC:COBADEFF", "iban", "glued", (plain,))


def fours(plain: str, mark: str = " ") -> str:
    return mark.join(plain[at : at + 4] for at in range(0, len(plain), 4))


WRITTEN: dict[str, Callable[[str], str]] = {
    "lower": str.lower, "lower, spaced": lambda p: fours(p).lower(), "dashes": lambda p: fours(p, "-"), "dots": lambda p: fours(p, "."),
    "zero width": lambda p: fours(p, "\u200b"), "non-breaking": lambda p: fours(p, "\u00a0"), "over lines": lambda p: fours(p, "\n"),
    "full width": lambda p: p.translate({n: n + 0xFEE0 for n in range(0x30, 0x5B)}), "told": lambda p: f"IBAN {fours(p)}",
    "base64": lambda p: b64encode(p.encode()).decode(), "percent": lambda p: quote(fours(p)), "mixed case": lambda p: p[:2].lower() + p[2:],
    "one by one": " ".join, "entities": lambda p: "".join(f"&#{ord(one)};" for one in p),
    "uneven": lambda p: f"{p[:4]} {p[4:12]} {p[12:]}",
}  # fmt: skip
