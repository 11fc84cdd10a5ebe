"""A text with percent-encoding, entities, escapes and mark-up read, also within each other."""

import html
import re
from collections.abc import Callable, Sequence

from domain.privacy.encodings import (
    ANY_PRINTABLE,
    ENTITY,
    ESCAPE,
    MANY_PRINTABLE,
    OCTALS,
    PERCENT,
    PRINTABLE,
    SOFT_BREAK,
    unescaped,
    unoctal,
    unprinted,
    unquoted,
)
from domain.privacy.folding import folded
from domain.privacy.markup import HIDDEN, LITERALS, MARKUP
from domain.privacy.view import View

Layer = tuple[str, re.Pattern[str], Callable[[str], str]]
LAYERS: Sequence[Layer] = (
    ("%", PERCENT, unquoted),
    ("&", ENTITY, html.unescape),
    ("\\", OCTALS, unoctal),
    ("\\", ESCAPE, unescaped),
    ("=", SOFT_BREAK, lambda _: ""),
    ("=", PRINTABLE, unprinted),
    ("<", HIDDEN, lambda _: ""),
    ("<", MARKUP, lambda _: ""),
    ("'", LITERALS, lambda _: ""),
    ('"', LITERALS, lambda _: ""),
)
MANY: Sequence[Layer] = [
    (mark, ANY_PRINTABLE if code is PRINTABLE else code, meaning) for mark, code, meaning in LAYERS
]
WHOLE = {"%": re.compile(r"(?:%[0-9A-Fa-f]{2})+|%u[0-9A-Fa-f]{4}")}
"""Faster, where nobody asks for places."""
DEEPEST = 4
"""Layers of encoding that are taken off."""


def _layers(text: str) -> Sequence[Layer]:
    return MANY if "=" in text and MANY_PRINTABLE.search(text) else LAYERS


def opened(view: View) -> View:
    """Return the view with percent-encoding, entities and escapes read, also within each other."""
    for _ in range(DEEPEST):
        before = view
        for mark, code, meaning in _layers(view.text):
            if mark in view.text and code.search(view.text):
                view = view.decoded(code, meaning).folded()
        if view is before:
            break
    return view


def reads(text: str) -> str:
    """Return what the opened view says, for a fraction of the price."""
    for _ in range(DEEPEST):
        before = text
        text = text.replace("%25", "%")  # a layer of its own, at no cost
        for mark, code, meaning in _layers(text):
            if mark in text:
                text = WHOLE.get(mark, code).sub(_meaning(meaning), text)
        if text == before:
            break
        text = folded(text)
    return text


def _meaning(of: Callable[[str], str]) -> Callable[[re.Match[str]], str]:
    return lambda match: of(match.group())
