"""Crypto addresses: Base58Check, Bech32 and Bech32m (BIP 173, BIP 350), and Ethereum's hex."""

import re
from collections.abc import Iterator
from hashlib import sha256

from domain.events.privacy.finding import Span

DIGITS58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
VALUE58 = {one: at for at, one in enumerate(DIGITS58)}
DIGITS32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
VALUE32 = {one: at for at, one in enumerate(DIGITS32)}
BASE58 = re.compile(r"(?<![^\W_])[123DLMTXZnm9At][1-9A-HJ-NP-Za-km-z]{25,34}(?![^\W_])")
BECH32 = re.compile(
    r"(?<![^\W_])(bc|tb|ltc|addr|cosmos)1([ac-hj-np-z02-9]{6,100})(?![^\W_])", re.IGNORECASE
)
HEX = re.compile(r"(?<![^\W_])0[xX][0-9A-Fa-f]{40}(?![^\W_])")
LONG = re.compile(r"[0-9A-Za-z]{26}")
GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
CHECKS = {1, 0x2BC830A3}


def wallets(text: str) -> Iterator[Span]:
    if LONG.search(text) is None:
        return
    for match in BASE58.finditer(text):
        if has_base58_check(match.group()):
            yield Span("crypto", match.start(), match.end())
    for match in BECH32.finditer(text):
        if has_bech32_check(match.group(1).lower(), match.group(2).lower()):
            yield Span("crypto", match.start(), match.end())
    for match in HEX.finditer(text):
        yield Span("crypto", match.start(), match.end())


def has_base58_check(address: str) -> bool:
    number = 0
    for one in address:
        number = number * 58 + VALUE58[one]
    if number >= 1 << 200:
        return False
    whole = number.to_bytes(25, "big")
    return sha256(sha256(whole[:21]).digest()).digest()[:4] == whole[21:]


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
