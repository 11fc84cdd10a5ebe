"""Addresses of machines: IPv4 and IPv6 (RFC 4291), with a prefix length where one is written."""

import re
from collections.abc import Iterator
from ipaddress import AddressValueError, IPv4Network, IPv6Address, IPv6Network

from domain.privacy.finding import Span
from domain.privacy.signs import DOT_SPOKEN
from domain.privacy.versions import is_a_version

OCTET = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
FEWEST = 2
"""Colons of the shortest address; one with dots has more of them."""
LISTED = re.compile(r"(?:\d\.){4}\d")
"""A section or an object's number: five single digits and more."""
FOUR = re.compile(
    rf"(?:(?<![\w.])|(?<=\bip)|(?<=\bIP))(?:(?:{OCTET}\.){{3}}{OCTET}|(?:[012]\d\d\.){{3}}[012]\d\d|(?:0x[0-9A-Fa-f]{{2}}\.){{3}}0x[0-9A-Fa-f]{{2}}|(?:0[0-3][0-7]{{2}}\.){{3}}0[0-3][0-7]{{2}})(?![^\W_])(?:/(?:3[0-2]|[12]?\d)(?!\d))?"
)
SIX = re.compile(
    r"(?:(?<![\w:.])|(?<=[A-Za-z]{3}:)|(?<=\s:))[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}"
    r"(?:(?:\.\d{1,3}){3})?(?![\w:])"
    r"(?:%[A-Za-z0-9]{1,16})?(?:/(?:12[0-8]|1[01]\d|[1-9]?\d)(?!\d))?"
)

DOTS = "|".join(sorted(map(re.escape, DOT_SPOKEN), key=len, reverse=True))
DOT = rf"(?:\s?[\[({{]\s?(?:\.|{DOTS})\s?[\])}}]\s?|\s{{1,2}}(?:{DOTS}|\.)\s{{1,2}})"
SPACED = re.compile(
    r"(?<![\w:])[0-9A-Fa-f]{1,4}(?:(?:\s{0,2}(?::|colon)\s{1,2}|\s{1,2}(?::|colon)\s{0,2}|(?:\s{0,2}(?::|colon)){2}\s{0,2})"
    r"[0-9A-Fa-f]{1,4}(?!\w)){3,7}(?!:)",
    re.IGNORECASE,
)
"""IPv6 with blanks around its colons, or words for them."""
COLON = re.compile(r"\s*(?::|colon)\s*", re.IGNORECASE)
SPELT = re.compile(rf"(?<![\w.])(?:{OCTET}{DOT}){{3}}{OCTET}(?![^\W_])", re.IGNORECASE)
DASHED = re.compile(
    rf"(?<!\d)(?<![^A-Za-z]\d-)(?:(?<=[A-Za-z]-)|(?<=[A-Za-z]\d-)|(?<=\bip))(?:{OCTET}-){{3}}{OCTET}(?=[.-][A-Za-z])"
)
"""As providers name their customers' machines: `host-203-0-113-7.example.net`."""
SLICE = re.compile(r"\d{0,2}::\d{1,2}")
"""A step through a list, as some languages write it."""
PUBLIC = re.compile(r"127\.|0\.0\.0\.0|255\.|::1?\Z|0(?::0){6}:[01]\Z")
"""Loopback, no address at all, and masks: everybody's."""


def addresses(text: str) -> Iterator[Span]:
    yield from (Span("ip", start, end) for start, end in (*_four(text), *_six(text)))


def _four(text: str) -> Iterator[tuple[int, int]]:
    if text.count(".") > FEWEST:
        for match in FOUR.finditer(text):
            if not (
                LISTED.match(text, match.start())
                or is_a_version(text, match.start())
                or _is_nobodys(match.group())
            ):
                yield match.span()
    if text.count("-") > FEWEST:
        yield from (match.span() for match in DASHED.finditer(text))
    if may_spell_dots(text):
        yield from (match.span() for match in SPELT.finditer(text))


def _six(text: str) -> Iterator[tuple[int, int]]:
    if " :" in text or ": " in text or "colon" in text:
        for match in SPACED.finditer(text):
            if _is_six(COLON.sub(":", match.group())):
                yield match.span()
    if text.count(":") >= FEWEST:
        for match in SIX.finditer(text):
            written = match.group().partition("/")[0].partition("%")[0]
            if _is_six(written) and not _is_nobodys(match.group()):
                yield match.span()


def _is_six(written: str) -> bool:
    """Return whether it is an address and has a digit, as no name of a programme's part does."""
    if not any(one.isdigit() for one in written) or SLICE.fullmatch(written):
        return False
    try:
        IPv6Address(written)
    except AddressValueError:
        return False
    return True


def may_spell_dots(text: str) -> bool:
    """Return whether the dots of an address may be words or stand in brackets."""
    return (
        "dot" in text
        or ("." in text and ("[.]" in text or "(.)" in text or "{.}" in text or " . " in text))
        or "DOT" in text
        or "chấm" in text
        or " punt" in text
        or " punkt" in text
        or " point" in text
        or " ponto" in text
        or " kropka" in text
        or " точка" in text
    )


def _is_nobodys(written: str) -> bool:
    """Return whether it is everybody's address, or a whole network's."""
    if PUBLIC.match(written):
        return True
    if "/" not in written:
        return False
    try:
        (IPv6Network if ":" in written else IPv4Network)(written.partition("%")[0])
    except ValueError:
        return False
    return not written.endswith(("/32", "/128"))
