"""What a brief keeps to before anybody sees it, whoever wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain

from domain.campaigns.briefs.asked import MARKUP, Asked, folded, has_unseen
from domain.campaigns.briefs.content import Content, FactId, tag_of
from domain.campaigns.briefs.decoding import Refused
from domain.campaigns.briefs.links import linked
from domain.campaigns.briefs.unsafe import unsafe
from domain.text.terms import terms

RULES_VERSION = 2
TONES = (
    "bold calm friendly informative inspiring luxurious playful professional urgent warm witty"
).split()
FEWEST_HOOKS, MOST_HOOKS, LONGEST_HOOK, LONGEST_CTA = 3, 5, 300, 120
HASHTAG = re.compile(r"#[^\s#<>@.,!?;:\"'()/\\&]{1,50}")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*(?:\s?[%xkKmM×]\b|\s?%)?")
ALONE = r"(?<![\w./@:-]){}(?![\w/@-]|[.:][\w/])"
"""No part of something longer, such as a name in an address."""
MOST_COUNTED = 10
"""Up to here a bare number may count what is listed ("3 ways to …"), and claims nothing."""
LONGEST_COUNT = len(str(MOST_COUNTED))


def held(content: Content, asked: Asked, facts: Mapping[FactId, str]) -> Content:
    """Return the brief with those sources that hold it up; raises Refused at the first rule broken.

    `facts` are all that the tools said. A fact holds up a line that shares a word with it; a name
    of a fact that no tool gave is refused. Numbers are never the writer's own.
    """
    _check_size(content, asked)
    _check_tone(content, asked)
    _check_words(content, asked)
    _check_numbers(content, asked, facts)
    return replace(content, sources=dict(_supported(content, asked, facts)))


def _check_size(content: Content, asked: Asked) -> None:
    room = asked.platform.room
    if not 1 <= len(content.caption) <= room.caption:
        raise Refused(f"caption is to have 1 to {room.caption} characters")
    hooks = content.hook_ideas
    if not FEWEST_HOOKS <= len(hooks) <= MOST_HOOKS or len(set(hooks)) < len(hooks):
        raise Refused(f"write {FEWEST_HOOKS} to {MOST_HOOKS} different hook_ideas")
    if not all(1 <= len(one) <= LONGEST_HOOK for one in hooks):
        raise Refused(f"each of hook_ideas is to have 1 to {LONGEST_HOOK} characters")
    if not 1 <= len(content.cta) <= LONGEST_CTA:
        raise Refused(f"cta is to have 1 to {LONGEST_CTA} characters")
    tags = content.hashtags
    if not 1 <= len(tags) <= room.hashtags or len({folded(one) for one in tags}) < len(tags):
        raise Refused(f"write 1 to {room.hashtags} different hashtags")
    if not all(HASHTAG.fullmatch(one) for one in tags):
        raise Refused("each hashtag is # and one word")


def _check_tone(content: Content, asked: Asked) -> None:
    allowed = [asked.tone] if asked.tone else TONES
    if content.tone not in allowed:
        raise Refused(f"tone is to be one of: {', '.join(allowed)}")


def _check_words(content: Content, asked: Asked) -> None:
    for line, text in content.lines():
        check_line(line, text, asked)
    named = folded(content.caption)
    if folded(asked.brand) not in named and folded(asked.product) not in named:
        raise Refused("the caption is to name the brand or the product")


def check_line(line: str, text: str, asked: Asked) -> None:
    """Raise Refused for what may stand in no line."""
    if has_unseen(text.replace("\n", "")):
        raise Refused(f"{line} holds characters that nobody sees")
    if MARKUP.search(text) or linked(_without_names(text, asked)):
        raise Refused(f"{line} is to be plain text, without markup and links")
    if unsafe(text):
        raise Refused(f"{line} holds a word that is not safe for a brand")


def _without_names(text: str, asked: Asked) -> str:
    """A name such as Booking.com is no link, where it stands alone."""
    plain = folded(text)
    left = list(plain)
    for name in filter(None, (asked.brand, asked.product, asked.audience)):
        for one in re.finditer(ALONE.format(re.escape(folded(name))), plain):
            left[one.start() : one.end()] = " " * len(one[0])  # names may overlap
    return "".join(left)


def _check_numbers(content: Content, asked: Asked, facts: Mapping[FactId, str]) -> None:
    names = (tag_of(asked.brand), tag_of(asked.product))
    known = set(chain.from_iterable(map(_numbers, (asked.words, *names, *facts.values()))))
    for line, text in content.lines():
        if not all(one in known or _only_counts(one) for one in _numbers(text)):
            raise Refused(f"{line} holds a number that neither the request nor a fact says")


def _numbers(text: str) -> Iterable[str]:
    return ("".join(one.split()) for one in NUMBER.findall(text))


def _only_counts(number: str) -> bool:
    is_short = number.isdecimal() and len(number) <= LONGEST_COUNT
    return is_short and int(number) <= MOST_COUNTED


def _supported(
    content: Content, asked: Asked, facts: Mapping[FactId, str]
) -> Iterator[tuple[str, tuple[FactId, ...]]]:
    lines, names = dict(content.lines()), set(terms(f"{asked.brand} {asked.product}"))
    for line, named in content.sources.items():
        if line not in lines or not all(one in facts for one in named):
            raise Refused("sources name only lines like /caption or /hook_ideas/0, and given facts")
        said = set(terms(lines[line])) - names
        kept = tuple(dict.fromkeys(one for one in named if said & set(terms(facts[one]))))
        if kept:
            yield line, kept
