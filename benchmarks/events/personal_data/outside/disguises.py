"""Ways of writing a text so that a person reads it and a pattern does not; each takes the text and random numbers."""

import html
import json
from collections.abc import Callable, Mapping
from random import Random

Disguise = Callable[[str, Random], str]
WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
LETTERS = str.maketrans("aceopxyhijsABCEHKMOPTX", "асеорхуһіјѕАВСЕНКМОРТХ")
GREEK = str.maketrans("oviABEHIKMNOPTXYZ", "ονιΑΒΕΗΙΚΜΝΟΡΤΧΥΖ")
ENGLISH = "zero one two three four five six seven eight nine".split()
VIETNAMESE = "không một hai ba bốn năm sáu bảy tám chín".split()
OTHERS = {
    "german": "null eins zwei drei vier fünf sechs sieben acht neun", "french": "zéro un deux trois quatre cinq six sept huit neuf", "spanish": "cero uno dos tres cuatro cinco seis siete ocho nueve",
}  # fmt: skip


def table(first: int) -> Mapping[int, int]:
    return {48 + n: first + n for n in range(10)}


def between(mark: str) -> Disguise:
    return lambda text, _: mark.join(text)


def told(names: list[str], mark: str = " ") -> Disguise:
    return lambda text, _: mark.join(names[int(one)] for one in text if one.isdigit())


def cut_by(mark: str) -> Disguise:
    return lambda text, _: mark.join(text[at : at + 4] for at in range(0, len(text), 4))


def translated(reading: Mapping[int, int]) -> Disguise:
    return lambda text, _: text.translate(reading)


def bold(text: str, _: Random) -> str:
    """Write letters and digits of mathematics."""
    made = []
    for one in text:
        if "a" <= one <= "z":
            made.append(chr(0x1D41A + ord(one) - 97))
        elif "A" <= one <= "Z":
            made.append(chr(0x1D400 + ord(one) - 65))
        else:
            made.append(chr(0x1D7CE + int(one)) if one.isdigit() else one)
    return "".join(made)


def sprinkled(marks: str) -> Disguise:
    return lambda text, r: (
        "".join(one + (r.choice(marks) if r.random() < 0.5 else "") for one in text[:-1]) + text[-1]
    )


def mixed(text: str, r: Random) -> str:
    return "".join(
        f"%{ord(one):02x}" if one.isascii() and r.random() < 0.5 else one for one in text
    )


