"""Asia, Africa and Australia."""

from domain.privacy.cards import has_luhn
from domain.privacy.weights import is_day, is_varied, is_verhoeff, weighed

PROVINCES = frozenset(
    "001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 "
    "036 037 038 040 042"
    " 044 045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 077 079 080 "
    "082 083 084 086 087"
    " 089 091 092 093 094 095 096".split()
)
THIS_YEAR = 30
"""Two digits of a year that nobody is born after yet, with room."""
CHINESE = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
KOREAN = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)


def cccd(digits: str) -> bool:
    """Vietnam: province, then century with sex, then the year of birth."""
    if digits[:3] not in PROVINCES or digits[3] > "3":
        return False
    return digits[3] in "01" or int(digits[4:6]) < THIS_YEAR


def chinese(compact: str) -> bool:
    century = compact[6:8] in {"18", "19", "20"} and compact[0] in "12345678"
    dated = century and is_day(compact[10:12], compact[12:14])
    return dated and "10X98765432"[weighed(compact[:17], CHINESE) % 11] == compact[17]


def aadhaar(digits: str) -> bool:
    """India: does not begin with 0 or 1, and is no palindrome."""
    return digits[0] > "1" and digits != digits[::-1] and is_verhoeff(digits)


def pan(compact: str) -> bool:
    """India: the fourth letter tells who holds it."""
    return compact[3] in "ABCFGHJLPT"


def nric(compact: str) -> bool:
    """Singapore: citizens, residents and foreigners."""
    first, digits = compact[0], compact[1:8]
    letters = {
        "S": "JZIHGFEDCBA",
        "T": "JZIHGFEDCBA",
        "F": "XWUTRQPNMLK",
        "G": "XWUTRQPNMLK",
        "M": "XWUTRQPNJLK",
    }
    if first not in letters:
        return False
    total = weighed(digits, (2, 7, 6, 5, 4, 3, 2)) + {"S": 0, "F": 0, "T": 4, "G": 4, "M": 3}[first]
    return letters[first][total % 11] == compact[8]


def rrn(digits: str) -> bool:
    """Korea: born, century with sex; the last digit is random since October 2020."""
    return is_day(digits[2:4], digits[4:6]) and digits[6] in "12345678"


def checked_rrn(digits: str) -> bool:
    return rrn(digits) and (11 - weighed(digits[:12], KOREAN) % 11) % 10 == int(digits[12])


def thai(digits: str) -> bool:
    return digits[0] in "12345678" and (
        11 - weighed(digits[:12], range(13, 1, -1)) % 11
    ) % 10 == int(digits[12])


def turkish(digits: str) -> bool:
    numbers = [int(digit) for digit in digits]
    odd, even = sum(numbers[0:9:2]), sum(numbers[1:8:2])
    return (
        numbers[0] > 0
        and (7 * odd - even) % 10 == numbers[9]
        and sum(numbers[:10]) % 10 == numbers[10]
    )


def taiwanese(compact: str) -> bool:
    number = str("ABCDEFGHJKLMNPQRSTUVXYWZIO".index(compact[0]) + 10)
    return (
        compact[1] in "1289"
        and weighed(number + compact[1:], (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1)) % 10 == 0
    )


def malaysian(digits: str) -> bool:
    """Born, then a state or a country of birth."""
    return is_day(digits[2:4], digits[4:6]) and digits[6:8] not in {
        "00",
        "17",
        "18",
        "19",
        "20",
        "69",
        "70",
        "73",
        "80",
        "81",
    }


def hong_kong(compact: str) -> bool:
    total = 36 * 9 + weighed(compact[1:7], (7, 6, 5, 4, 3, 2)) + (ord(compact[0]) - 55) * 8
    return "0123456789A"[-total % 11] == compact[7]


def israeli(digits: str) -> bool:
    return has_luhn(digits) and is_varied(digits)


def emirati(digits: str) -> bool:
    """Emirates: 784, the year of birth, and a Luhn digit."""
    return digits[:3] == "784" and digits[3:5] in {"19", "20"} and has_luhn(digits)


def south_african(digits: str) -> bool:
    return (
        is_day(digits[2:4], digits[4:6])
        and digits[10] in "012"
        and digits[11] in "89"
        and has_luhn(digits)
    )


def tfn(digits: str) -> bool:
    """Australia, the tax file number."""
    return is_varied(digits) and weighed(digits, (1, 4, 3, 7, 5, 8, 6, 9, 10)) % 11 == 0


def medicare(digits: str) -> bool:
    """Australia."""
    return digits[0] in "23456" and weighed(digits, (1, 3, 7, 9, 1, 3, 7, 9)) % 10 == int(digits[8])


def my_number(digits: str) -> bool:
    """Japan: the Individual Number, weights 2 to 7 from the right."""
    rest = weighed(digits, (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11
    return int(digits[11]) == (0 if rest <= 1 else 11 - rest) and is_varied(digits)
