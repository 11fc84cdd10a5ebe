"""Phone numbers: international (E.164), Vietnamese, North American, and trunk-zero formats."""

import re
from collections.abc import Collection, Iterator

from domain.privacy.finding import Span
from domain.privacy.hints import hinted

CODES = frozenset(
    "1 7 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 "
    "63 64 65 66 81 82 84"
    " 86 90 91 92 93 94 95 98 211 212 213 216 218 220 221 222 223 224 225 226 227 228 229 230 231 "
    "232 233 234 235 236"
    " 237 238 239 240 241 242 243 244 245 246 247 248 249 250 251 252 253 254 255 256 257 258 260 "
    "261 262 263 264 265"
    " 266 267 268 269 290 291 297 298 299 350 351 352 353 354 355 356 357 358 359 370 371 372 373 "
    "374 375 376 377 378"
    " 379 380 381 382 383 385 386 387 389 420 421 423 500 501 502 503 504 505 506 507 508 509 590 "
    "591 592 593 594 595"
    " 596 597 598 599 670 672 673 674 675 676 677 678 679 680 681 682 683 685 686 687 688 689 690 "
    "691 692 800 808 850"
    " 852 853 855 856 870 878 880 881 882 883 886 888 960 961 962 963 964 965 966 967 968 970 971 "
    "972 973 974 975 976"
    " 977 979 992 993 994 995 996 998".split()
)
SEP = r"[ .\-/_\xa0]"
EXTENSION = (
    r"(?:[ ,;/]{0,2}(?:x|ext(?:ension|n)?\.?|máy lẻ|may le|ml|nhánh|#"
    r"|poste|durchwahl|dw|доб\.?|int(?:erno)?\.?|ramal|anexo|toestel|内線)"
    r"[ .:=]{0,2}\d{1,6}(?!\d))?"
)
ALONE = r"(?<!\S[.\-] )(?<![.\-])(?<![.\-]\()(?<!\d )(?<!\d  )"
"""No group of a longer number stands before it."""
PLUS = re.compile(
    rf"(?<![^\W_])(?<!\+)\(?(?:\+|(?<!_){ALONE}"
    rf"(?:00(?=[1-9( ])|0?011(?=[ .\-(])|001(?=[ \-.])))[ .\-]?\(?[1-9]"
    rf"(?:[()]{{0,2}}(?:{SEP}{{0,2}}|\+)[()]{{0,2}}\d){{6,14}}(?!\d){EXTENSION}"
)
MOBILE = r"(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9\d)"
TRUNK_ZERO = (
    rf"(?<![\w+.])\(?(?:0|(?<!\d )0 (?=\d{{3}}[ .]\d{{3}}[ .]\d{{3}}(?!\d))|84{SEP}?\(?0?\)?{SEP}?)"
)
SEVEN = rf"(?:{SEP}{{0,2}}\d){{7}}(?!\d|[.,]\d)"
VIETNAMESE = re.compile(
    rf"{TRUNK_ZERO}(?:{MOBILE}|1[2689]\d)\)?{SEVEN}"
    rf"|{TRUNK_ZERO}2(?:[48]\)?(?:{SEP}{{0,2}}\d)|(?![48])\d\d\)?){SEVEN}"
)
AMERICAN = re.compile(
    rf"(?<![\w+.\-])(?:1[ .\-]?)?(?:\([2-9]\d\d\)[ .\-]?[2-9]\d\d[ .\-]?\d{{4}}"
    rf"|[2-9]\d\d/[2-9]\d\d-\d{{4}}|[2-9]\d\d([ .\-])[2-9]\d\d\1\d{{4}})(?!\d|[.\-]\d)"
    rf"{EXTENSION}(?!\w)"
)
TRUNK = re.compile(
    r"(?<![\w+.,\-/])(?<!\d:)(?<!\d )(?<!\d  )(?!0\d\d[ .\-]\d\d[ .\-]\d{4})(?:\(0[1-9]\d{0,4}\)|"
    r"0[1-9]\d{0,4})(?:(?:[ .\-/][ ]?| / )\d{2,8}){1,4}(?![\w]|[.,\-/:]\d"
    r"|\s?(?:[€$₫%đ]|VND|USD|EUR))"
)
BARE = re.compile(
    r"(?<![\w+.,\-/])(?<!\d:)0[1-9]\d{8,9}(?![\w]|[.,\-/:]\d)"
    r"|(?<!\w)(?<!\d )0(?:[ .\-]\d){9,10}(?![\w]|"
    r"[ .\-]\d)"
)
PAIRED = re.compile(
    r"(?<![\w+.\-])(?:[6-9]\d{4}[ \-]\d{5}|8[ \-]?\(\d{3}\)[ \-]?\d{3}-\d\d-\d\d"
    r"|1[3-9]\d([ \-])\d{4}\1\d{4}|\(\d{2}\) ?9?\d{4}[ \-]\d{4})(?![\w]|[.\-]\d)"
)
ANY = re.compile(
    r"(?<![\w+.])\(?\d(?:[ .\-()/\xa0_]{0,2}\d){6,12}(?![\w:]|[ .\-]\d|,\d|\s?[€$₫%])" + EXTENSION
)
DATE = re.compile(
    r"\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d(?!\d)|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}"
)
RUN = re.compile(r"[+(]{0,3}[0-9][0-9 .\-()/_\xa0+]{4,}[0-9]")
COUNTING = {"0123456789", "01234567890"}
"""What people type to fill a field."""
BEYOND = 14
"""Characters of an extension after the number."""
NOT_DIGIT = re.compile(r"\D")
BEHIND = re.compile(r"(?<=\d)[ ,;/]{0,2}(?:[^\W\d_]|#).*", re.DOTALL)
EXIT = re.compile(r"0?011|00?")
SHORTEST, LONGEST, AMERICAN_LENGTH = 7, 15, 11
NATIONAL, TRUNKED = range(9, 11), range(9, 13)
PAIR_AFTER = re.compile(r"[ .\-]\d\d(?!\d)")
PAIR, PAIRS = re.compile(r"(?<!\d)\d\d(?!\d)"), 5
"""More pairs than France has are drawn numbers."""
LONGEST_RUN = 24
"""Digits without a gap that hold no phone: it would have to stand alone."""


