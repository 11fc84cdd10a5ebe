"""E-mail addresses, as they are written (RFC 5321, RFC 6531) and as they are spelt to be hidden."""

import re
from collections.abc import Iterator

from domain.privacy.finding import Span
from domain.privacy.hints import hinted
from domain.privacy.signs import AT_SPOKEN, DOT_SPOKEN

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
    "au|br|ca|ch|at|be|museum|school|boutique|photography|agency|company|team|life|live|world|group|digital|studio|design|media|news|blog|social|chat|"
    "link|pro|mobi|name|jobs|travel|coop|aero|plus|one|top|club|space|website|fun|icu|vip|work|works|center|services|solutions|systems|software|network|"
    "academy|university|college|education|health|care|clinic|bank|finance|capital|money|legal|law|city|town|global|international|zone|host|press|page|run|"
    "gmbh|ltd|inc|llc|co|tv|cc|ws|fm|to|ly|gl|gg|im|je|so|su|рф|укр|қаз|бел|срб|in|af|al|am|ao|az|ba|bh|bi|bo|bt|bw|by|cd|cm|cr|cu|cy|do|dz|ec|fj|ge|"
    "gh|gt|hn|iq|ir|jm|jo|kg|kw|lb|ly|ma|md|mk|mn|mt|mu|mv|mw|mz|na|ni|np|om|pa|pg|pr|ps|py|qa|rw|sd|sn|sv|sy|tj|tm|tn|tz|ug|uy|uz|ye|zm|zw|"
    "email|cloud|xyz|online|site|tech|asia|store|shop|me|gov|mil|int|lt|lv|ee|ua|by|kz|il|ae|sa|eg|ng|ke|ar|cl|pe|ve|is|lu|sk|si|hr|rs|bg|tw|hk|mo|pk|bd|lk|kh|la|mm|"
    "pt|app|dev|ai|me|example|test|mx|sg|my|th|id|ph|ie|cz|gr|tr|za|nz|hu|ro"
)
BARE_AT = "|".join(re.escape(word) for word in sorted(AT_SPOKEN, key=len, reverse=True))
BARE_DOT = "|".join(re.escape(word) for word in sorted(DOT_SPOKEN, key=len, reverse=True))
SPACED = re.compile(
    rf"(?<=\w)(?:(?:\s{{1,2}}|_|\.{{2,3}})(?:{BARE_AT})(?:\s{{1,2}}|_|\.{{2,3}})|\s{{0,2}}@\s{{0,3}}|\s?-at-\s?)(?=\w)",
    re.IGNORECASE,
)
SPELT_DOT = (
    rf"(?:\s-dot-\s|-(?:dot|punkt|punto)-|\.\.|\. | \.|[\s_]{{1,2}}(?:{BARE_DOT}|\.)[\s_]{{1,2}})"
)
DOT = rf"(?:{SPELT_DOT}|\.)"
JOIN = rf"(?:{DOT}|\s(?:underscore|dash|hyphen|minus|plus|gạch dưới|gạch ngang)\s)"
DOTTED_LOCAL = re.compile(rf"(?<!\w)[\w+-]{{1,64}}(?:{JOIN}[\w+-]{{1,64}}){{0,3}}\Z", re.IGNORECASE)
LABELS = rf"[^\W_](?:[\w-]{{0,61}}[^\W_])?(?:{DOT}[^\W_](?:[^\W_]|-){{0,61}}){{0,4}}"
SPELT_HOST = re.compile(rf"{LABELS}{DOT}(?:{TLD})(?![\w-])", re.IGNORECASE)
ANY_HOST = re.compile(rf"{LABELS}{SPELT_DOT}[^\W\d_]{{3,24}}(?!\w|-\w|{SPELT_DOT})", re.IGNORECASE)
"""Whatever the last label is: its dot is spelt as well."""
CAPITALS = re.compile(
    r"(?<!\w)[a-z0-9._+-]{1,64}AT[a-z0-9-]{1,63}(?:DOT[a-z0-9-]{2,63}){1,5}(?!\w)"
)
BACKWARDS = re.compile(
    rf"(?<![\w.-])(?:{'|'.join(one[::-1] for one in TLD.split('|'))})"
    rf"(?:\.[\w-]{{1,63}}){{1,5}}@[\w.+-]{{1,64}}"
)
LONGEST_HOST = 130
CAREFUL = {"at", "et", "point", "@ "}
"""What sentences say as well."""
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
    for sign in SPACED.finditer(text):
        yield from _around(text, sign, careful=sign.group().strip(" _-").lower() in CAREFUL)
    yield from (Span("email", *match.span()) for match in CAPITALS.finditer(text))


def _around(text: str, sign: re.Match[str], *, careful: bool) -> Iterator[Span]:
    after = text[sign.end() : sign.end() + LONGEST_HOST].lower()
    if "." not in after and not any(word in after for word in DOT_SPOKEN):
        return
    known = SPELT_HOST.match(text, sign.end())
    host = known or ANY_HOST.match(text, sign.end())
    if host is None:
        return
    window = text[max(0, sign.start() - 80) : sign.start()]
    local = DOTTED_LOCAL.search(window)
    if local is None or (careful and _is_prose(local.group(), host.group())):
        start = sign.start() - len(local.group()) if local else 0
        if local is None or local.group().lower() in COMMON or not hinted("email", text, start):
            return
    if known or not careful or not local.group().isalpha():
        yield Span("email", sign.start() - len(local.group()), host.end())


def _is_prose(local: str, host: str) -> bool:
    """Return whether a sentence may well say so: `look at example.com`, `good at math dot com`."""
    plain = local.replace(".", "").replace("_", "").isalpha() and not re.search(r"[._\d]", local)
    return (
        local.lower() in COMMON or local.isdigit() or (plain and HOST.fullmatch(host) is not None)
    )
