"""What a program that shows a text would make a link of."""

import re

from domain.campaigns.briefs.asked import folded
from domain.text.inert import ADDRESS

ENDINGS = """
    com net org io co example ru cn dev app shop store info biz ly me ai xyz site online link
    click top tv gg eu uk de fr
""".split()
HOST = re.compile(rf"https?:|hxxps?:|www\.|\b[\w-]+\.(?:{'|'.join(ENDINGS)})\b|\]\(")
"""Names without a path are told from words by how they end: these are the usual ones."""
DOTS = str.maketrans("\u3002\uff61\u2024", "...")
"""Browsers take them for dots, too (UTS 46)."""


def linked(text: str) -> bool:
    """Whether it holds an address, also in letters of another width, or Markdown's link."""
    plain = folded(text).translate(DOTS)
    return bool(HOST.search(plain) or ADDRESS.search(plain))
