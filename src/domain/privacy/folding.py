"""How characters read: look-alikes as what they look like, invisible ones as nothing."""

import re
import unicodedata

from domain.privacy.lookalikes import LOOKALIKES

UNUSUAL = re.compile(
    "[^\x00-\x9f\xa1-\xac\xae-\xb1\xb4-\xb6\xb8\xba-\u0130\u0132-\u024f\u1e00-\u1eff\u2018-\u201d\u2026\u20ab\u20ac]"
)
"""Whatever may read as another character, or as none."""
INVISIBLE = re.compile(
    "[\u00ad\u0332-\u0338\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef]"
)
FOLDED = re.compile(f"{INVISIBLE.pattern}+|{UNUSUAL.pattern}")


def read_as(written: str) -> str:
    """Return what one that is unusual, or several that are invisible, read as."""
    if INVISIBLE.match(written):
        return ""
    if written in LOOKALIKES:
        return LOOKALIKES[written]
    if (digit := unicodedata.digit(written, None)) is not None:
        return str(digit)
    return "".join(LOOKALIKES.get(one, one) for one in unicodedata.normalize("NFKC", written))


class _Readings(dict[int, str]):
    """How each character reads, learnt as they come; there are no more than Unicode has."""

    def __missing__(self, code: int) -> str:
        one = chr(code)
        self[code] = read = read_as(one) if UNUSUAL.match(one) else one
        return read


READINGS = _Readings()


def folded(text: str) -> str:
    """Return how a text reads, without the way back."""
    return UNUSUAL.sub(_as_read, text)


def _as_read(match: re.Match[str]) -> str:
    return read_as(match.group())
