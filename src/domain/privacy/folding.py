"""A text as it reads, with the way back to how it was written."""

import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from domain.privacy.lookalikes import LOOKALIKES

UNUSUAL = re.compile(
    "[^\x00-\x9f\xa1-\xac\xae-\xb1\xb4-\xb6\xb8\xba-\u0130\u0132-\u024f\u1e00-\u1eff\u2018-\u201d\u2026\u20ab\u20ac]"
)
"""Whatever may read as another character, or as none."""
INVISIBLE = re.compile(
    "[\u00ad\u0332-\u0338\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef]"
)
FOLDED = re.compile(f"{INVISIBLE.pattern}+|{UNUSUAL.pattern}")
PERCENT = re.compile(r"%[0-7][0-9A-Fa-f]|(?:%[89A-Fa-f][0-9A-Fa-f])+|%u[0-9A-Fa-f]{4}")
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,31});")
ESCAPE = re.compile(
    r"\\{1,8}u[dD][89ABab][0-9A-Fa-f]{2}\\{1,8}u[dD][C-Fc-f][0-9A-Fa-f]{2}|\\{1,8}(?:u[0-9A-Fa-f]{4}|u\{[0-9A-Fa-f]{1,5}\}|x[0-9A-Fa-f]{2}|(?:0[4-7]|1[0-7])[0-7](?!\d)|056"
    r"|0{0,4}[2-7][0-9A-Fa-f] |[\"/bfnrt]|[^\w\s\\]|_)"
)
"""As JSON and programmes, style sheets (`\\40 `) and Markdown (`\\@`) write them."""
OCTALS = re.compile(r"(?:\\[0-7]{2,6}){6,}")
SOFT_BREAK = re.compile(r"=\r?\n")
PRINTABLE = re.compile(
    r"(?:=[0-9A-Fa-f]{2}){3,}|(?<=\d)=2[0DE](?=\d)|(?<=[\w.+-])=(?:40(?=[A-Za-z])|2[BDEbde](?=\w)|5[Ff](?=\w))"
)
MANY_PRINTABLE = re.compile(
    r"(?:=[0-9A-F]{2}[^=]{0,60}){2}=[0-9A-F]{2}|=[C-F][0-9A-F]=[89AB][0-9A-F]"
)
ANY_PRINTABLE = re.compile(r"(?:=[0-9A-F]{2})+")
"""Quoted-printable (RFC 2045): all of it where there is much, else as far as an address needs it;
`=2` is in too many queries."""
MARKUP = re.compile(
    r"</?(?:a|abbr|acronym|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|nobr|q|s|samp|small|span|strike|strong|sub|sup"
    r"|time|tt|u|var|wbr|x-\w{1,20})(?: [^<>=]{0,60}=[^<>]{0,200})?/?>|<!--[^<>]{0,200}-->",
    re.I,
)
"""What joins its neighbours when a page is shown."""
HIDDEN = re.compile(
    r"<(\w{1,12})\s[^<>]{0,100}(?:display:\s?none|visibility:\s?hidden|font-size:\s?0|\bhidden\b)"
    r"[^<>]{0,100}>[^<>]{0,60}</\1>",
    re.I,
)
"""What a page does not show."""
LITERALS = re.compile(
    r"(['\"`])(?:\s{0,3}(?:[+&.~]|\|\||\.\.|<<)\s{0,3}|\s{1,3})\1|\$\{['\"]{0,2}\}"
)
"""Between two texts that a programme puts together."""
EMPHASIS = re.compile(
    r"(?<=[\w@.:+-])(?P<a>\*{1,2}|~~|`|__|\|\|)[^*~`|\n]{1,60}(?P=a)"
    r"|(?P<b>\*{1,2}|~~|`|__|\|\|)[^*~`|\n]{1,60}(?P=b)(?=[\w@])"
    r"|(?<=[0-9.\- ])</?[A-Za-z]{1,10}(?: [^<>]{0,60})?/?>(?=[0-9.\- ])"
)
"""Markdown within a word, and any mark-up within a number."""
ONE_BYTE = {f"%{byte:02{case}}": chr(byte) for byte in range(0x80) for case in "xX"}
OCTAL = 3
LARGEST, LARGEST_BYTE = 0xD7FF, 0xFF
"""Codes that are read as octal numbers."""
CONTROL = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


@dataclass(frozen=True, slots=True)
class View:
    """`starts` and `ends` tell for each character where in the original it stood."""

    text: str
    starts: "list[int] | range"
    ends: "list[int] | range"

    @classmethod
    def of(cls, text: str) -> "View":
        return cls(text, range(len(text)), range(1, len(text) + 1))

    def decoded(self, code: re.Pattern[str], meaning: Callable[[str], str]) -> "View":
        """Return the view in which each match of the code is what it means."""
        return self.rewritten(
            (match.start(), match.end(), meaning(match.group()))
            for match in code.finditer(self.text)
        )

    def rewritten(self, edits: Iterable[tuple[int, int, str]]) -> "View":
        """Take where each begins and ends, in order, and what stands there instead."""
        pieces: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        done = 0
        for at, end, means in edits:
            pieces += (self.text[done:at], means)
            starts.extend(self.starts[done:at])
            ends.extend(self.ends[done:at])
            starts.extend([self.starts[at]] * len(means))
            ends.extend([self.ends[end - 1]] * len(means))
            done = end
        starts.extend(self.starts[done:])
        ends.extend(self.ends[done:])
        return View("".join((*pieces, self.text[done:])), starts, ends)

    def folded(self) -> "View":
        if UNUSUAL.search(self.text) is None:
            return self
        text = self.text.translate(READINGS)
        if len(text) == len(self.text) and all(
            len(READINGS[ord(one)]) == 1 for one in set(self.text)
        ):
            return View(text, self.starts, self.ends)
        return self.decoded(FOLDED, _read_as)


