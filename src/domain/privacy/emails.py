"""E-mail addresses, as they are written (RFC 5321, RFC 6531) and as they are spelt to be hidden."""

import re
from collections.abc import Iterator

from domain.privacy.finding import Span
from domain.privacy.folding import folded

SIGN = re.compile(r"(?<=[\w\"+~!%'*-])@(?=[\w\[])")
LOCAL = re.compile(r"(?:[\w.!#$%'*+^~-]{1,64}|\"[^\"\n]{1,62}\")\Z")
HOST = re.compile(
    r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,8}(?:[^\W\d_]{2,24}|xn--[a-z0-9-]{2,59})(?![^\W_]|"
    r"-[^\W_])",
    re.IGNORECASE,
)
LITERAL = re.compile(r"\[[0-9A-Fa-f.:IPv]{7,45}\]")
FILES = frozenset("png jpg jpeg gif svg webp ico bmp css js ts json txt html xml yml yaml".split())
"""Ends of file names, such as `icon@2x.png`, that are no top level domains."""
LEADING = ".!#$%'*^~-"
TLD = (
    "com|net|org|edu|gov|info|biz|io|co|vn|uk|us|de|fr|it|es|nl|pl|se|fi|no|dk|eu|ru|jp|kr|cn|in|"
    "au|br|ca|ch|at|be|"
    "email|cloud|xyz|online|site|tech|asia|store|shop|me|gov|mil|int|lt|lv|ee|ua|by|kz|il|ae|sa|eg|ng|ke|ar|cl|pe|ve|is|lu|sk|si|hr|rs|bg|tw|hk|mo|pk|bd|lk|kh|la|mm|"
    "pt|app|dev|ai|me|example|test|mx|sg|my|th|id|ph|ie|cz|gr|tr|za|nz|hu|ro"
)
AT_WORD = r"at(?: the rate(?: of)?| sign)?|a còng|a cong|acong|arroba|arobase|chiocciola|@"
DOT_WORD = r"dot|chấm|cham|punto|punkt|ponto|kropka|nokta|\."
BRACKET = r"[\[({<|*\"']\s{0,2}"
CLOSER_AT = r"a|æt|ät|et"
CLOSER_DOT = r"d|pt|dt"
CLOSED = r"\s{0,2}[\])}>|*\"']"
BRACKETED = re.compile(
    rf"\s{{0,2}}{BRACKET}(?:{AT_WORD}|{CLOSER_AT}){CLOSED}\s{{0,2}}|\s-at-\s|(?<=\w)-at-(?=\w)",
    re.IGNORECASE,
)
SPACED = re.compile(
    rf"(?<=\w)(?:(?:\s{{1,2}}|_)(?:{AT_WORD})(?:\s{{1,2}}|_)|@\s{{0,3}})(?=\w)", re.IGNORECASE
)
BRACKETED_DOT = rf"\s{{0,2}}{BRACKET}(?:{DOT_WORD}|{CLOSER_DOT}){CLOSED}\s{{0,2}}"
SAID_DOT = rf"\s-dot-\s|-(?:dot|punkt|punto)-|[\s_]{{1,2}}(?:{DOT_WORD})[\s_]{{1,2}}"
SPELT_DOT = rf"(?:{BRACKETED_DOT}|{SAID_DOT})"
DOT = rf"(?:{BRACKETED_DOT}|{SAID_DOT}|\.)"
DOTTED_LOCAL = re.compile(rf"(?<!\w)[\w+-]{{1,64}}(?:{DOT}[\w+-]{{1,64}}){{0,3}}\Z", re.IGNORECASE)
LABELS = rf"[^\W_](?:[\w-]{{0,61}}[^\W_])?(?:{DOT}[^\W_](?:[^\W_]|-){{0,61}}){{0,4}}"
SPELT_HOST = re.compile(rf"{LABELS}{DOT}(?:{TLD})(?![\w-])", re.IGNORECASE)
ANY_HOST = re.compile(rf"{LABELS}{SPELT_DOT}[^\W\d_]{{3,24}}(?!\w|-\w|{SPELT_DOT})", re.IGNORECASE)
"""Whatever the last label is: its dot is spelt as well."""
DOG, APE = folded("собака"), folded("małpa")
SAID = "|".join(("point", "punto", "kropka", folded("точка")))
ELSEWHERE = re.compile(
    rf"(?<!\w)[\w+-]{{1,64}}(?:(?: (?:{SAID}) |\.)[\w+-]{{1,64}}){{0,3}} "
    rf"(?:arobase|chiocciola|{APE}|{DOG}) "
    rf"[\w-]{{1,63}}(?:(?: (?:{SAID}) |\.)[\w-]{{2,24}}){{1,4}}(?!\w)",
    re.IGNORECASE,
)
"""With words for the sign that are none of English: French, Italian, Polish and Russian."""
CAPITALS = re.compile(
    r"(?<!\w)[a-z0-9._+-]{1,64}AT[a-z0-9-]{1,63}(?:DOT[a-z0-9-]{2,63}){1,5}(?!\w)"
)
BACKWARDS = re.compile(
    rf"(?<![\w.-])(?:{'|'.join(one[::-1] for one in TLD.split('|'))})"
    rf"(?:\.[\w-]{{1,63}}){{1,5}}@[\w.+-]{{1,64}}"
)
SPREAD = re.compile(r"(?<!\S)(?:[\w.+-] ){2,40}@ (?:[\w.-] ){3,60}[a-z](?!\w)")
COMMON = frozenset(
    "good bad great look looked looking meet met meeting arrive arrived stay stayed live works "
    "work worked be is was"
    " are were am me him her us them it you he she we they here there stop shop stare stared "
    "laugh shout point pointed"
    " aim sold buy bought available see seen found find held start starts ends open end best not "
    "or and but call"
    " priced only just now then up down out in on off also even back home site page one all any "
    "this that online".split()
)


