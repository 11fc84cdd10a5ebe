"""Numbers of cards and of accounts that are cut where they are printed with a space."""

import re
from collections.abc import Iterator, Sequence

from domain.events.privacy.found import Item, Places
from domain.events.privacy.written import written
from domain.privacy.accounts import LENGTHS, is_iban
from domain.privacy.cards import is_card, plain_digits

LONGEST_IBAN = 34
CARD_CUTS = {
    (4, 4, 4, 4),
    (4, 6, 5),
    (4, 6, 4),
    (4, 4, 4, 4, 3),
    (8, 8),
    (6, 10),
    (4, 4, 4, 3),
    (4, 4, 4, 1),
}
IBAN_START = re.compile(r"[A-Za-z]{2}\d\d[A-Za-z0-9]{0,12}")
IBAN_PART = re.compile(r"[A-Za-z0-9 ]{1,32}")


def cards(items: Sequence[Item]) -> Iterator[Places]:
    parts = [written(value) for _, value in items]
    at = 0
    while at < len(parts) - 1:
        sized = (5, 4, 3, 2) if parts[at].isdigit() and parts[at + 1].isdigit() else ()
        size = next((n for n in sized if _is_card(parts[at : at + n], n)), 0)
        if size:
            yield "card", range(at, at + size)
        at += size or 1


def _is_card(parts: Sequence[str], size: int) -> bool:
    cuts = tuple(map(len, parts))
    return (
        len(parts) == size
        and cuts in CARD_CUTS
        and all(map(str.isdigit, parts))
        and is_card(plain_digits("".join(parts)))
    )


def accounts(items: Sequence[Item]) -> Iterator[Places]:
    for at, (_, value) in enumerate(items):
        if isinstance(value, str) and IBAN_START.fullmatch(value) and value[:2].upper() in LENGTHS:
            whole = value
            for last in range(at + 1, min(at + 10, len(items))):
                part = written(items[last][1])
                if not IBAN_PART.fullmatch(part) or len(whole) > LONGEST_IBAN:
                    break
                whole += part
                if is_iban(whole.replace(" ", "").upper()):
                    yield "iban", range(at, last + 1)
                    break
