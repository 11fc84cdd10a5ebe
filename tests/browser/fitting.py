"""Whether a page is as wide as its window."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

OVERFLOW = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
"""Not innerWidth: on a phone it grows with what does not fit."""


def fits(page: "Page") -> None:
    needed, given = page.evaluate(OVERFLOW)
    assert needed <= given
