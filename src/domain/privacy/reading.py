"""Everything personal in a text: what it says, what it says when decoded, and where."""

import re
from collections.abc import Iterator, Sequence

from domain.privacy.accents import unmarked
from domain.privacy.accounts import accounts, checked
from domain.privacy.addresses import addresses
from domain.privacy.cards import cards
from domain.privacy.codes import uncoded
from domain.privacy.dumps import numbers, without
from domain.privacy.emails import emails, spelt
from domain.privacy.encoded import WORD, plain_of
from domain.privacy.finding import Finding, Span, settled
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
from domain.privacy.hints import REACH
from domain.privacy.identities import identities
from domain.privacy.layers import opened, reads
from domain.privacy.links import links, may_link
from domain.privacy.markup import unstyled
from domain.privacy.misread import MISREAD, MIXED, as_digits
from domain.privacy.people import announced, may_announce
from domain.privacy.phones import phones
from domain.privacy.scattered import scattered
from domain.privacy.signs import is_unspaced, signed
from domain.privacy.squeezing import squeezed
from domain.privacy.told import parted, told
from domain.privacy.verdicts import believed, numbers_told
from domain.privacy.view import View
from domain.privacy.wallets import wallets

LONGEST_REWRITTEN = 200_000
"""Characters up to which signs, words and gaps are looked for that hide something."""
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
    claims: list[Span] = []
    if len(text) <= LONGEST_REWRITTEN and (clear := unmarked(view)) is not view:
        claims += _placed(clear, spans(clear.text, deep))
    if not is_coded(text) or not says_nothing(view.text):
        claims += _placed(view, seen(view.text))
    plain = reads(view.text) if is_coded(view.text) or "<" in text or "=" in text else view.text
    if plain != view.text and not says_nothing(plain):
        claims += _rewritten(view, claims)
        view = opened(view)
        claims += _placed(view, seen(view.text))
    claims += _rewritten(view, claims, is_last=True)
    yield from claims
    for plain_view in uncoded(view) if deep else ():
        yield from _placed(plain_view, spans(plain_view.text, deep - 1))
    if deep:
        yield from _encoded(view, deep - 1)


def _rewritten(view: View, claims: Sequence[Span], *, is_last: bool = False) -> Sequence[Span]:
    """Return what shows without marks, with told signs and digits read, and gaps closed."""
    more: list[Span] = []
    if len(view.text) > LONGEST_REWRITTEN:
        return more
    for rewrite in (unmarked, signed):
        before, view = view, rewrite(view)
        if view is not before:
            more += _placed(view, seen(view.text))
    if (plain := unstyled(view)) is not view:
        more += _placed(plain, seen(plain.text))
        more += _placed(plain, scattered(plain, (*claims, *more)))
    view, zones = told(view)
    if zones:
        more += _placed(view, believed(view.text, zones, seen(view.text)))
        more += _placed(view, numbers_told(view.text, zones))
    if is_last:
        more += _placed(view, scattered(view, (*claims, *more)))
    for closed, zones in squeezed(view, (*claims, *more)):
        more += _placed(closed, believed(closed.text, zones, seen(closed.text)))
    return more


def seen(text: str) -> Iterator[Span]:
    """Yield the claims on a text that is read as it stands."""
    low = text.lower()
    words = parted(low)
    plain = list(emails(text)) if "@" in text else []
    yield from plain
    if text.count("@") > len(plain) or may_spell(text, low, words) or is_unspaced(text):
        yield from spelt(text)
    if may_link(text):
        yield from links(text)
    heard = HEARD.intersection(words)
    if heard or may_announce(low):
        yield from announced(text, low, heard)
    if text.count("-") > 1 or HASH.search(text):
        text = OTHER.sub(_blank, text)
    if len(text) > LARGE:
        dense = list(numbers(text))
        yield from dense
        text = without(text, dense)
    yield from addresses(text)
    yield from wallets(text)
    if DIGIT.search(text):
        written = list(accounts(text))
        yield from (Span("iban", start, end) for start, end, right in written if right)
        yield from (Span("iban", start, end, doubtful=True) for start, end in checked(text))
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
        before = view.text[max(0, word.start() - REACH) : word.start()] + " "
        if plain is None or is_clean(before + plain):
            continue
        inside = settled(one for one in spans(before + plain, deep) if one.start >= len(before))
        if inside:
            yield Span(inside[0].kind, view.starts[word.start()], view.ends[word.end() - 1])
