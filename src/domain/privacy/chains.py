"""Addresses that their chains check in ways of their own: CRC-16, SHA-512/256, SS58, CashAddr."""

import re
from base64 import b32decode, urlsafe_b64decode
from binascii import crc_hqx
from collections.abc import Iterator
from hashlib import blake2b, new

from domain.privacy.finding import Span

STELLAR = re.compile(r"(?<![^\W_])[GM][A-D][A-Z2-7]{54}(?:[A-Z2-7]{13})?(?![^\W_])")
ALGORAND = re.compile(r"(?<![^\W_])[A-Z2-7]{58}(?![^\W_])")
TON = re.compile(r"(?<![\w-])[EUk0][Qf][A-Za-z0-9_-]{46}(?![\w-])")
CASH = re.compile(
    r"(?<![^\W_])(?:(bitcoincash|ecash|bchtest):)?([qp][ac-hj-np-z02-9]{41})(?![^\W_])", re.I
)
FOLDS = (0x98F2BC8E61, 0x79B76D99E2, 0xF33E5FB3C4, 0xAE2EABE2A8, 0x1E4F43E470)
DIGITS32 = {one: at for at, one in enumerate("qpzry9x8gf2tvdw0s3jn54khce6mua7l")}
CHECK = 4
"""Bytes of a checksum of Algorand."""


def chains(text: str) -> Iterator[Span]:
    for form, is_right in (
        (STELLAR, _is_stellar),
        (ALGORAND, _is_algorand),
        (TON, _is_ton),
        (CASH, _is_cash),
    ):
        for match in form.finditer(text):
            if is_right(match):
                yield Span("crypto", match.start(), match.end())


def _is_stellar(match: re.Match[str]) -> bool:
    written = match.group()
    whole = b32decode(written + "=" * (-len(written) % 8))
    return crc_hqx(whole[:-2], 0) == int.from_bytes(whole[-2:], "little")


def _is_algorand(match: re.Match[str]) -> bool:
    whole = b32decode(match.group() + "======")
    return new("sha512_256", whole[:-CHECK]).digest()[-CHECK:] == whole[-CHECK:]


def _is_ton(match: re.Match[str]) -> bool:
    whole = urlsafe_b64decode(match.group())
    return crc_hqx(whole[:-2], 0) == int.from_bytes(whole[-2:], "big")


def _is_cash(match: re.Match[str]) -> bool:
    """CashAddr: a BCH code of forty bits over the prefix, which may be left out."""
    prefixes = (match[1].lower(),) if match[1] else ("bitcoincash", "ecash")
    return any(_has_cash_check(prefix, match[2].lower()) for prefix in prefixes)


def _has_cash_check(prefix: str, data: str) -> bool:
    state = 1
    for value in (*(ord(one) & 31 for one in prefix), 0, *map(DIGITS32.__getitem__, data)):
        top, state = state >> 35, (state & 0x07FFFFFFFF) << 5 ^ value
        for at, fold in enumerate(FOLDS):
            state ^= fold if top >> at & 1 else 0
    return state == 1


def has_ss58_check(whole: bytes) -> bool:
    """Take the bytes of an address of Polkadot and its relatives."""
    return blake2b(b"SS58PRE" + whole[:-2]).digest()[:2] == whole[-2:]
