"""Words that are a text in Base64 or Base32 (RFC 4648, padded or not) or in hex."""

import re
from base64 import b32decode, b64decode
from binascii import Error
from collections.abc import Callable

LONG_ENOUGH = 12
WORD = re.compile(r"(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{12,}={0,6}(?![A-Za-z0-9+/_-])")
LONG_WORD = re.compile(r"(?:[A-Za-z0-9+/_-]{0,11}+[^A-Za-z0-9+/_-]++)*+[A-Za-z0-9+/_-]{12}")
"""Matched from the start of a text: it reads each word once and never again."""
STANDARD = str.maketrans("-_", "+/")
HEX = re.compile(r"(?:0x)?((?:[0-9a-f]{2}){8,}|(?:[0-9A-F]{2}){8,})")
THIRTY_TWO = re.compile(r"[A-Z2-7]{16,}")
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def plain_of(word: str) -> str | None:
    """Return the text that the word encodes, or None for any other word."""
    if hexed := HEX.fullmatch(word):
        return _shown(bytes.fromhex(hexed.group(1)))
    bare = word.rstrip("=")
    return _decoded(b64decode, bare.translate(STANDARD), 4) or (
        _decoded(b32decode, bare, 8) if THIRTY_TWO.fullmatch(bare) else None
    )


def _decoded(decode: Callable[[str], bytes], bare: str, group: int) -> str | None:
    """Return the text, with the padding that groups of so many characters want."""
    try:
        return _shown(decode(bare + "=" * (-len(bare) % group)))
    except Error:
        return None


def _shown(written: bytes) -> str | None:
    try:
        text = written.decode()
    except UnicodeDecodeError:
        return None
    return None if CONTROLS.search(text) else text
