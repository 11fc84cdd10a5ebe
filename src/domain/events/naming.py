"""What an id, a source, a type, a key or a subject may be."""

import re
import unicodedata

from domain.events.incoming import LONGEST_ID
from domain.events.unfit import Unfit

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
ADDRESS = re.compile(r"[^\s@]@[^\s@]+\.[^\s@]")
PLAIN = re.compile(r"[A-Za-z][A-Za-z_-]{0,39}")


def named(text: object) -> str:
    """Return the text as it is; raises Unfit."""
    if not isinstance(text, str):
        raise Unfit("wrong_type", "it must be a string")
    if not 1 <= len(text) <= LONGEST_ID:
        raise Unfit("wrong_length", f"it must have 1 to {LONGEST_ID} characters")
    if not text.isprintable() and CONTROL.search(text):
        raise Unfit("control_character", "it holds a control character")
    if text.strip() != text:
        raise Unfit("outer_space", "it begins or ends with white space")
    return text


def identified(text: object) -> str:
    """Return an id, which logs may show: one that holds an e-mail address raises Unfit."""
    name = named(text)
    if "@" in name or "%" in name or not name.isascii():
        plain = unicodedata.normalize("NFKC", name).replace("%40", "@")
        if ADDRESS.search(plain):
            raise Unfit("personal_id", "an id stands in logs, so it must not be an e-mail address")
    return name


def shown(member: str) -> str:
    """Return what a sentence may call a member that its sender named: names hold people too."""
    return f"member {member!r}" if is_plain(member) else "a member"


def is_plain(member: str) -> bool:
    """Return whether a name is a short word, with no digits or signs that tell of a person."""
    return PLAIN.fullmatch(member) is not None
