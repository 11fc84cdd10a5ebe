"""The words of a text that carry meaning, cut back to a common stem."""

import re
from collections.abc import Iterator
from functools import lru_cache

from domain.text.unspaced import spaced

WORD = re.compile(r"\w+(?:['’]\w+)?", re.UNICODE)
POSSESSIVES = ("'s", "’s")
STOP_WORDS = frozenset(
    "a about after all also am an and any are as at be because been but by can could did do does "
    "doing done each for from get gets give given gives had has have he her here him his how i if "
    "in into is it its just let like make many may me might more most much must my no nor not of "
    "on one only or other our out over per please said same say says shall she should show so some "
    "such tell than that the their them then there these they this those through to too under up "
    "upon us use used uses using very was we were what when where which while who whom whose why "
    "will with within without would you your".split()
)
SUFFIXES = (
    "ization", "isation", "ational", "fulness", "ousness", "iveness", "ations", "ition", "ation",
    "ments", "ingly", "ness", "ment", "ities", "able", "ible", "ings", "edly", "ies", "ing", "ity",
    "ers", "ive", "ed", "es", "er", "ly", "al", "s",
)  # fmt: skip
SHORTEST_STEM = 4
SHORTEST_PREFIX = 5
LONGEST_ENDING = 3


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Cut one suffix, and a final e, so that `defines`, `defined` and `define` meet.

    A light stemmer in the sense of Harman (1991, "How effective is suffixing?"): it may leave
    a stem that is no word, which is fine, for stems are only ever compared with stems.
    """
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= SHORTEST_STEM:
            return word[: -len(suffix)].rstrip("e")
    return word.rstrip("e") if len(word) > SHORTEST_STEM else word


def words(text: str) -> Iterator[str]:
    """Yield every word, case folded, stop words included; `spaced` finds them where none end."""
    read = spaced(text)
    return (_owner(word.casefold()) for word in WORD.findall(read))


def _owner(word: str) -> str:
    return word[:-2] if word.endswith(POSSESSIVES) else word


def terms(text: str) -> tuple[str, ...]:
    """Return the words that carry meaning, in order, stemmed, repeats kept."""
    return tuple(stem(word) for word in words(text) if word not in STOP_WORDS)


def akin(one: str, other: str) -> bool:
    """Say whether two stems are the same but for an ending (`evalu`, `evaluat`) or a British s."""
    if one == other:
        return True
    short, long = (one, other) if len(one) < len(other) else (other, one)
    return (
        len(short) >= SHORTEST_PREFIX
        and len(long) - len(short) <= LONGEST_ENDING
        and long.replace("z", "s").startswith(short.replace("z", "s"))
    )
