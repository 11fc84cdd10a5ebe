"""Europe, north and east: ids that begin with a date of birth."""

from domain.privacy.cards import has_luhn
from domain.privacy.weights import is_day, weighed

FINNISH = "0123456789ABCDEFHJKLMNPRSTUVWXY"


def finnish(compact: str) -> bool:
    """Take DDMMYY, three digits and the check, without the sign of the century."""
    born = is_day(compact[2:4], compact[:2])
    return born and compact[:9].isdigit() and FINNISH[int(compact[:9]) % 31] == compact[9]


def finnish_lettered(compact: str) -> bool:
    """Take it with a letter for the century."""
    return compact[6] in "ABCDEFYXWVU" and finnish(compact[:6] + compact[7:])


def swedish(digits: str) -> bool:
    """Take ten digits or twelve; sixty is added to the day of those without residence."""
    short = digits[-10:]
    day = int(short[4:6])
    century = len(digits) == 10 or digits[:2] in {"18", "19", "20"}
    return century and is_day(short[2:4], f"{day - 60 if day > 60 else day:02}") and has_luhn(short)


def norwegian(digits: str) -> bool:
    day = int(digits[:2])
    first = weighed(digits[:10], (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)) % 11
    second = weighed(digits, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)) % 11
    return is_day(digits[2:4], f"{day - 40 if day > 40 else day:02}") and first == second == 0


def danish(digits: str) -> bool:
    """Denmark: the check digit was given up in 2007."""
    return is_day(digits[2:4], digits[:2])


def pesel(digits: str) -> bool:
    """Poland: the century is added to the month."""
    born = is_day(f"{int(digits[2:4]) % 20:02}", digits[4:6])
    return born and weighed(digits, (1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1)) % 10 == 0


def czech(digits: str) -> bool:
    """Czechia and Slovakia: fifty or twenty is added to the month."""
    month = int(digits[2:4]) % 50
    return (
        is_day(f"{month - 20 if month > 20 else month:02}", digits[4:6]) and int(digits) % 11 == 0
    )


def romanian(digits: str) -> bool:
    check = weighed(digits, (2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9)) % 11
    return (
        digits[0] in "123456789"
        and is_day(digits[3:5], digits[5:7])
        and (1 if check == 10 else check) == int(digits[12])
    )


def bulgarian(digits: str) -> bool:
    check = weighed(digits, (2, 4, 8, 5, 10, 9, 7, 3, 6)) % 11 % 10
    return is_day(f"{int(digits[2:4]) % 20:02}", digits[4:6]) and check == int(digits[9])


def baltic(digits: str) -> bool:
    """Estonia and Lithuania."""
    rest = weighed(digits, (1, 2, 3, 4, 5, 6, 7, 8, 9, 1)) % 11
    if rest == 10:
        rest = weighed(digits, (3, 4, 5, 6, 7, 8, 9, 1, 2, 3)) % 11
    return (
        digits[0] in "123456" and is_day(digits[3:5], digits[5:7]) and rest % 10 == int(digits[10])
    )


def greek(digits: str) -> bool:
    return is_day(digits[2:4], digits[:2]) and has_luhn(digits)


def snils(digits: str) -> bool:
    """Russia, pensions."""
    return weighed(digits, range(9, 0, -1)) % 101 % 100 == int(digits[9:])


def inn(digits: str) -> bool:
    """Russia, taxes of a person."""
    first = weighed(digits, (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)) % 11 % 10
    second = weighed(digits, (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)) % 11 % 10
    return first == int(digits[10]) and second == int(digits[11])


def austrian(digits: str) -> bool:
    check = weighed(digits, (3, 7, 9, 0, 5, 8, 4, 2, 1, 6)) % 11
    return digits[0] != "0" and is_day(digits[6:8], digits[4:6]) and check == int(digits[3])


def icelandic(digits: str) -> bool:
    """Iceland: a day, a serial with its check digit, the century."""
    born = is_day(digits[2:4], digits[:2]) and digits[9] in "089"
    return born and weighed(digits, (3, 2, 7, 6, 5, 4, 3, 2, 1)) % 11 == 0


def latvian(digits: str) -> bool:
    """Latvia: a day of birth, or 32 since 2017."""
    if digits[:2] == "32":
        return True
    check = (1101 - weighed(digits[:10], (1, 6, 3, 7, 9, 10, 5, 8, 4, 2))) % 11 % 10
    return is_day(digits[2:4], digits[:2]) and check == int(digits[10])
