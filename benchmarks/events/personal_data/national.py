"""National ids, each made by its issuer's rule."""

from random import Random

from benchmarks.events.personal_data.digits import born, luhn, some, verhoeff, weighted


def cccd(r: Random) -> str:
    """Vietnam: province, century and sex, year, serial."""
    year = r.randrange(1950, 2010)
    province = r.choice(
        "001 002 004 010 019 022 024 030 031 033 036 040 048 068 075 079 087".split()
    )
    return f"{province}{(year - 1900) // 100 * 2 + r.randrange(2)}{year % 100:02}{some(r, 6)}"


def ssn(r: Random) -> str:
    area = r.choice([n for n in range(100, 772) if n != 666])
    return f"{area}-{r.randrange(1, 100):02}-{r.randrange(1, 10000):04}"


def itin(r: Random) -> str:
    return f"9{some(r, 2)}-{r.choice([70, 75, 80, 88, 90, 92, 94, 99])}-{some(r, 4)}"


def dni(r: Random) -> str:
    number = r.randrange(10_000_000, 99_999_999)
    return f"{number}{'TRWAGMYFPDXBNJZSQVHLCKE'[number % 23]}"


def nie(r: Random) -> str:
    first, rest = r.randrange(3), some(r, 7)
    return f"{'XYZ'[first]}{rest}{'TRWAGMYFPDXBNJZSQVHLCKE'[int(f'{first}{rest}') % 23]}"


def codice_fiscale(r: Random) -> str:
    year, month, day = born(r)
    letters = "".join(r.choice("BCDFGLMNPRSTVZ") for _ in range(6))
    body = f"{letters}{year % 100:02}{'ABCDEHLMPRST'[month - 1]}{day + r.choice([0, 40]):02}"
    body += f"{r.choice('ABCDFGHL')}{r.randrange(100, 900)}"
    odd = dict(zip("0123456789", (1, 0, 5, 7, 9, 13, 15, 17, 19, 21), strict=True))
    odd |= dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", (
        1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
    ), strict=True))  # fmt: skip
    even = [int(one) if one.isdigit() else ord(one) - 65 for one in body[1::2]]
    return body + chr(65 + (sum(odd[one] for one in body[::2]) + sum(even)) % 26)


def pesel(r: Random) -> str:
    year, month, day = born(r)
    body = f"{year % 100:02}{month + (20 if year >= 2000 else 0):02}{day:02}{some(r, 4)}"
    return body + str(-weighted(body, (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)) % 10)


def cpf(r: Random) -> str:
    body = some(r, 9)
    for length in (10, 11):
        rest = weighted(body, tuple(range(length, 1, -1))) % 11
        body += str(0 if rest < 2 else 11 - rest)
    return f"{body[:3]}.{body[3:6]}.{body[6:9]}-{body[9:]}"


def bsn(r: Random) -> str:
    while True:
        body = f"{r.randrange(1, 10)}{some(r, 7)}"
        if (last := weighted(body, (9, 8, 7, 6, 5, 4, 3, 2)) % 11) < 10:
            return body + str(last)


def chinese(r: Random) -> str:
    year, month, day = born(r)
    region = r.choice("110101 310104 440305 510107 330106".split())
    body = f"{region}{year}{month:02}{day:02}{some(r, 3)}"
    return (
        body
        + "10X98765432"[weighted(body, (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)) % 11]
    )


def aadhaar(r: Random) -> str:
    number = verhoeff(f"{r.randrange(2, 10)}{some(r, 10)}")
    return f"{number[:4]} {number[4:8]} {number[8:]}"


def finnish(r: Random) -> str:
    year, month, day = born(r)
    birth, serial = f"{day:02}{month:02}{year % 100:02}", r.randrange(2, 900)
    check = "0123456789ABCDEFHJKLMNPRSTUVWXY"[int(f"{birth}{serial:03}") % 31]
    return f"{birth}{'-' if year < 2000 else 'A'}{serial:03}{check}"


