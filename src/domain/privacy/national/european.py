"""Europe, south and west."""

import re

from domain.privacy.weights import is_day, is_mod_11_10, is_varied, weighed

DNI = "TRWAGMYFPDXBNJZSQVHLCKE"
ODD = dict(zip("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", (
    1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10,
    22, 25, 24, 23,
), strict=True))  # fmt: skip
EVEN = {one: at if one.isdigit() else at - 10 for at, one in enumerate(ODD)}
OMOCODE = str.maketrans("LMNPQRSTUV", "0123456789")
CODICE = re.compile(r"[A-Z]{6}\d\d[A-EHLMPRST]\d\d[A-Z]\d{3}[A-Z]")
NINO = re.compile(
    r"(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z](?!000000)\d{6}[A-D]"
)
NINO_TEST = frozenset({"FQ", "UV"})
IRISH = "WABCDEFGHIJKLMNOPQRSTUV"


def dni(compact: str) -> bool:
    """Spain, nationals."""
    return compact[:-1].isdigit() and DNI[int(compact[:-1]) % 23] == compact[-1]


def nie(compact: str) -> bool:
    """Spain, foreigners."""
    return (
        compact[0] in "XYZ"
        and DNI[int(f"{'XYZ'.index(compact[0])}{compact[1:8]}") % 23] == compact[8]
    )


def codice_fiscale(compact: str) -> bool:
    """Italy; letters may stand for digits where two people would share one."""
    plain = list(compact)
    for at in (6, 7, 9, 10, 12, 13, 14):
        plain[at] = plain[at].translate(OMOCODE)
    told = "".join(plain)
    if not CODICE.fullmatch(told) or not 1 <= int(told[9:11]) % 40 <= 31:
        return False
    total = sum(ODD[one] for one in compact[:15:2]) + sum(EVEN[one] for one in compact[1:15:2])
    return chr(65 + total % 26) == compact[15]


def nir(compact: str) -> bool:
    """France: sex, year, month, place, and 97 less the rest mod 97."""
    plain = compact.replace("2A", "19", 1) if compact[5:7] == "2A" else compact
    plain = plain.replace("2B", "18", 1) if plain[5:7] == "2B" else plain
    if not plain.isdigit() or plain[0] not in "123478":
        return False
    month = int(plain[3:5])
    return (1 <= month <= 12 or month >= 20) and 97 - int(plain[:13]) % 97 == int(plain[13:])


def steuer_id(digits: str) -> bool:
    """Germany: one of the first ten digits stands twice or three times."""
    body = digits[:10]
    often = sorted(body.count(one) for one in set(body))
    return digits[0] != "0" and often[-1] in {2, 3} and often[-2] == 1 and is_mod_11_10(digits)


def rvnr(compact: str) -> bool:
    """Germany, pensions: area, birth, initial, serial, check."""
    letter = f"{ord(compact[8]) - 64:02}"
    digits = compact[:8] + letter + compact[9:11]
    total = sum(
        sum(divmod(int(one) * weight, 10))
        for one, weight in zip(digits, (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1), strict=True)
    )
    return is_day(compact[4:6], compact[2:4]) and total % 10 == int(compact[11])


def kvnr(compact: str) -> bool:
    """Germany, health insurance."""
    digits = f"{ord(compact[0]) - 64:02}{compact[1:9]}"
    total = sum(sum(divmod(int(one) * (1 + at % 2), 10)) for at, one in enumerate(digits))
    return total % 10 == int(compact[9])


def bsn(digits: str) -> bool:
    """The Netherlands: the eleven test."""
    return is_varied(digits) and weighed(digits, (9, 8, 7, 6, 5, 4, 3, 2, -1)) % 11 == 0


def nino(compact: str) -> bool:
    """United Kingdom: no check digit, but letters that are not given out."""
    return NINO.fullmatch(compact) is not None


def nhs(digits: str) -> bool:
    """England and Wales, health."""
    return is_varied(digits) and weighed(digits, (10, 9, 8, 7, 6, 5, 4, 3, 2, 1)) % 11 == 0


def belgian(digits: str) -> bool:
    born = int(digits[2:4]) <= 12 and int(digits[4:6]) <= 31
    return born and any(
        97 - int(century + digits[:9]) % 97 == int(digits[9:]) for century in ("", "2")
    )


def swiss(digits: str) -> bool:
    """Switzerland: 756 and the digit of EAN-13."""
    return digits[:3] == "756" and weighed(digits, (1, 3) * 6 + (1,)) % 10 == 0


def irish(compact: str) -> bool:
    last = ord(compact[8]) - 64 if len(compact) > 8 and compact[8] != "W" else 0
    return IRISH[(weighed(compact[:7], range(8, 1, -1)) + 9 * last) % 23] == compact[7]


def nif(digits: str) -> bool:
    """Portugal."""
    rest = weighed(digits[:8], range(9, 1, -1)) % 11
    return digits[0] in "123456789" and (0 if rest < 2 else 11 - rest) == int(digits[8])


def jmbg(digits: str) -> bool:
    """The former Yugoslavia: a day of birth, a region, mod 11."""
    total = weighed(digits, (7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2))
    last = 11 - total % 11
    return is_day(digits[2:4], digits[:2]) and (0 if last > 9 else last) == int(digits[12])
