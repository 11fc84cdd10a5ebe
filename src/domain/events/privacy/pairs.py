"""Fields that go on with their neighbours: a user and a domain, a code and a number."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from domain.events.json_value import JsonValue
from domain.events.privacy.found import Item, Places
from domain.events.privacy.roles import CODE, DOMAIN, HOST, LOCAL, NUMBER, SURELY_LOCAL, is_part
from domain.events.privacy.written import written
from domain.privacy.phones import is_international

NAME = re.compile(r"[\w.+-]{1,64}")
DOTTED = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,6}[^\W\d_]{2,24}")
DIGITS = re.compile(r"[\d ().\-]{4,20}")
SHORT = re.compile(r"\+?\d{1,4}")


def pairs(items: Sequence[Item]) -> Iterator[Places]:
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


def far_pairs(items: Sequence[Item]) -> Iterator[Places]:
    """Yield the one user and the one domain of an object, wherever they stand."""
    locals_, domains = (
        [at for at, (name, _) in enumerate(items) if name and role.fullmatch(name)]
        for role in (LOCAL, DOMAIN)
    )
    if len(locals_) == len(domains) == 1:
        first, second = locals_[0], domains[0]
        if abs(first - second) > 1 and _is_email(*items[first], *items[second]):
            yield "email", sorted((first, second))


def signed(items: Sequence[Item]) -> Iterator[Places]:
    """Yield neighbours of which one has the @, or that stand around one, or among e-mails."""
    texts = [value if isinstance(value, str) else "" for _, value in items]
    for at, (one, other) in enumerate(pairwise(texts)):
        if other == "@" and at + 2 < len(texts):
            places, local, host = range(at, at + 3), one, texts[at + 2]
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
    code, number = written(value), written(next_value)
    if not (SHORT.fullmatch(code) and DIGITS.fullmatch(number)):
        return False
    return is_international(code.lstrip("+0") + re.sub(r"\D", "", number).lstrip("0"))
