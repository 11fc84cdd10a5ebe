"""Everything personal in a text: what it says, what it says when decoded, and where."""

import re
from collections.abc import Iterator, Sequence

from domain.privacy.accounts import accounts
from domain.privacy.addresses import addresses
from domain.privacy.cards import cards
from domain.privacy.dumps import numbers, without
from domain.privacy.emails import emails, spelt
from domain.privacy.encoded import WORD, plain_of
from domain.privacy.finding import Finding, Span, settled
from domain.privacy.folding import View, opened, reads
from domain.privacy.glance import (
    DIGIT,
    ENOUGH,
    HASH,
    HEARD,
    OTHER,
    is_clean,
    is_coded,
    may_spell,
    says_nothing,
)
from domain.privacy.identities import identities
from domain.privacy.links import links
from domain.privacy.misread import MISREAD, MIXED, WORDS, as_digits, spoken
from domain.privacy.people import announced, may_announce
from domain.privacy.phones import phones
from domain.privacy.wallets import wallets

LARGE = 50_000
"""Characters from which on a text may be a dump, which is read faster."""
DEEPEST = 2
"""Times that something encoded may hold something encoded."""


def find(text: str) -> Sequence[Finding]:
    """Return what is personal, in order, none overlapping; places are those of the text."""
    return [] if is_clean(text) else found_in(text)


def found_in(text: str) -> Sequence[Finding]:
    """Find without a glance before."""
    return settled(spans(text, DEEPEST))


def spans(text: str, deep: int) -> Iterator[Span]:
    """Yield every claim on the text, overlapping ones too."""
    view = View.of(text).folded()
    if not is_coded(text) or not says_nothing(view.text):
        yield from _placed(view, seen(view.text))
    plain = reads(view.text) if is_coded(view.text) or "<" in text or "=" in text else view.text
    if plain != view.text and not says_nothing(plain):
        view = opened(view)
        yield from _placed(view, seen(view.text))
    if deep:
        yield from _encoded(view, deep - 1)


def seen(text: str) -> Iterator[Span]:
    """Yield the claims on a text that is read as it stands."""
    low = text.lower()
    plain = list(emails(text)) if "@" in text else []
    yield from plain
    if text.count("@") > len(plain) or may_spell(text, low):
        yield from spelt(text)
    if "://" in text or "www." in text:
        yield from links(text)
    heard = HEARD.intersection(low.replace("-", " ").split())
    if heard or may_announce(low):
        yield from announced(text, low, heard)
        yield from spoken(text, WORDS & heard)
    if text.count("-") > 1 or HASH.search(text):
        text = OTHER.sub(_blank, text)
    if len(text) > LARGE:
        dense = list(numbers(text))
        yield from dense
        text = without(text, dense)
    yield from addresses(text)
    if DIGIT.search(text):
        written = list(accounts(text))
        yield from (Span("iban", start, end) for start, end, right in written if right)
        yield from wallets(text)
        for start, end in ((start, end) for start, end, _ in written if text[start + 2].isdigit()):
            text = f"{text[:start]}{'_' * (end - start)}{text[end:]}"
    if ENOUGH.search(text):
        if MIXED.search(text):
            text = MISREAD.sub(as_digits, text)
        yield from cards(text)
        yield from phones(text)
        yield from identities(text)


def _blank(match: re.Match[str]) -> str:
    return "_" * len(match.group())


def _placed(view: View, claims: Iterator[Span]) -> Iterator[Span]:
    starts, ends = view.starts, view.ends
    for kind, start, end, doubtful in claims:
        yield Span(kind, starts[start], ends[end - 1], doubtful)


def _encoded(view: View, deep: int) -> Iterator[Span]:
    for word in WORD.finditer(view.text):
        plain = plain_of(word.group())
        inside = (
            next(iter(settled(spans(plain, deep))), None) if plain and not is_clean(plain) else None
        )
        if inside:
            yield Span(inside.kind, view.starts[word.start()], view.ends[word.end() - 1])
