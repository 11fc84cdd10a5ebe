"""URLs that say who somebody is: credentials, an address, a phone or a token in them."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from domain.events.privacy.finding import Span

LINK = re.compile(r"(?<![A-Za-z0-9])(?:[A-Za-z][A-Za-z0-9+.\-]{1,15}://|www\.)[^\s<>\"'`\\]+")
CREDENTIALS = re.compile(r"[^:]+://[^/?#@\s]+@")
NAMED = re.compile(
    r"[?&#;](?:[\w.-]{0,20}[_.-])?(?:e-?mail|mail|user|username|user_?id|uid|login|phone|tel|"
    r"mobile|msisdn|sdt|token|"
    r"session|session_?id|sid|auth|api_?key|apikey|key|password|passwd|pwd|secret|signature|jwt|"
    r"ssn|"
    r"first_?name|last_?name|customer|member|recipient|cccd|passport)=[^&#;]",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}\.[\w.-]{2,}")
NUMBER = re.compile(r"(?:[=/:]|%2B|\+)(?:\+?84|0)[35789]\d{8}(?!\d)|[=/:]\+[1-9]\d{7,14}(?!\d)")
TRAILING = ".,;:!?)]}…。"


def links(text: str) -> Iterator[Span]:
    for match in LINK.finditer(text):
        url = match.group().rstrip(TRAILING)
        if says_who(url):
            yield Span("url", match.start(), match.start() + len(url))


def says_who(url: str) -> bool:
    plain = unquote(unquote(url)) if "%" in url else url
    if CREDENTIALS.match(plain):
        return True
    return any(what.search(plain) is not None for what in (NAMED, ADDRESS, NUMBER))
