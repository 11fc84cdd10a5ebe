"""What is believed of a number that shows only once words are read, or gaps are closed."""

from collections.abc import Iterable, Iterator, Sequence

from domain.privacy.finding import Span
from domain.privacy.hints import hinted
from domain.privacy.phones import COUNTING
from domain.privacy.squeezing import Zone

CHECKED = frozenset({"email", "crypto", "iban", "url", "ip"})
"""Their form or their check is enough."""
LONGEST_NATIONAL = 11
NUMBERED, FAR = range(9, 16), 2
"""Digits of a phone; words that may stand between an announcement and the number."""


def believed(text: str, zones: Sequence[Zone], claims: Iterable[Span]) -> Iterator[Span]:
    """Yield the claims on a rewritten place that are checked, announced, or all there is."""
    for claim in claims:
        zone = next((one for one in zones if one.start < claim.end and claim.start < one.end), None)
        if zone and _is_believed(text, zone, claim):
            yield claim


def _is_believed(text: str, zone: Zone, claim: Span) -> bool:
    if claim.kind in CHECKED or zone.is_singles or (claim.kind == "card" and zone.is_fours):
        return True
    size = zone.end - zone.start
    is_all = size <= LONGEST_NATIONAL and text.strip() == text[zone.start : zone.end]
    if claim.kind == "phone" and (text[zone.start] == "+" or is_all):
        return True
    return hinted(claim.kind, text, claim.start, far=FAR)


def numbers_told(text: str, zones: Iterable[Zone]) -> Iterator[Span]:
    """Yield phones that are told digit by digit: hardly another number is."""
    for zone in zones:
        digits = text[zone.start : zone.end]
        is_long = len(digits) in NUMBERED and digits not in COUNTING
        if is_long and not hinted("counted", text, zone.start):
            yield Span("phone", zone.start, zone.end, doubtful=True)
