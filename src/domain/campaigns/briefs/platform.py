"""Where a brief is to be posted, and how much fits there.

Lengths are what each platform takes (their help pages, 2026) or less; hashtags are our own bound.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Platform(StrEnum):
    INSTAGRAM = "instagram"
    TIKTOK = "tiktok"
    YOUTUBE = "youtube"
    FACEBOOK = "facebook"
    X = "x"
    LINKEDIN = "linkedin"
    PINTEREST = "pinterest"
    SNAPCHAT = "snapchat"
    THREADS = "threads"
    TWITCH = "twitch"
    REDDIT = "reddit"

    @classmethod
    def named(cls, name: str) -> Platform | None:
        """Return the platform of that name, however it is written."""
        plain = "".join(name.casefold().split())
        return next((one for one in cls if one.value == ALIASES.get(plain, plain)), None)

    @property
    def room(self) -> Room:
        return ROOMS.get(self, DEFAULT)


@dataclass(frozen=True, slots=True)
class Room:
    """`caption` is in characters, `hashtags` how many there may be."""

    caption: int
    hashtags: int


ALIASES = {
    "twitter": "x",
    "x.com": "x",
    "x(twitter)": "x",
    "ig": "instagram",
    "insta": "instagram",
    "fb": "facebook",
    "youtubeshorts": "youtube",
    "instagramreels": "instagram",
}
DEFAULT = Room(2_000, 10)
ROOMS = {
    Platform.X: Room(280, 3),
    Platform.THREADS: Room(500, 3),
    Platform.PINTEREST: Room(500, 10),
    Platform.SNAPCHAT: Room(500, 5),
    Platform.LINKEDIN: Room(2_000, 5),
}