def swedish(r: Random) -> str:
    year, month, day = born(r)
    number = luhn(f"{year % 100:02}{month:02}{day:02}{some(r, 3)}")
    return r.choice(["", str(year // 100)]) + f"{number[:6]}-{number[6:]}"


def nir(r: Random) -> str:
    year, month, _ = born(r)
    body = f"{r.randrange(1, 3)}{year % 100:02}{month:02}{r.randrange(1, 96):02}{r.randrange(1, 990):03}"
    body = body.replace("20", "21") if body[5:7] == "20" else body
    body += f"{r.randrange(1, 999):03}"
    return body + f"{97 - int(body) % 97:02}"


def steuer_id(r: Random) -> str:
    body = r.sample("0123456789", 9)
    body = list("123456789") if body[0] == "0" else body
    body.append(body[r.randrange(1, 9)])
    state = 10
    for digit in body:
        total = (int(digit) + state) % 10 or 10
        state = total * 2 % 11
    return "".join(body) + str((11 - state) % 10)


def nino(r: Random) -> str:
    first, second = r.choice("ABCEGHJKLMPRSTWXYZ"), r.choice("ABCEHJKLMPRSWXYZ")
    prefix = (
        "AB" if first + second in {"BG", "GB", "NK", "KN", "TN", "NT", "ZZ"} else first + second
    )
    number = some(r, 6)
    spaced = f"{prefix} {number[:2]} {number[2:4]} {number[4:]} {r.choice('ABCD')}"
    return r.choice([spaced, spaced.replace(" ", "")])


def nhs(r: Random) -> str:
    while True:
        body = some(r, 9)
        if (last := -weighted(body, (10, 9, 8, 7, 6, 5, 4, 3, 2)) % 11) < 10:
            return f"{body[:3]} {body[3:6]} {body[6:]}{last}"


def nric(r: Random) -> str:
    first, body = r.choice("STFG"), some(r, 7)
    total = weighted(body, (2, 7, 6, 5, 4, 3, 2)) + (4 if first in "TG" else 0)
    return first + body + ("JZIHGFEDCBA" if first in "ST" else "XWUTRQPNMLK")[total % 11]


def pan(r: Random) -> str:
    letters = "".join(r.choice("ABCDEFGHKLMNRSTUV") for _ in range(3))
    return f"{letters}P{r.choice('AGKMRS')}{some(r, 4)}{r.choice('ABCDEFGHK')}"


def rrn(r: Random) -> str:
    year, month, day = born(r)
    front = f"{year % 100:02}{month:02}{day:02}"
    body = front + str(r.randrange(1, 3) + (2 if year >= 2000 else 0)) + some(r, 5)
    return (
        f"{front}-{body[6:]}{(11 - weighted(body, (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)) % 11) % 10}"
    )


def thai(r: Random) -> str:
    body = f"{r.randrange(1, 9)}{some(r, 11)}"
    last = (11 - weighted(body, tuple(range(13, 1, -1))) % 11) % 10
    return f"{body[0]}-{body[1:5]}-{body[5:10]}-{body[10:]}-{last}"


def turkish(r: Random) -> str:
    body = f"{r.randrange(1, 10)}{some(r, 8)}"
    odd, even = sum(map(int, body[::2])), sum(map(int, body[1::2]))
    body += str((odd * 7 - even) % 10)
    return body + str(sum(map(int, body)) % 10)


def tfn(r: Random) -> str:
    while True:
        number = f"{r.randrange(1, 9)}{some(r, 8)}"
        if weighted(number, (1, 4, 3, 7, 5, 8, 6, 9, 10)) % 11 == 0:
            return f"{number[:3]} {number[3:6]} {number[6:]}"


def sin(r: Random) -> str:
    number = luhn(f"{r.choice('1234567')}{some(r, 7)}")
    return f"{number[:3]}-{number[3:6]}-{number[6:]}"


def south_african(r: Random) -> str:
    year, month, day = born(r)
    return luhn(f"{year % 100:02}{month:02}{day:02}{some(r, 4)}{r.randrange(2)}8")


SURE = (
    cccd, ssn, itin, dni, nie, codice_fiscale, pesel, cpf, chinese, aadhaar, finnish, swedish, nir,
    steuer_id, nino, nric, pan, rrn, thai, turkish, south_african,
)  # fmt: skip
"""Found wherever they stand."""
NAMED = {
    bsn: ("BSN: {}", "mijn burgerservicenummer is {}"),
    nhs: ("NHS number {}", "her NHS no. is {}"),
    tfn: ("TFN {}", "my tax file number is {}"),
    sin: ("SIN {}", "social insurance number: {}"),
}
"""One check digit of nine or ten: found where they are called by their name."""
