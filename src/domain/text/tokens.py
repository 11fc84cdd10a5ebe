"""How many tokens a language model may make of a text, without asking its tokeniser."""

import re
from math import ceil

LETTERS = re.compile(r"[A-Za-z ]+")
UNBROKEN = re.compile(r"[A-Za-z]{25,}")
LETTERS_PER_TOKEN = 3
BYTES_PER_TOKEN = 2


def tokens(text: str) -> int:
    """Return an estimate that errs high for the tokenisers in use.

    English prose has above four letters a token, so three are counted; every digit, punctuation
    mark and line break counts whole, two bytes of any other script count one, and so do three
    letters more of what is too long to be a word (keys, encoded data).
    """
    plain = sum(len(run) for run in LETTERS.findall(text))
    unbroken = sum(len(run) for run in UNBROKEN.findall(text))
    ascii_length = len(text.encode("ascii", "ignore"))
    others = len(text.encode("utf-8", "replace")) - ascii_length
    by_letters = (plain + unbroken) / LETTERS_PER_TOKEN
    return ceil(by_letters + ascii_length - plain + others / BYTES_PER_TOKEN)