def emails(text: str) -> Iterator[Span]:
    for sign in SIGN.finditer(text):
        at = sign.start()
        host = HOST.match(text, at + 1) or LITERAL.match(text, at + 1)
        if host and host.group().rpartition(".")[2].lower() in FILES:
            continue
        if host and (local := LOCAL.search(text, max(0, at - 64), at)):
            written = local.group()
            yield Span("email", at - len(written.lstrip(LEADING) or written), host.end())


def spelt(text: str) -> Iterator[Span]:
    """Yield addresses whose @ or dots are words or stand in brackets."""
    if "@" in text:
        yield from (Span("email", *match.span()) for match in BACKWARDS.finditer(text))
    for sign in BRACKETED.finditer(text):
        yield from _around(text, sign, careful=False)
    for sign in SPACED.finditer(text):
        yield from _around(text, sign, careful="@" not in sign.group())
    for whole in (CAPITALS, SPREAD, ELSEWHERE):
        yield from (Span("email", *match.span()) for match in whole.finditer(text))


def _around(text: str, sign: re.Match[str], *, careful: bool) -> Iterator[Span]:
    known = SPELT_HOST.match(text, sign.end())
    host = known or ANY_HOST.match(text, sign.end())
    if host is None and sign.re is BRACKETED:
        host = HOST.match(text, sign.end())
    if host is None:
        return
    window = text[max(0, sign.start() - 80) : sign.start()]
    local = DOTTED_LOCAL.search(window)
    if local is None or (careful and _is_prose(local.group(), host.group())):
        return
    if known or not careful or not local.group().isalpha():
        yield Span("email", sign.start() - len(local.group()), host.end())


def _is_prose(local: str, host: str) -> bool:
    """Return whether a sentence may well say so: `look at example.com`, `good at math dot com`."""
    plain = local.replace(".", "").replace("_", "").isalpha() and not re.search(r"[._\d]", local)
    return (
        local.lower() in COMMON or local.isdigit() or (plain and HOST.fullmatch(host) is not None)
    )
