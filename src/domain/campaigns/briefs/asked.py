"""What a brief is asked for, in a form in which the same is the same."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import ClassVar

from domain.campaigns.briefs.platform import Platform
from domain.campaigns.briefs.unsafe import unsafe
from domain.errors import Invalid

LONGEST = {"brand": 60, "product": 100, "goal": 120, "audience": 120, "tone": 40}
"""In characters, so that what is made of them fits the shortest caption there is."""
MARKUP = re.compile(r"[<>]")
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
JOINERS = "\u200c\u200d"
"""They stand in words of Persian and Hindi, and within emoji."""


class NotAsked(Invalid):
    """A member of the request says nothing, or what no brief is written about."""

    code: ClassVar[str] = "brief_not_possible"


class Unsafe(Invalid):
    code: ClassVar[str] = "brand_unsafe"

    def __init__(self, member: str) -> None:
        super().__init__(f"the {member} holds a word that no brand wants beside its name")


class PlatformUnknown(Invalid):
    code: ClassVar[str] = "platform_unknown"

    def __init__(self) -> None:
        known = ", ".join(one.value for one in Platform)
        super().__init__(f"no such platform: it is one of {known}")


@dataclass(frozen=True, slots=True)
class Asked:
    """Each text is tidy: composed (NFKC), with single spaces, and nothing unseen in it."""

    brand: str
    product: str
    goal: str
    platform: Platform
    audience: str | None = None
    tone: str | None = None

    @classmethod
    def of(
        cls,
        *,
        brand: str,
        product: str,
        goal: str,
        platform: str,
        audience: str | None = None,
        tone: str | None = None,
    ) -> Asked:
        """Tidy what came; raises NotAsked, Unsafe, PlatformUnknown."""
        meant = Platform.named(platform)
        if meant is None:
            raise PlatformUnknown
        return cls(
            brand=_needed("brand", brand),
            product=_needed("product", product),
            goal=_needed("goal", goal),
            platform=meant,
            audience=_tidy("audience", audience or "") or None,
            tone=_tidy("tone", tone or "").casefold() or None,
        )

    @property
    def meaning(self) -> tuple[str, ...]:
        """Return what makes it the same as another: case and form of letters do not."""
        told = (self.brand, self.product, self.goal, self.audience or "", self.tone or "")
        return (*(folded(one) for one in told), self.platform.value)

    @property
    def words(self) -> str:
        """Return all of its words."""
        told = (self.brand, self.product, self.goal, self.audience, self.tone)
        return " ".join(one for one in told if one)


def tidied(text: str) -> str:
    """Return the text as it is compared and shown, without what nobody sees."""
    if text.isascii() and text.isprintable():  # then it is composed, and all of it is seen
        return " ".join(text.split())
    composed = unicodedata.normalize("NFKC", text)
    return " ".join("".join(_gap(one) if has_unseen(one) else one for one in composed).split())


def has_unseen(text: str) -> bool:
    """Whether it holds controls, formatting or halves of characters."""
    return any(unicodedata.category(one) in UNSEEN and one not in JOINERS for one in text)


def folded(text: str) -> str:
    """Return it without case, composed, so that the same words are the same text."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def _gap(character: str) -> str:
    return " " if character in "\t\n\r\v\f\x85\u2028\u2029" else ""


def _needed(member: str, text: str) -> str:
    tidy = _tidy(member, text)
    if not any(one.isalnum() for one in tidy):
        raise NotAsked(f"the {member} says nothing")
    return tidy


def _tidy(member: str, text: str) -> str:
    tidy = tidied(text)
    if len(tidy) > LONGEST[member]:
        raise NotAsked(f"the {member} has more than {LONGEST[member]} characters")
    if MARKUP.search(tidy):
        raise NotAsked(f"the {member} holds markup")
    if unsafe(tidy):
        raise Unsafe(member)
    return tidy
