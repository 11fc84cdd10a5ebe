"""Check digits, as issuers compute them."""

from random import Random

VERHOEFF_D = (
    "0123456789", "1234067895", "2340178956", "3401289567", "4012395678",
    "5987604321", "6598710432", "7659821043", "8765932104", "9876543210",
)  # fmt: skip
VERHOEFF_P = (
    "0123456789", "1576283094", "5803796142", "8916043527",
    "9453126870", "4286573901", "2793806415", "7046913258",
)  # fmt: skip


def some(random: Random, length: int) -> str:
    return "".join(random.choice("0123456789") for _ in range(length))


def weighted(digits: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))


def luhn(body: str) -> str:
    """Return the body with its Luhn digit (ISO/IEC 7812-1, annex B)."""
    doubled = [int(digit) * (2 - at % 2) for at, digit in enumerate(reversed(body))]
    return body + str(-sum(n // 10 + n % 10 for n in doubled) % 10)


def verhoeff(body: str) -> str:
    for last in "0123456789":
        state = 0
        for at, digit in enumerate(reversed(body + last)):
            state = int(VERHOEFF_D[state][int(VERHOEFF_P[at % 8][int(digit)])])
        if state == 0:
            return body + last
    raise AssertionError


def iban(country: str, account: str) -> str:
    """Return the account with its country and check digits (ISO 13616)."""
    number = "".join(str(int(one, 36)) for one in f"{account}{country}00")
    return f"{country}{98 - int(number) % 97:02}{account}"


def born(random: Random) -> tuple[int, int, int]:
    return random.randrange(1950, 2006), random.randrange(1, 13), random.randrange(1, 29)
