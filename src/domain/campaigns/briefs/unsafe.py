"""Words that no brand wants beside its name. Few and plain: this is a guard and no judge."""

import re
import unicodedata

WORDS = """
    fuck fucking shit bitch bastard asshole cunt whore slut nigger faggot retard rape rapist
    porn porno pornography nazi nazis hitler genocide terrorist terrorism suicide murder
    massacre cocaine heroin meth
""".split()
LOOKALIKES = str.maketrans("013457@$!", "oieastasi")
"""Digits and signs that stand for letters in words that are to slip by."""
FOUND = re.compile(rf"\b(?:{'|'.join(WORDS)})(?:e?s|ed|ers?|ing)?\b")
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def unsafe(text: str) -> bool:
    """Whether one of the words stands in it, also with accents, other widths or digits."""
    plain = text.lower() if text.isascii() else _bare(text)
    return bool(FOUND.search(plain) or FOUND.search(plain.translate(LOOKALIKES)))


def _bare(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(one for one in plain if not unicodedata.combining(one))
    return UNSEEN.sub("", plain)
