"""Who keeps a market's trades: one at a time, and who was put off has an older fence."""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Lead:
    """`holder` leads up to `until`, microseconds since 1970; each new leader has a higher fence."""

    holder: str | None = None
    until: int = 0
    fence: int = 0

    def taken(self, holder: str, now: int, until: int) -> Self | None:
        """Return what it is when the holder leads on or anew; None while another one leads."""
        if self.holder == holder:
            return type(self)(holder, until, self.fence)
        if self.holder is not None and now < self.until:
            return None
        return type(self)(holder, until, self.fence + 1)

    def resigned(self, holder: str) -> Self:
        return type(self)(None, 0, self.fence) if self.holder == holder else self