def digits_of(written: str) -> str:
    """Return the digits without an extension's."""
    return NOT_DIGIT.sub("", BEHIND.sub("", written))


def is_international(digits: str) -> bool:
    """Return whether a country calls itself so, and the number has a length it may have."""
    code = next((digits[:n] for n in (1, 2, 3) if digits[:n] in CODES), None)
    if code is None or not SHORTEST < len(digits) <= LONGEST:
        return False
    if code == "1":
        return len(digits) == AMERICAN_LENGTH and digits[1] > "1" and digits[4] > "1"
    return code != "84" or len(digits.removeprefix("84").lstrip("0")) in NATIONAL


def phones(text: str) -> Iterator[Span]:
    for run in RUN.finditer(text):
        if run.end() - run.start() > LONGEST_RUN and run.group().lstrip("+(").isdigit():
            continue
        yield from _within(text, run.start(), run.end() + BEYOND)


def _within(text: str, start: int, end: int) -> Iterator[Span]:
    abroad = [
        match
        for match in PLUS.finditer(text, start, end)
        if _names_its_country(match.group())
        and not (match.group().isdigit() and hinted("coded", text, match.start()))
        and not ("+" not in match.group() and hinted("labelled", text, match.start()))
        and not ("+" not in match.group() and _is_an_order(text, match.start()))
    ]
    yield from (_span(match, doubtful=match.group().isdigit()) for match in abroad)
    if abroad and abroad[0].end() + BEYOND >= end:
        return
    sure = set()
    for pattern in (VIETNAMESE, AMERICAN, PAIRED):
        for match in pattern.finditer(text, start, end):
            if _is_an_order(text, match.start()) or _is_drawn(text, match):
                continue
            sure.add(match.start())
            yield _span(match)
    yield from _doubtful(text, start, end, sure)


def _doubtful(text: str, start: int, end: int, sure: Collection[int]) -> Iterator[Span]:
    """Yield what other countries write, and what a word announces; not what is found already."""
    for match in TRUNK.finditer(text, start, end):
        if (
            _is_national(match.group())
            and not _is_drawn(text, match)
            and not hinted("labelled", text, match.start())
        ):
            yield _span(match)
    for match in BARE.finditer(text, start, end):
        if match.start() in sure or match.group() in COUNTING:
            continue
        if not hinted("counted", text, match.start()):
            yield _span(match, doubtful=True)
    for match in ANY.finditer(text, start, end):
        if (
            match.start() not in sure
            and not DATE.match(match.group())
            and hinted("phone", text, match.start())
        ):
            yield _span(match, doubtful=True)


def _is_an_order(text: str, start: int) -> bool:
    """Return whether it is told to be an order's number, or stands behind `Order #`."""
    is_numbered = text[start - 1 : start] == "#" and hinted("counted", text, start)
    return is_numbered or hinted("ordered", text, start)


def _is_drawn(text: str, match: re.Match[str]) -> bool:
    """Return whether more pairs follow, as of numbers that are drawn."""
    return (
        len(PAIR.findall(match.group())) >= PAIRS
        and PAIR_AFTER.match(text, match.end()) is not None
    )


def _is_national(written: str) -> bool:
    pairs = PAIR.findall(written)
    is_drawn = len(pairs) > PAIRS and "".join(pairs) == digits_of(written)
    return len(digits_of(written)) in TRUNKED and not DATE.match(written) and not is_drawn


def _names_its_country(written: str) -> bool:
    digits = digits_of(written)
    if "+" in written:
        return is_international(digits)
    exit_code = EXIT.match(digits)
    return is_international(digits[exit_code.end() if exit_code else 0 :])


def _span(match: re.Match[str], *, doubtful: bool = False) -> Span:
    start, end = match.span()
    written = match.group()
    if written[0] == "(" and written.count("(") > written.count(")"):
        start += 1
    return Span("phone", start, end, doubtful)
