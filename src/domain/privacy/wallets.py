"""Crypto addresses, by the checks of their chains.

Base58Check, also in Ripple's alphabet; Bech32 and Bech32m (BIP 173, BIP 350); Ethereum's hex, whose
capitals are its check (EIP-55). Monero's are known by their length, Solana's by what announces
them.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from itertools import count

from domain.privacy.chains import chains, has_ss58_check
from domain.privacy.finding import Span
from domain.privacy.hints import hinted
from domain.privacy.keccak import keccak_256

DIGITS58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
VALUE58 = {one: at for at, one in enumerate(DIGITS58)}
DIGITS32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
VALUE32 = {one: at for at, one in enumerate(DIGITS32)}
BASE58 = re.compile(r"(?<![^\W_])[1-9A-HJ-NP-Za-km-z]{25,50}(?![^\W_])")
BECH32 = re.compile(
    r"(?<![^\W_])([a-z]{2,16}(?:_test)?)1([ac-hj-np-z02-9]{32,110})(?![^\W_])", re.IGNORECASE
)
SHORTEST_CHECKED, LONGEST_CHECKED, LONGEST_SS58 = 25, 30, 36
"""Bytes: one to six name the chain, twenty the key, four are the check; two in SS58."""
HEX = re.compile(r"(?<![^\W_])0[xX][0-9A-Fa-f]{40}(?![^\W_])")
MONERO = re.compile(
    r"(?<![^\W_])[48][0-9A-C][1-9A-HJ-NP-Za-km-z]{93}(?:[1-9A-HJ-NP-Za-km-z]{11})?(?![^\W_])"
)
PLAIN58 = re.compile(r"(?<![^\W_])[1-9A-HJ-NP-Za-km-z]{32,44}(?![^\W_])")
RIPPLE = str.maketrans("rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz", DIGITS58)
KEY = 32
"""Bytes of a public key of Solana."""
COMPUTED = 8
"""Checks of EIP-55 that are computed in one text; where there are more, they are believed."""
CUT = re.compile(r"(?<=[0-9A-Za-z]{10})\r?\n(?=[0-9A-Za-z]{6})")
LONG = re.compile(r"[0-9A-Za-z_-]{26}")
GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
CHECKS = {1, 0x2BC830A3}


GROUPED = re.compile(
    r"[13](?<![^\W_].)(?=[1-9A-HJ-NP-Za-km-z ]{0,40}[A-Z])[1-9A-HJ-NP-Za-km-z]{3}"
    r"(?:([ -])[1-9A-HJ-NP-Za-km-z]{4})(?:\1[1-9A-HJ-NP-Za-km-z]{4}){4,6}"
    r"(?:\1[1-9A-HJ-NP-Za-km-z]{1,3})?(?![^\W_])"
)
"""In fours, as a card is written."""


def wallets(text: str) -> Iterator[Span]:
    if "\n" in text and CUT.search(text):
        yield from _cut(text)
    yield from _whole(text)


def _whole(text: str) -> Iterator[Span]:
    """Yield addresses that stand in one piece, or in fours."""
    for match in GROUPED.finditer(text):
        if has_base58_check(match.group().replace(match[1], "")):
            yield Span("crypto", match.start(), match.end())
    if LONG.search(text) is None:
        return
    yield from _checked(text)
    yield from chains(text)
    yield from _ethereum(text)
    for match in MONERO.finditer(text):
        yield Span("crypto", match.start(), match.end())
    for match in PLAIN58.finditer(text):
        if (
            is_key(match.group())
            and not match.group().islower()
            and hinted("crypto", text, match.start())
        ):
            yield Span("crypto", match.start(), match.end())


def _checked(text: str) -> Iterator[Span]:
    for match in BASE58.finditer(text):
        if has_base58_check(match.group()):
            yield Span("crypto", match.start(), match.end())
    for match in BECH32.finditer(text):
        if has_bech32_check(match.group(1).lower(), match.group(2).lower()):
            yield Span("crypto", match.start(), match.end())


def _ethereum(text: str) -> Iterator[Span]:
    computed = count()
    for match in HEX.finditer(text):
        if is_ethereum(match.group(), compute=next(computed) < COMPUTED) or hinted(
            "crypto", text, match.start()
        ):
            yield Span("crypto", match.start(), match.end())


def _cut(text: str) -> Iterator[Span]:
    """Yield addresses that a mail programme cut in two."""
    places = [at for match in CUT.finditer(text) for at in (match.start(), match.end())]
    for start, end in zip(places[::2], places[1::2], strict=True):
        first, last = max(0, start - 110), end + 110
        before, after = text[first:start], text[end:last]
        for span in _whole(before + after):
            if span.start < len(before) < span.end:
                far = end - start if span.end > len(before) else 0
                yield Span("crypto", first + span.start, first + span.end + far)


def is_ethereum(address: str, *, compute: bool) -> bool:
    """Return whether it is of one case, or its capitals are right; unless computed, believe it."""
    plain = address[2:]
    return not compute or plain in {plain.lower(), plain.upper()} or has_capitals(plain)


@lru_cache(1024)
def has_capitals(address: str) -> bool:
    """Take 40 hex digits; a letter is a capital where the hash has a digit of eight or more."""
    plain = address.lower()
    hashed = keccak_256(plain.encode()).hex()
    return all(
        one == (low.upper() if by > "7" else low)
        for one, low, by in zip(address, plain, hashed, strict=False)
    )


def number_of(address: str) -> int:
    number = 0
    for one in address:
        number = number * 58 + VALUE58[one]
    return number


def is_key(address: str) -> bool:
    return number_of(address).bit_length() in range(8 * KEY - 16, 8 * KEY + 1)


def has_base58_check(address: str) -> bool:
    """Take an address with one to six bytes that name its chain, or one of Polkadot's family."""
    if address[0] == "r" and _is_checked(bytes_of(address.translate(RIPPLE))):
        return True
    return _is_checked(bytes_of(address))


def _is_checked(whole: bytes) -> bool:
    size = len(whole)
    if SHORTEST_CHECKED <= size <= LONGEST_CHECKED:
        return sha256(sha256(whole[:-4]).digest()).digest()[:4] == whole[-4:]
    return LONGEST_CHECKED < size <= LONGEST_SS58 and has_ss58_check(whole)


def bytes_of(address: str) -> bytes:
    """Return what it says in base 58; a leading 1 is a byte of zero."""
    number = number_of(address)
    zeros = len(address) - len(address.lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")


def has_bech32_check(prefix: str, data: str) -> bool:
    letters = [ord(one) for one in prefix]
    state = 1
    for value in (
        *(n >> 5 for n in letters),
        0,
        *(n & 31 for n in letters),
        *map(VALUE32.__getitem__, data),
    ):
        top, state = state >> 25, (state & 0x1FFFFFF) << 5 ^ value
        for at, generator in enumerate(GENERATORS):
            state ^= generator if top >> at & 1 else 0
    return state in CHECKS
