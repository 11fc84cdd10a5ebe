"""URLs that say who somebody is: credentials, an address, a phone or a token in them."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from domain.privacy.finding import Span

LINK = re.compile(
    r"(?<![A-Za-z0-9])(?:[A-Za-z][A-Za-z0-9+.\-]{1,15}://|www\.|(?<!:)//(?=[\w-]+\.)|(?=[a-z0-9-]{1,40}(?:\.[a-z0-9-]{1,40}){1,4}/[^\s?]{0,80}\?))[^\s<>\"'`\\]+",
    re.IGNORECASE,
)
CALL = re.compile(
    r"(?<![^\W_])(?:skype|sips?|xmpp|jabber|facetime|callto|msnim|ymsgr|aim|gtalk|zoommtg|irc|acct|tg|line|viber|signal):(?!//)([\w.+@-]{3,64})"
)
"""A scheme whose path is somebody."""
CLONED = re.compile(r"(?<![^\W_])git@[\w.-]{3,60}:(?=[^\s/]{2,40}/)[^\s/]{2,40}")
LONG_CODE = re.compile(r"/profile\.php\?id=\d|[?&#](?:code|ticket|nonce|t|k|hash|h)=[\w.~-]{20,}")
CREDENTIALS = re.compile(r"[^:]+://[^/?#@\s]+@")
NAMED = re.compile(
    r"[?&#;](?:[\w.-]{0,20}[_.-])?(?:subscriber|full_?name|last_?name|nick(?:name)?|display_?name|real_?name|dob|birth(?:day|date)|id_?token|e-?mail|mail|user|username|user_?id|uid|login|phone|tel|"
    r"mobile|msisdn|sdt|token|"
    r"session|\w{0,12}sess(?:ion)?_?id|sid|auth|api_?key|apikey|key|password|passwd|pwd|secret|signature|sig|jwt|"
    r"ssn|"
    r"first_?name|last_?name|customer|member|recipient|cccd|passport)=[^&#;]",
    re.IGNORECASE,
)
PATH = re.compile(
    r"/(?:users?|u|profiles?|customers?|members?|people|person|authors?|in|clients?|patients?|employees?|contacts?|"
    r"accounts?)/(?<![a-z]{3}/in/)([\w.%~+@-]{3,64})(?![\w.%~+@-])|/[~@]([\w.-]{3,40})(?![\w.-])",
    re.IGNORECASE,
)
SOCIAL = re.compile(
    r"(?://|\A)(?:[\w-]{1,10}\.)?(?:facebook|fb|twitter|x|instagram|t|telegram|tiktok|linkedin|github|gitlab|zalo|wa|vk|"
    r"threads|snapchat|pinterest|medium|reddit|skype|viber|m|youtube|messenger)\.(?:com|me|net|org|ru)/"
    r"(?:in/|u/|user/|add/|@)?([\w.-]{3,64})"
    r"(?:/(?:status(?:es)?|posts?|videos?|photos?|reels?|about|media)(?![\w-])|/?(?![\w./-]))",
    re.IGNORECASE,
)
ROUTES = frozenset(
    "login logout signin signup register search new me self current all list count export import bulk settings "
    "password reset verify confirm auth edit create update delete index home about help share sharer intent groups "
    "pages events watch explore hashtag topics features pricing jobs feed company school privacy terms legal static "
    "assets api docs blog news trending marketplace active inactive roles permissions session sessions token tokens "
    "invite invitations batch query filter stats summary default admin detail details profile orders".split()
)
"""What stands in such a place and is nobody."""
HANDLE = re.compile(
    r"(?=[^A-Za-z]*[A-Za-z])(?![0-9a-f]{8}-|[0-9a-f]{16,}\Z|v\d+\Z|[\w-]+\.(?:html?|php|png|jpg|svg|js|css|json|xml)\Z).+"
)
ADDRESS = re.compile(r"[\w.+%-]{1,64}@(?!\dx\.)[\w-]{1,63}\.[\w.-]{2,}")
NUMBER = re.compile(r"(?:[=/:]|%2B|\+)(?:\+?84|0)[35789]\d{8}(?!\d)|[=/:]\+[1-9]\d{7,14}(?!\d)")
DOTTED = re.compile(
    r"[?&#](?:u|id|name|by|from|to|for|who|ref|account|handle)=[a-z]{2,20}[._][a-z]{2,20}(?![\w.])",
    re.I,
)
"""A value that is written as a person's local part is."""
TRAILING = ".,;:!?)]}…。"


def may_link(text: str) -> bool:
    return (
        "//" in text
        or "www." in text
        or "?" in text
        or ("git@" in text or (":" in text and CALL.search(text) is not None))
    )


def links(text: str) -> Iterator[Span]:
    for match in LINK.finditer(text):
        url = match.group().rstrip(TRAILING)
        if says_who(url):
            yield Span("url", match.start(), match.start() + len(url))
    for whole in (CALL, CLONED):
        yield from (Span("url", *match.span()) for match in whole.finditer(text))


def says_who(url: str) -> bool:
    plain = unquote(unquote(url)) if "%" in url else url
    if CREDENTIALS.match(plain):
        return True
    if any(what.search(plain) is not None for what in (NAMED, ADDRESS, NUMBER, LONG_CODE, DOTTED)):
        return True
    return any(
        _is_somebody(match.group(match.lastindex or 0))
        for what in (PATH, SOCIAL)
        for match in what.finditer(plain)
    )


def _is_somebody(handle: str) -> bool:
    return handle.lower() not in ROUTES and HANDLE.fullmatch(handle) is not None
