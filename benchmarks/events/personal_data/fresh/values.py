"""What is hidden in the fresh sets: addresses, numbers and ids of made-up people."""

from collections.abc import Callable
from ipaddress import IPv6Address
from random import Random

from benchmarks.events.personal_data.digits import iban, luhn, some

Maker = Callable[[Random], str]
GIVEN = "amara bodhi chidi dagny eitan farida goran hanako ingrid joaquin kwame linh mireille ngoc".split()
FAMILY = (
    "adeyemi brandt castillo dimitrov eriksen fukuda ghosh horvat ibrahim jovanovic kim le".split()
)
DOMAINS = "post.dk correo.mx thu.vn inbox.museum mailbox.photography firma.com.pl webmail.ac.nz kontor.io".split()
ISSUERS = ("4539", "4916", "5212", "5409", "2301", "6011", "3530", "6212", "9704")


def person(r: Random) -> tuple[str, str]:
    return r.choice(GIVEN), r.choice(FAMILY)


def local(r: Random) -> str:
    given, family = person(r)
    year = r.randrange(60, 99)
    return r.choice([
        f"{given}.{family}", f"{given}{year}", f"{given[0]}.{family}", f"{family}_{given}",
        f"{given}-{family}{year}", f"{given}+shop{year}", f"{family}.{given[0]}{year}",
    ])  # fmt: skip


def email(r: Random) -> str:
    return f"{local(r)}@{r.choice(DOMAINS)}"


def number(pattern: str) -> Maker:
    """Write a digit for each `#`, and one that is not 0 or 1 for each `N`."""
    return lambda r: "".join(
        {"#": some(r, 1), "N": r.choice("23456789")}.get(one, one) for one in pattern
    )


def mobile(r: Random) -> str:
    return r.choice("090 091 093 096 097 098 086 070 077 081 033 036 056".split()) + some(r, 7)


def card(r: Random) -> str:
    start = r.choice(ISSUERS)
    return luhn(start + some(r, 15 - len(start)))


def amex(r: Random) -> str:
    return luhn(r.choice(("34", "37")) + some(r, 12))


def account(r: Random) -> str:
    country, size = r.choice(
        [("DE", 18), ("AT", 16), ("CH", 17), ("PL", 24), ("ES", 20), ("BE", 12)]
    )
    return iban(country, some(r, size))


def four(r: Random) -> str:
    return f"{r.choice((81, 93, 113, 171, 185))}.{r.randrange(1, 255)}.{r.randrange(1, 255)}.{r.randrange(2, 255)}"


def six(r: Random) -> str:
    return str(IPv6Address((0x2A02 << 112) | r.getrandbits(100)))
