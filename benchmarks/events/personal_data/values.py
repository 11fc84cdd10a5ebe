"""Addresses, numbers and accounts, each as its owner might write it."""

from hashlib import sha256
from random import Random

from benchmarks.events.personal_data.digits import iban, luhn, some

FIRST = "anna john minh lan huong pedro yuki fatima olga sven thao duc maria li omar".split()
LAST = "nguyen tran smith garcia muller rossi kowalski sato haddad pham novak oneil".split()
HOSTS = (
    "example.com example.org mail.example.net example.co.uk example.com.vn vi-du.vn a.b.example.io"
)
BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


def email(r: Random) -> str:
    first, last = r.choice(FIRST), r.choice(LAST)
    local = r.choice([
        f"{first}.{last}", f"{first}_{last}", f"{first[0]}{last}{r.randrange(99)}",
        f"{first}+news", f"{first}-{last}", first, f"{first.title()}.{last.title()}",
    ])  # fmt: skip
    return f"{local}@{r.choice(HOSTS.split())}"


VIETNAMESE = (
    "0{p}{a}{b}", "0{p} {a} {b}", "0{p}.{a}.{b}", "0{p}-{a}-{b}", "+84{p}{a}{b}", "+84 {p} {a} {b}",
    "84{p}{a}{b}", "0084 {p} {a} {b}", "(+84) {p} {a} {b}", "+84 (0){p}-{a}-{b}", "+84.{p}.{a}.{b}",
)  # fmt: skip
ABROAD = (
    "+1 415 555 0{a}", "+1-212-555-0{a}", "(415) 555-0{a}", "212-555-0{a}", "646.555.0{a}",
    "1-800-555-0{a}", "+1 (312) 555-0{a}", "+44 20 7946 0{a}", "+44 7700 900{a}", "07700 900{a}",
    "020 7946 0{a}", "+49 30 90182{a}", "+49 (0)30 2345{a}", "+33 6 12 34 5{x} {y}", "06 12 34 5{x} {y}",
    "+61 412 345 {a}", "0412 345 {a}", "+91 98765 43{a}", "+81 90-1234-5{a}", "+86 138 1234 5{a}",
    "+65 9123 4{a}", "+55 11 91234-5{a}", "+34 612 345 {a}", "+39 347 123 4{a}", "+972 52-123-4{a}",
)  # fmt: skip


def vietnamese(r: Random) -> str:
    prefix = r.choice(
        "90 91 93 94 96 97 98 86 88 89 70 76 77 79 81 83 84 85 32 35 38 39 56 58".split()
    )
    if r.random() < 0.2:
        return f"{r.choice(['024', '028', '(024)', '(028)'])} 3{some(r, 3)} {some(r, 4)}"
    return r.choice(VIETNAMESE).format(p=prefix, a=some(r, 3), b=some(r, 4))


def foreign(r: Random) -> str:
    return r.choice(ABROAD).format(a=some(r, 3), x=some(r, 1), y=some(r, 2))


def card(r: Random) -> str:
    prefix, length = r.choice([
        ("4", 16), ("51", 16), ("55", 16), ("2221", 16), ("2720", 16), ("34", 15), ("37", 15), ("6011", 16),
        ("65", 16), ("3528", 16), ("3589", 16), ("36", 14), ("305", 14), ("6759", 16), ("6221", 19), ("9704", 16),
    ])  # fmt: skip
    number = luhn(prefix + some(r, length - len(prefix) - 1))
    cuts = (4, 10) if length in {14, 15} else (4, 8, 12, 16)
    groups = [number[a:b] for a, b in zip((0, *cuts), (*cuts, length), strict=True) if a < length]
    return r.choice(["", " ", "-", ".", " - ", "  "]).join(groups)


ACCOUNTS = {
    "DE": "9" * 18, "FR": "9" * 10 + "9" * 11 + "99", "GB": "AAAA" + "9" * 14, "NL": "AAAA" + "9" * 10,
    "ES": "9" * 20, "IT": "A" + "9" * 22, "PL": "9" * 24, "CH": "9" * 17, "BE": "9" * 12, "AT": "9" * 16,
    "SE": "9" * 20, "NO": "9" * 11, "DK": "9" * 14, "FI": "9" * 14, "PT": "9" * 21, "IE": "AAAA" + "9" * 14,
    "MT": "AAAA" + "9" * 5 + "9A9A9A" + "9" * 12, "SA": "9" * 20, "AE": "9" * 19, "BR": "9" * 23 + "AA",
}  # fmt: skip


def account(r: Random) -> str:
    country, shape = r.choice(sorted(ACCOUNTS.items()))
    made = "".join(some(r, 1) if one == "9" else r.choice("ABCDEFGHKLMN") for one in shape)
    number = iban(country, made)
    spaced = " ".join(number[at : at + 4] for at in range(0, len(number), 4))
    return r.choice([number, spaced, spaced.replace(" ", "-"), number.lower()])


def ip(r: Random) -> str:
    groups = [f"{r.randrange(1, 65536):x}" for _ in range(8)]
    return r.choice([
        ".".join(str(r.randrange(1, 255)) for _ in range(4)),
        f"192.168.{r.randrange(255)}.{r.randrange(255)}",
        ":".join(groups), f"2001:db8::{groups[0]}:{groups[1]}", f"fe80::{groups[2]}",
        f"{groups[0]}:{groups[1]}::{groups[2]}:{groups[3]}:{groups[4]}",
        f"::ffff:10.{r.randrange(255)}.{r.randrange(255)}.1",
    ])  # fmt: skip


def base58(payload: bytes) -> str:
    whole = payload + sha256(sha256(payload).digest()).digest()[:4]
    number, made = int.from_bytes(whole, "big"), ""
    while number:
        number, rest = divmod(number, 58)
        made = BASE58[rest] + made
    return "1" * (len(whole) - len(whole.lstrip(b"\0"))) + made


def bech32(data: list[int], constant: int, chain: str = "bc") -> str:
    """Return the chain, 1 and the words with their checksum (BIP 173 and BIP 350)."""
    state, name = 1, chain.encode()
    for value in [*(one >> 5 for one in name), 0, *(one & 31 for one in name), *data, *[0] * 6]:
        top, state = state >> 25, (state & 0x1FFFFFF) << 5 ^ value
        for at, one in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            state ^= one if top >> at & 1 else 0
    check = [(state ^ constant) >> 5 * (5 - at) & 31 for at in range(6)]
    return f"{chain}1" + "".join(BECH32[one] for one in [*data, *check])


def wallet(r: Random) -> str:
    words = [r.randrange(32) for _ in range(52)]
    return r.choice([
        base58(b"\0" + r.randbytes(20)), base58(b"\5" + r.randbytes(20)), "0x" + r.randbytes(20).hex(),
        bech32([0, *words[:32]], 1), bech32([1, *words[:51], words[51] & 16], 0x2BC830A3),
        base58(b"\x41" + r.randbytes(20)),
    ])  # fmt: skip


def link(r: Random) -> str:
    first, last, host = r.choice(FIRST), r.choice(LAST), r.choice(HOSTS.split())
    return r.choice([
        f"https://{first}:{last}99@{host}/path", f"https://{host}/reset?email={first}%40{host}",
        f"https://{host}/u/{first}.{last}@{host}/profile", f"http://{host}/cb?phone=+8491{some(r, 7)}",
        f"https://{host}/login?token={r.randbytes(12).hex()}&next=/", f"ftp://{first}@{host}/files",
        f"https://{host}/api?user={first}.{last}&page=2", f"https://{host}/cb?access_token={r.randbytes(9).hex()}",
    ])  # fmt: skip
