"""Words that are a text in Base64 (RFC 4648, both alphabets, padded or not) or in hex."""

import re
from base64 import b64decode
from binascii import Error

LONG_ENOUGH = 12
WORD = re.compile(r"(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{12,}={0,2}(?![A-Za-z0-9+/_-])")
LONG_WORD = re.compile(r"(?:[A-Za-z0-9+/_-]{0,11}+[^A-Za-z0-9+/_-]++)*+[A-Za-z0-9+/_-]{12}")
"""Matched from the start of a text: it reads each word once and never again."""
STANDARD = str.maketrans("-_", "+/")
HEX = re.compile(r"(?:0x)?((?:[0-9a-f]{2}){8,}|(?:[0-9A-F]{2}){8,})")
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def plain_of(word: str) -> str | None:
    """Return the text that the word encodes, or None for any other word."""
    if hexed := HEX.fullmatch(word):
        return _shown(bytes.fromhex(hexed.group(1)))
    bare = word.rstrip("=").translate(STANDARD)
    if len(bare) % 4 == 1:
        return None
    try:
        return _shown(b64decode(bare + "=" * (-len(bare) % 4), validate=True))
    except Error:
        return None


def _shown(written: bytes) -> str | None:
    try:
        text = written.decode()
    except UnicodeDecodeError:
        return None
    return None if CONTROLS.search(text) else text
