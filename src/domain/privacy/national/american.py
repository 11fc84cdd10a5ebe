"""The Americas: social security, taxpayers' and health insurance numbers."""

from domain.privacy.cards import has_luhn
from domain.privacy.weights import is_day, is_varied, weighed

NEVER_ISSUED = frozenset({"078051120", "219099999", "457555462"})
ITIN_GROUPS = frozenset(
    f"{n:02}" for n in (*range(50, 66), *range(70, 89), *range(90, 93), *range(94, 100))
)
MBI_LETTERS = frozenset("ACDEFGHJKMNPQRTUVWXY")


def ssn(digits: str) -> bool:
    """Social Security Administration: areas, groups and serials that are issued; and ITINs."""
    area, group, serial = digits[:3], digits[3:5], digits[5:]
    if area[0] == "9":
        return group in ITIN_GROUPS
    issued = area not in {"000", "666"} and group != "00" and serial != "0000"
    return issued and digits not in NEVER_ISSUED and is_varied(digits)


def mbi(compact: str) -> bool:
    """Medicare: no letter that reads like a digit."""
    letters = [one for one in compact if one.isalpha()]
    return compact[0] != "0" and MBI_LETTERS.issuperset(letters)


def sin(digits: str) -> bool:
    """Canada."""
    return digits[0] != "8" and has_luhn(digits) and is_varied(digits)


def cpf(digits: str) -> bool:
    """Brazil: two digits mod 11."""

    def check(length: int) -> str:
        return str(weighed(digits, range(length + 1, 1, -1)) * 10 % 11 % 10)

    return len(set(digits)) > 1 and digits[9] == check(9) and digits[10] == check(10)


def curp(compact: str) -> bool:
    """Mexico: a date of birth, a sex and a check digit of the whole."""
    alphabet = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ"
    total = sum(alphabet.index(one) * (18 - at) for at, one in enumerate(compact[:17]))
    return (
        is_day(compact[6:8], compact[8:10])
        and compact[10] in "HMX"
        and -total % 10 == int(compact[17], 36)
    )


def cuit(digits: str) -> bool:
    """Argentina: people's prefixes, mod 11."""
    check = (11 - weighed(digits[:10], (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11) % 11
    return digits[:2] in {"20", "23", "24", "27"} and str(check) == digits[10]


def rut(compact: str) -> bool:
    """Chile: mod 11, K for ten."""
    total = sum(int(one) * (2 + at % 6) for at, one in enumerate(reversed(compact[:-1])))
    return "0123456789K0"[(11 - total % 11)] == compact[-1]


def uruguayan(digits: str) -> bool:
    return -weighed(digits[:7], (2, 9, 8, 7, 6, 3, 4)) % 10 == int(digits[7])
