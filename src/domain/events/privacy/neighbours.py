"""Identities that are split over neighbouring values of one object or list."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from domain.events.json_value import JsonValue
from domain.privacy.accounts import LENGTHS, is_iban
from domain.privacy.cards import is_card, plain_digits
from domain.privacy.field_names import expected
from domain.privacy.phones import is_international
from domain.privacy.remembered import by_plain_name

Item = tuple[str, JsonValue]
Parts = Mapping[int, tuple[str, bool]]
"""By place: the kind, and whether it is the first part."""
LOCAL = re.compile(
    r"user|username|user_?name|local|email_?local(?:_?part)?|email_?prefix|mail_?user|mail_?name|alias|local_?part|account|mailbox|login|name|email_?user|email_?name|handle",
    re.IGNORECASE,
)
DOMAIN = re.compile(
    r"domain|domain_?part|email_?host|email_?server|email_?provider|mail_?server|at|email_?domain|mail_?domain|domain_?name|provider",
    re.IGNORECASE,
)
HOST = re.compile(r"host|hostname|host_?name|server|mail_?host", re.IGNORECASE)
SURELY_LOCAL = re.compile(
    r"email_?local(?:_?part)?|local|local_?part|mailbox|email_?user|email_?name", re.IGNORECASE
)
CODE = re.compile(
    r"(?:phone_?)?(?:country_?code|dial_?code|dialing_?code|calling_?code|prefix|cc|country|country_?prefix|intl_?code)",
    re.IGNORECASE,
)
NUMBER = re.compile(
    r"number|phone|phone_?number|national_?number|subscriber|subscriber_?number|mobile|line|local_?number|tel|msisdn",
    re.IGNORECASE,
)
NAME = re.compile(r"[\w.+-]{1,64}")
DOTTED = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,6}[^\W\d_]{2,24}")
DIGITS = re.compile(r"[\d ().\-]{4,20}")
SHORT = re.compile(r"\+?\d{1,4}")
PHONE_PART = re.compile(
    r"(?:phone_?)?(?:country_?code|dial_?code|area_?code|area|exchange|prefix|line|line_?number|"
    r"subscriber|number|local_?number)",
    re.IGNORECASE,
)
LONGEST_PIECE = 7
AROUND = " +.-/()"
"""What stands at the ends of a piece of a number."""
OCTETS, LARGEST_OCTET = 4, 255
WHOLE = {"phone": range(9, 15), "national_id": range(8, 13), "ip": range(4, 13)}
"""Digits, and a plus, of all the pieces together."""
FOUR_DIGITS, LONGEST_IBAN = 1000, 34
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


def joined(items: Sequence[Item]) -> Parts:
    """Return the places of the values that are personal only together."""
    if not _may_join(sum(is_part(name) for name, _ in items), items):
        return {}
    parts: dict[int, tuple[str, bool]] = {}
    for kind, places in (
        *_pairs(items), *_far_pairs(items), *_signed(items), *_pieces(items),
        *_cards(items), *_accounts(items),
    ):  # fmt: skip
        if not any(place in parts for place in places):
            parts.update({place: (kind, place == places[0]) for place in places})
    return parts


def _may_join(named: int, items: Sequence[Item]) -> bool:
    """Return whether two names or two values look like parts, at the price of a glance."""
    if named > 1 or any(name == "email" and isinstance(value, str) for name, value in items):
        return True
    return may_join([value for _, value in items])


def may_join(values: Iterable[JsonValue]) -> bool:
    """Return whether two of these values look like parts, whatever their names."""
    written = 0
    for value in values:
        if isinstance(value, str):
            if value.strip(AROUND).isdigit():
                written += 1
            elif "@" in (value[:1], value[-1:]) or _begins_account(value):
                return True
        elif isinstance(value, int):
            written += value >= FOUR_DIGITS
    return written > 1


def _begins_account(value: str) -> bool:
    return value[2:4].isdigit() and value[:2].upper() in LENGTHS


@by_plain_name
def is_part(name: str) -> bool:
    """Return whether a field of this name may hold a part of something personal."""
    return any(
        role.fullmatch(name)
        for role in (LOCAL, SURELY_LOCAL, DOMAIN, HOST, CODE, NUMBER, PHONE_PART)
    )


def _pairs(items: Sequence[Item]) -> Iterator[tuple[str, Sequence[int]]]:
    for at, ((name, value), (next_name, next_value)) in enumerate(pairwise(items)):
        if not (is_part(name) and is_part(next_name)):
            continue
        for first, second in (
            ((name, value), (next_name, next_value)),
            ((next_name, next_value), (name, value)),
        ):
            if _is_email(*first, *second):
                yield "email", (at, at + 1)
            elif _is_phone(*first, *second):
                yield "phone", (at, at + 1)


def _far_pairs(items: Sequence[Item]) -> Iterator[tuple[str, Sequence[int]]]:
    """Yield the one user and the one domain of an object, wherever they stand."""
    locals_, domains = (
        [at for at, (name, _) in enumerate(items) if name and role.fullmatch(name)]
        for role in (LOCAL, DOMAIN)
    )
    if len(locals_) == len(domains) == 1:
        first, second = locals_[0], domains[0]
        if abs(first - second) > 1 and _is_email(*items[first], *items[second]):
            yield "email", sorted((first, second))


def _signed(items: Sequence[Item]) -> Iterator[tuple[str, Sequence[int]]]:
    """Yield neighbours of which one has the @, or that stand around one, or among e-mails."""
    written = [value if isinstance(value, str) else "" for _, value in items]
    for at, (one, other) in enumerate(pairwise(written)):
        if other == "@" and at + 2 < len(written):
            places, local, host = range(at, at + 3), one, written[at + 2]
        elif (
            one.endswith("@")
            or other.startswith("@")
            or items[at][0] == "email" == items[at + 1][0]
        ):
            places, local, host = range(at, at + 2), one.removesuffix("@"), other.removeprefix("@")
        else:
            continue
        if NAME.fullmatch(local) and DOTTED.fullmatch(host):
            yield "email", places


def _is_email(name: str, value: JsonValue, next_name: str, next_value: JsonValue) -> bool:
    if not (isinstance(value, str) and isinstance(next_value, str)):
        return False
    named = LOCAL.fullmatch(name) and DOMAIN.fullmatch(next_name)
    surely = SURELY_LOCAL.fullmatch(name) and HOST.fullmatch(next_name)
    return bool(
        (named or surely) and NAME.fullmatch(value) and DOTTED.fullmatch(next_value.lstrip("@"))
    )


def _is_phone(name: str, value: JsonValue, next_name: str, next_value: JsonValue) -> bool:
    if not (CODE.fullmatch(name) and NUMBER.fullmatch(next_name)):
        return False
    code, number = _written(value), _written(next_value)
    if not (SHORT.fullmatch(code) and DIGITS.fullmatch(number)):
        return False
    return is_international(code.lstrip("+0") + re.sub(r"\D", "", number).lstrip("0"))


def _pieces(items: Sequence[Item]) -> Iterator[tuple[str, Sequence[int]]]:
    """Yield runs of short values that fields of one kind, or parts of a phone, hold together."""
    at = 0
    while at < len(items):
        kind, first = _kind_of_piece(items[at]), at
        at += 1
        while kind and at < len(items) and _kind_of_piece(items[at]) == kind:
            at += 1
        written = [_written(value) for _, value in items[first:at]]
        if (
            kind
            and at - first > 1
            and len("".join(written)) in WHOLE[kind]
            and _are_octets(kind, written)
        ):
            yield kind, range(first, at)


def _are_octets(kind: str, written: Sequence[str]) -> bool:
    """Return whether there are four of them and none is too large; true of any other kind."""
    return kind != "ip" or (
        len(written) == OCTETS and all(int(one) <= LARGEST_OCTET for one in written)
    )


def _kind_of_piece(item: Item) -> str | None:
    name, value = item
    written = _written(value).strip(AROUND)
    if not (name and written.isdecimal() and len(written) <= LONGEST_PIECE):
        return None
    if PHONE_PART.fullmatch(name):
        return "phone"
    kind = expected(name)
    return kind if kind in WHOLE else None


def _cards(items: Sequence[Item]) -> Iterator[tuple[str, Sequence[int]]]:
    written = [_written(value) for _, value in items]
    at = 0
    while at < len(written) - 1:
        sized = (5, 4, 3, 2) if written[at].isdigit() and written[at + 1].isdigit() else ()
        size = next((n for n in sized if _is_card(written[at : at + n], n)), 0)
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


def _accounts(items: Sequence[Item]) -> Iterator[tuple[str, Sequence[int]]]:
    for at, (_, value) in enumerate(items):
        if isinstance(value, str) and IBAN_START.fullmatch(value) and value[:2].upper() in LENGTHS:
            whole = value
            for last in range(at + 1, min(at + 10, len(items))):
                part = _written(items[last][1])
                if not IBAN_PART.fullmatch(part) or len(whole) > LONGEST_IBAN:
                    break
                whole += part
                if is_iban(whole.replace(" ", "").upper()):
                    yield "iban", range(at, last + 1)
                    break


def _written(value: JsonValue) -> str:
    return str(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else ""
