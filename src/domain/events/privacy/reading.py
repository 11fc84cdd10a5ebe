"""Everything personal in a text: what it says, what it says when decoded, and where."""

import re
from collections.abc import Iterator, Sequence

from domain.events.privacy.accounts import accounts
from domain.events.privacy.addresses import addresses
from domain.events.privacy.cards import cards
from domain.events.privacy.emails import emails, spelt
from domain.events.privacy.encoded import LONG_ENOUGH, WORD, plain_of
from domain.events.privacy.finding import Finding, Span, settled
from domain.events.privacy.folding import UNUSUAL, View, opened, reads
from domain.events.privacy.identities import identities
from domain.events.privacy.links import links
from domain.events.privacy.phones import phones
from domain.events.privacy.wallets import wallets

ENOUGH = re.compile(
    r"[0-9](?:(?:(?:[^\w,]|_){0,3}[0-9]){6}|(?:[ -]?[0-9]){5}[ -]?[A-Da-d]\b|[0-9]{5}[A-Za-z][0-9]{3}|(?<=[A-Za-z][0-9])[0-9]{5}(?![0-9])"
    r"|[0-9][A-Za-z][0-9]{2}[A-Za-z]|[0-9]{3}[A-Za-z]\b|[0-9]{0,2}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9])"
)
"""Seven digits, or fewer with letters or dots that stand as in an id or an address."""
HARMLESS = re.compile(
    r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"
    r"|\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?",
    re.IGNORECASE,
)
"""An id or a time and nothing else."""
HASH = re.compile(r"[0-9a-f]{32}")
DIGIT = re.compile(r"\d")
OTHER = re.compile(
    r"(?<![^\W_])(?:(?:19|20)\d\d-[01]\d-[0-3]\d(?:[T ][0-2]\d:[0-5]\d(?::[0-6]\d(?:[.,]\d{1,9})?)?"
    r"(?:Z|[+-]\d\d:?\d\d)?)?|[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}"
    r"|(?:[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{32}))(?![^\W_]|-[^\W_])"
)
"""Times, ids and hashes, wherever they stand."""
BRACKETED = re.compile(r"[\[({<]\s{0,2}(?:at|a còng|a cong|arroba|@)\s{0,2}[\])}>]", re.IGNORECASE)
SPOKEN = re.compile(
    r"[aA](?<![^\W_].)(?:[tT]|\s?[cC][oòOÒ]ng|rroba)[\s_]{1,2}[\w-]{1,63}?"
    r"(?:\.\w|[\s_\[({<]{1,3}(?:[dD][oO][tT]|[cC]h[ấa]m|punto|\.))"
)
CAPITALS = re.compile(r"AT[a-z0-9-]{1,63}DOT")
SHORTEST = 3
"""Characters of `::1`."""
COLONS = 6
DEEPEST = 2
"""Times that something encoded may hold something encoded."""


def find(text: str) -> Sequence[Finding]:
    """Return what is personal, in order, none overlapping; places are those of the text as given."""
    return [] if is_clean(text) else found_in(text)


def found_in(text: str) -> Sequence[Finding]:
    """Find without a glance before."""
    return settled(spans(text, DEEPEST))


def is_clean(text: str) -> bool:
    """Return whether nothing can be found, at the price of a glance."""
    if len(text) < SHORTEST or (len(text) < LONG_ENOUGH and text.isalpha()):
        return True
    if "%" in text or "&" in text or "\\" in text or UNUSUAL.search(text):
        return False
    return _says_nothing(text)


def _says_nothing(text: str) -> bool:
    """Return whether nothing can be found in a text that is not encoded."""
    if "@" in text or "::" in text or "://" in text or "www." in text:
        return False
    if HARMLESS.fullmatch(text):
        return True
    if ENOUGH.search(text):
        return OTHER.search(text) is not None and _says_nothing(OTHER.sub("_", text))
    return text.count(":") < COLONS and not _may_spell(text) and not _may_encode(text)


def _may_spell(text: str) -> bool:
    return bool(BRACKETED.search(text) or SPOKEN.search(text) or CAPITALS.search(text))


def _may_encode(text: str) -> bool:
    if WORD.search(text) is None:
        return False
    return any(wallets(text)) or any(plain_of(word.group()) for word in WORD.finditer(text))


def spans(text: str, deep: int) -> Iterator[Span]:
    """Yield every claim on the text, overlapping ones too."""
    view = View.of(text).folded()
    if not _says_nothing(view.text):
        yield from _placed(view, seen(view.text))
    plain = reads(view.text)
    if plain != view.text and not _says_nothing(plain):
        view = opened(view)
        yield from _placed(view, seen(view.text))
    if deep:
        yield from _encoded(view, deep - 1)


def seen(text: str) -> Iterator[Span]:
    """Yield the claims on a text that is read as it stands."""
    plain = list(emails(text)) if "@" in text else []
    yield from plain
    if text.count("@") > len(plain) or _may_spell(text):
        yield from spelt(text)
    if "://" in text or "www." in text:
        yield from links(text)
    if text.count("-") > 1 or HASH.search(text):
        text = OTHER.sub(_blank, text)
    yield from addresses(text)
    if DIGIT.search(text):
        written = list(accounts(text))
        yield from (Span("iban", start, end) for start, end, right in written if right)
        yield from wallets(text)
        for start, end in ((start, end) for start, end, _ in written if text[start + 2].isdigit()):
            text = f"{text[:start]}{'_' * (end - start)}{text[end:]}"
    if ENOUGH.search(text):
        yield from cards(text)
        yield from phones(text)
        yield from identities(text)


def _blank(match: re.Match[str]) -> str:
    return "_" * len(match.group())


def _placed(view: View, claims: Iterator[Span]) -> Iterator[Span]:
    for span in claims:
        yield span._replace(start=view.starts[span.start], end=view.ends[span.end - 1])


def _encoded(view: View, deep: int) -> Iterator[Span]:
    for word in WORD.finditer(view.text):
        plain = plain_of(word.group())
        inside = next(iter(settled(spans(plain, deep))), None) if plain and not is_clean(plain) else None
        if inside:
            yield Span(inside.kind, view.starts[word.start()], view.ends[word.end() - 1])
