"""Whether characters without anything between them are a number of the kind that is announced."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from domain.privacy.accounts import is_iban
from domain.privacy.cards import is_card
from domain.privacy.national.table import RULES, Check
from domain.privacy.phones import COUNTING, is_international
from domain.privacy.shapes import SHAPE
from domain.privacy.wallets import wallets

Verified = Callable[..., bool]
"""Takes the words, whether they are even, and whether a plus stands before and behind them."""
ALIKE = str.maketrans("OoIlSB", "001158")
"""Those that anybody takes for digits."""
LIKE = str.maketrans("OoQDIliZzEASsGbTBgq", "0000111223455667899")
"""Letters that look like digits."""
VIETNAMESE = re.compile(r"(?:0|84|0084)(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9\d|2\d\d)\d{7}")
EVEN, FEWEST_DIGITS, FEWEST_CHECKED = range(9, 14), 6, 9
CODE = range(8, 19)
OCTETS, LARGEST_OCTET, GROUPS = 4, 255, 8
GROUP = re.compile(r"[0-9A-Fa-f]{1,4}")
UNMARKED = re.compile(r"[^A9]")


def _compact() -> Mapping[str, Collection[Check]]:
    """Return the strong checks by shape, without marks."""
    table: dict[str, set[Check]] = defaultdict(set)
    for shape, rules in RULES.items():
        table[UNMARKED.sub("", shape)] |= {check for check, level in rules if level == "sure"}
    return table


COMPACT = _compact()


def readings(written: str) -> Iterator[str]:
    """Yield it in capitals, with digits for letters that look so, and each backwards."""
    for text in (written, written[::-1]):
        yield text.upper()
        yield text.translate(LIKE).upper()
        for first in (1, 2):
            yield f"{text[:first]}{text[first:-1].translate(LIKE)}{text[-1:]}".upper()


def _is_card(words: Sequence[str], **_: bool) -> bool:
    return any(one.isdigit() and is_card(one) for one in readings("".join(words)))


def _is_account(words: Sequence[str], **_: bool) -> bool:
    return any(is_iban(one) for one in _accounts("".join(words)))


def _accounts(written: str) -> Iterator[str]:
    """Yield it, and with digits for all letters but a country's and, maybe, a bank's."""
    for text in (written, written[::-1]):
        yield text.upper()
        for plain in (4, 8):
            digits = text[2:4].translate(LIKE), text[plain:].translate(LIKE)
            yield f"{text[:2]}{digits[0]}{text[4:plain]}{digits[1]}".upper()


def _is_id(words: Sequence[str], **_: bool) -> bool:
    written = "".join(words)
    return len(written) >= FEWEST_CHECKED and any(
        check(one) for one in readings(written) for check in COMPACT.get(one.translate(SHAPE), ())
    )


def _is_identity(words: Sequence[str], *, is_even: bool, **_: bool) -> bool:
    if _is_id(words):
        return True
    written = "".join(words)
    digits = sum(map(str.isdigit, written.translate(ALIKE)))
    return is_even and len(written) in CODE and digits >= max(FEWEST_DIGITS, len(written) - 4)


def _is_phone(words: Sequence[str], *, is_even: bool, has_plus: bool, ends_in_plus: bool) -> bool:
    digits = "".join(words).translate(LIKE)
    if not digits.isdigit():
        return False
    if has_plus or ends_in_plus:
        return is_international(digits[::-1] if ends_in_plus and not has_plus else digits)
    if any(VIETNAMESE.fullmatch(one) for one in (digits, digits[::-1])):
        return digits not in COUNTING
    return (
        is_even
        and "".join(words).isdigit()
        and len(digits) in EVEN
        and is_international(digits.lstrip("0"))
    )


def _is_machine(words: Sequence[str], *, is_even: bool, **_: bool) -> bool:
    if not is_even:
        return False
    if len(words) == OCTETS:
        return all(one.isdigit() and int(one) <= LARGEST_OCTET for one in words)
    return len(words) == GROUPS and all(GROUP.fullmatch(one) for one in words)


def _is_wallet(words: Sequence[str], **_: bool) -> bool:
    """Return whether the whole is an address, which stood in pieces."""
    whole = "".join(words)
    return len(words) > 1 and any(
        span.start == 0 and span.end == len(whole) for span in wallets(whole)
    )


VERIFIED: Mapping[str, Verified] = {
    "card": _is_card, "iban": _is_account, "identity": _is_identity, "national_id": _is_id,
    "crypto": _is_wallet, "phone": _is_phone, "machine": _is_machine,
}  # fmt: skip