ANY: dict[str, Disguise] = {
    "fullwidth": translated(WIDE), "bold": bold, "homoglyphs": translated(LETTERS), "greek": translated(GREEK), "zero width": sprinkled("\u200b\u200c\u200d"), "word joiner": between("\u2060"), "bom": sprinkled("\ufeff"), "soft hyphen": sprinkled("\u00ad"), "struck through": between("\u0336"), "underlined": between("\u0332"), "acute": sprinkled("\u0301"), "left to right": lambda text, _: f"\u202d{text}\u202c",
    "entities": lambda text, _: "".join(f"&#{ord(one)};" for one in text), "hex entities": lambda text, _: "".join(f"&#x{ord(one):X};" for one in text), "named entities": lambda text, _: html.escape(text).replace("@", "&commat;").replace(".", "&period;").replace(":", "&colon;").replace("+", "&plus;"), "entities of four": lambda text, _: "".join(f"&#{ord(one):04};" for one in text), "twice escaped entities": lambda text, _: "".join(f"&amp;#{ord(one)};" for one in text),
    "percent": lambda text, _: "".join(f"%{byte:02X}" for byte in text.encode()), "percent twice": lambda text, _: "".join(f"%25{byte:02x}" for byte in text.encode()), "percent mixed": mixed, "unicode escapes": lambda text, _: "".join(f"\\u{ord(one):04x}" for one in text), "hex escapes": lambda text, _: "".join(f"\\x{ord(one):02x}" for one in text), "twice escaped": lambda text, _: "".join(f"\\\\u{ord(one):04X}" for one in text), "octal": lambda text, _: "".join(f"\\{ord(one):03o}" for one in text),
    "markdown escapes": lambda text, _: "".join(one if one.isalnum() else f"\\{one}" for one in text), "spaces": between(" "), "double spaces": between("  "), "thin spaces": between("\u2009"), "non-breaking": between("\u00a0"), "markup": lambda text, _: f"<b>{text[:4]}</b>{text[4:9]}<i>{text[9:]}</i>", "spans": lambda text, _: "".join(f"<span>{one}</span>" for one in text), "comment": lambda text, _: f"{text[:5]}<!-- x -->{text[5:]}", "json twice": lambda text, _: json.dumps(json.dumps({"v": text}))[1:-1],
    "quoted-printable": lambda text, _: "".join(f"={ord(one):02X}" for one in text), "soft break": lambda text, _: f"{text[:6]}=\n{text[6:]}", "monospace": lambda text, _: "".join(chr(0x1D7F6 + int(one)) if one.isascii() and one.isdigit() else one for one in text), "variation": between("\ufe0f"), "html break": lambda text, _: f"{text[:7]}<wbr>{text[7:]}", "css escape": lambda text, _: "".join(f"\\{ord(one):x} " if not one.isalnum() else one for one in text),
}  # fmt: skip
"""For any kind whose text is ASCII."""
DIGITS: dict[str, Disguise] = {
    "arabic": translated(table(0x660)), "persian": translated(table(0x6F0)), "devanagari": translated(table(0x966)), "bengali": translated(table(0x9E6)), "thai": translated(table(0xE50)), "khmer": translated(table(0x17E0)), "double-struck": translated(table(0x1D7D8)), "sans": translated(table(0x1D7E2)), "segmented": translated(table(0x1FBF0)), "superscript": lambda text, _: "".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[int(one)] if one.isdigit() else one for one in text), "subscript": translated(table(0x2080)),
    "circled": lambda text, _: "".join("⓪①②③④⑤⑥⑦⑧⑨"[int(one)] if one.isdigit() else one for one in text), "parenthesized": lambda text, _: "".join("0⑴⑵⑶⑷⑸⑹⑺⑻⑼"[int(one)] if one.isdigit() else one for one in text), "keycaps": lambda text, _: "".join(f"{one}\ufe0f\u20e3" if one.isdigit() else one for one in text), "dingbats": lambda text, _: "".join("0➊➋➌➍➎➏➐➑➒"[int(one)] if one.isdigit() else one for one in text),
    "capital O": lambda text, _: text.replace("0", "O"), "O and l": lambda text, _: text.replace("0", "o").replace("1", "l"), "cjk": lambda text, _: "".join("〇一二三四五六七八九"[int(one)] if one.isdigit() else one for one in text),
    "words": told(ENGLISH), "words dashed": told(ENGLISH, "-"), "words comma": told(ENGLISH, ", "), "words capital": told([one.title() for one in ENGLISH]), "words glued": told([one.title() for one in ENGLISH], ""), "words vn": told(VIETNAMESE), "words vn comma": told(VIETNAMESE, ", "), **{name: told(said.split()) for name, said in OTHERS.items()}, "some words": lambda text, _: "".join(f" {ENGLISH[int(one)]} " if one in "37" else one for one in text if one.isdigit()),
    **{f"cut by {mark!r}": cut_by(mark) for mark in ("|", ",", ";", "*", "~", "–", "·", "\n", " / ", "_", "__", "=", "\\", "#", "…", "\u3000", "'", " - ", "..", "\t", "•", "+", "><")}, "singles dash": between("-"), "singles dot": between("."), "singles comma": between(","), "singles slash": between("/"), "singles pipe": between("|"), "brackets": lambda text, _: "".join(f"[{text[at : at + 4]}]" for at in range(0, len(text), 4)),
}  # fmt: skip
"""For what is digits alone."""