def _read_as(written: str) -> str:
    if INVISIBLE.match(written):
        return ""
    if written in LOOKALIKES:
        return LOOKALIKES[written]
    if (digit := unicodedata.digit(written, None)) is not None:
        return str(digit)
    return "".join(LOOKALIKES.get(one, one) for one in unicodedata.normalize("NFKC", written))


COMBINING = re.compile("[\u0300-\u036f]")


LETTER = re.compile("[^\x00-\x7f]")


def unmarked(view: View) -> View:
    """Return the view without accents, if some are written apart from their letters."""
    if view.text.isascii() or COMBINING.search(view.text) is None:
        return view
    return view.decoded(LETTER, unaccented)


def unaccented(written: str) -> str:
    """Return it without the marks over and under its letters."""
    return "".join(
        one for one in unicodedata.normalize("NFD", written) if not unicodedata.combining(one)
    )


class _Readings(dict[int, str]):
    """How each character reads, learnt as they come; there are no more than Unicode has."""

    def __missing__(self, code: int) -> str:
        one = chr(code)
        self[code] = read = _read_as(one) if UNUSUAL.match(one) else one
        return read


READINGS = _Readings()


def _unquoted(code: str) -> str:
    if one := ONE_BYTE.get(code):
        return one
    if code[1] == "u":
        return chr(int(code[2:], 16))
    return bytes.fromhex(code.replace("%", "")).decode("utf-8", "replace")


def _unescaped(code: str) -> str:
    letters = code.lstrip("\\")
    if "\\" in letters:
        high, _, low = letters.partition("\\")
        return chr(
            0x10000 + ((int(high[1:], 16) & 0x3FF) << 10) + (int(low.lstrip("\\")[1:], 16) & 0x3FF)
        )
    if letters[0] in "ux":
        return chr(int(letters[1:].strip("{}"), 16))
    if letters[0].isdigit():
        is_octal = len(letters) == OCTAL and letters.isdigit()
        return chr(int(letters, 8 if is_octal else 16))
    return CONTROL.get(letters, letters)


def _unoctal(codes: str) -> str:
    numbers = [min(int(one, 8), LARGEST) for one in codes.split("\\")[1:]]
    if max(numbers) > LARGEST_BYTE:
        return "".join(map(chr, numbers))
    return bytes(numbers).decode("utf-8", "replace")


def _unprinted(code: str) -> str:
    return bytes.fromhex(code.replace("=", "")).decode("utf-8", "replace")


Layer = tuple[str, re.Pattern[str], Callable[[str], str]]
LAYERS: Sequence[Layer] = (
    ("%", PERCENT, _unquoted),
    ("&", ENTITY, html.unescape),
    ("\\", OCTALS, _unoctal),
    ("\\", ESCAPE, _unescaped),
    ("=", SOFT_BREAK, lambda _: ""),
    ("=", PRINTABLE, _unprinted),
    ("<", HIDDEN, lambda _: ""),
    ("<", MARKUP, lambda _: ""),
    ("'", LITERALS, lambda _: ""),
    ('"', LITERALS, lambda _: ""),
)
MANY: Sequence[Layer] = [
    (mark, ANY_PRINTABLE if code is PRINTABLE else code, meaning) for mark, code, meaning in LAYERS
]
WHOLE = {"%": re.compile(r"(?:%[0-9A-Fa-f]{2})+|%u[0-9A-Fa-f]{4}")}
"""Faster, where nobody asks for places."""
DEEPEST = 4
"""Layers of encoding that are taken off."""


def unstyled(view: View) -> View:
    """Return the view without Markdown within words, or the same view where there is none."""
    return view.decoded(EMPHASIS, _unstyled) if is_styled(view.text) else view


def _unstyled(written: str) -> str:
    return "" if written[0] == "<" else written.strip("*~`|_")


def is_styled(text: str) -> bool:
    has_sign = "*" in text or "`" in text or "<" in text or "~~" in text
    has_sign = has_sign or "__" in text or "||" in text
    return has_sign and EMPHASIS.search(text) is not None


def is_pieced(text: str) -> bool:
    """Return whether it may be put together of texts, or marked up within a word."""
    quoted = "'" in text or '"' in text
    return (quoted and LITERALS.search(text) is not None) or is_styled(text)


def _layers(text: str) -> Sequence[Layer]:
    return MANY if "=" in text and MANY_PRINTABLE.search(text) else LAYERS


def opened(view: View) -> View:
    """Return the view with percent-encoding, entities and escapes read, also within each other."""
    for _ in range(DEEPEST):
        before = view
        for mark, code, meaning in _layers(view.text):
            if mark in view.text and code.search(view.text):
                view = view.decoded(code, meaning).folded()
        if view is before:
            break
    return view


def reads(text: str) -> str:
    """Return what the opened view says, for a fraction of the price."""
    for _ in range(DEEPEST):
        before = text
        text = text.replace("%25", "%")  # a layer of its own, at no cost
        for mark, code, meaning in _layers(text):
            if mark in text:
                text = WHOLE.get(mark, code).sub(_meaning(meaning), text)
        if text == before:
            break
        text = UNUSUAL.sub(_meaning(_read_as), text)
    return text


def _meaning(of: Callable[[str], str]) -> Callable[[re.Match[str]], str]:
    return lambda match: of(match.group())


def folded(text: str) -> str:
    """Return how a text reads, without the way back."""
    return UNUSUAL.sub(_meaning(_read_as), text)
