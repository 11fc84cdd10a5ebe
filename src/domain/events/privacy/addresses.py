"""Addresses of machines: IPv4 and IPv6 (RFC 4291), with a prefix length where one is written."""

import re
from collections.abc import Iterator
from ipaddress import AddressValueError, IPv6Address

from domain.events.privacy.finding import Span
from domain.events.privacy.hints import is_a_version

OCTET = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
FEWEST = 2
"""Colons of the shortest address; one with dots has more of them."""
LISTED = re.compile(r"(?:\d\.){4}\d")
"""A section or an object's number: five single digits and more."""
FOUR = re.compile(rf"(?<![\w.])(?:{OCTET}\.){{3}}{OCTET}(?![^\W_])(?:/(?:3[0-2]|[12]?\d)(?!\d))?")
SIX = re.compile(
    r"(?:(?<![\w:.])|(?<=[A-Za-z]{3}:))[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}"
    r"(?:(?:\.\d{1,3}){3})?(?![\w:])"
    r"(?:%[A-Za-z0-9]{1,16})?(?:/(?:12[0-8]|1[01]\d|[1-9]?\d)(?!\d))?"
)


def addresses(text: str) -> Iterator[Span]:
    if text.count(".") > FEWEST:
        for match in FOUR.finditer(text):
            if not (LISTED.match(text, match.start()) or is_a_version(text, match.start())):
                yield Span("ip", match.start(), match.end())
    if text.count(":") >= FEWEST:
        for match in SIX.finditer(text):
            written = match.group().partition("/")[0].partition("%")[0]
            if _is_six(written):
                yield Span("ip", match.start(), match.end())


def _is_six(written: str) -> bool:
    """Return whether it is an address and has a digit, as no name of a programme's part does."""
    if not any(one.isdigit() for one in written):
        return False
    try:
        IPv6Address(written)
    except AddressValueError:
        return False
    return True
