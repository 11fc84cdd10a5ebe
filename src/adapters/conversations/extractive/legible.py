"""What tells a sentence from the debris that a PDF's text layer leaves between sentences."""

import re

WORD = re.compile(r"[^\W\d_]{2,}")
EMAIL = re.compile(r"\S@\S+\.\w")
BOILERPLATE = re.compile(
    r"©|\(c\) (?:19|20)\d\d|\ball rights reserved\b|\bpermission to (?:make|copy)\b", re.IGNORECASE
)
BIBLIOGRAPHIC = re.compile(
    r"^\[\d+\]\s|\bProceedings of\b|\bIn Proc\b|\barXiv\b|\bpreprint\b|\bCoRR\b|\bdoi\b|https?://"
    r"|\bpp\.? ?\d|\bpages \d+ ?[–-]|\bvol\.|\b\d+\(\d+\): ?\d|[,.] (?:19|20)\d\d[a-z]?\."
    r"|\b[A-Z]\.(?: ?[A-Z]\.)* [A-Z][a-z]+,|\b[A-Z][\w-]+, [A-Z]\.",
    re.MULTILINE,
)
LEAST_WORDS = 4
LEAST_LETTERS = 0.7
MOST_NUMBERS = 0.3
MOST_SINGLES = 0.3
MOST_CAPITALS = 0.75
CUES_OF_AN_ENTRY = 2
CUES_OF_A_LIST = 4
WORDS_PER_CUE = 20


def legible(sentence: str) -> bool:
    """Say whether this line of text is a sentence one could quote in an answer."""
    words = WORD.findall(sentence)
    return (
        len(words) >= LEAST_WORDS
        and not sentence.startswith(("#", "|"))
        and _letters(sentence) >= LEAST_LETTERS
        and not tabular(sentence)
        and sum(word[0].isupper() for word in words) <= MOST_CAPITALS * len(words)
        and not EMAIL.search(sentence)
        and not BOILERPLATE.search(sentence)
        and len(BIBLIOGRAPHIC.findall(sentence)) < CUES_OF_AN_ENTRY
    )


def bibliography(text: str) -> bool:
    """Say whether a passage is part of a list of references, where titles pose as sentences."""
    cues = len(BIBLIOGRAPHIC.findall(text))
    return cues >= CUES_OF_A_LIST and cues * WORDS_PER_CUE >= len(WORD.findall(text))


def _letters(sentence: str) -> float:
    shown = [character for character in sentence if not character.isspace()]
    return sum(character.isalpha() for character in shown) / max(1, len(shown))


def tabular(line: str) -> bool:
    """Say whether this is a row of figures or a scattered formula."""
    cells = line.split()
    numbers = sum(any(character.isdigit() for character in cell) for cell in cells)
    singles = sum(len(cell) == 1 and cell not in "aAI&–—-" for cell in cells)
    return numbers > MOST_NUMBERS * len(cells) or singles > MOST_SINGLES * len(cells)
