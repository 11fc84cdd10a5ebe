"""Two things at once, as something that can be handed in."""

from collections.abc import Callable
from typing import Protocol, TypeVar

Aside = TypeVar("Aside")
Here = TypeVar("Here")


class Together(Protocol):
    def __call__(self, aside: Callable[[], Aside], here: Callable[[], Here]) -> tuple[Aside, Here]:
        """Return what both came to; `aside` may be done by another thread meanwhile.

        Raises what one of them raised; nothing goes on afterwards.
        """
