"""What a file leaves open, and what was decided about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from domain.errors import Conflict, Invalid

LONGEST_CHOICE = 200


class DecisionState(StrEnum):
    """OPEN keeps the import from being applied; NOTED may be decided otherwise, and need not."""

    OPEN = "open"
    SETTLED = "settled"
    NOTED = "noted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """`choice` is what holds now: chosen by the caller, or what the file's evidence says.

    Any text may be chosen where `options` is empty.
    """

    key: str
    kind: str
    question: str
    state: DecisionState
    choice: str | None
    proposal: str | None = None
    options: tuple[str, ...] = ()
    by_caller: bool = False
    confidence: float | None = None
    cells: int = 0
    examples: tuple[str, ...] = ()
    effect: Mapping[str, Any] = field(default_factory=dict)

    def chosen(self, choice: str) -> "Decision":
        """Raises ChoiceImpossible."""
        if self.options and choice not in self.options:
            raise ChoiceImpossible(self.key, choice, self.options)
        if not choice.strip() or len(choice) > LONGEST_CHOICE or "\0" in choice:
            raise ChoiceImpossible(self.key, choice[:40], ("a short text",))
        return replace(self, state=DecisionState.SETTLED, choice=choice, by_caller=True)


def decided(asked: Iterable[Decision], choices: Mapping[str, str]) -> tuple[Decision, ...]:
    """Return them with what the caller chose; raises ChoiceImpossible."""
    known = {one.key: one for one in asked}
    for key in choices:
        if key not in known and key not in ALWAYS:
            raise ChoiceImpossible(key, choices[key], tuple(known) or ("nothing",))
    return tuple(one.chosen(choices[key]) if key in choices else one for key, one in known.items())


DATE_ORDER, SERIALS, SWAPPED, DUPLICATES = "date_order", "serials", "swapped_dates", "duplicates"
OPTED_OUT, ANYWHERE = "opted_out", "anywhere"
ALWAYS = frozenset({DATE_ORDER})
"""May be chosen for a file in which nothing depends on it."""
ORPHANS, KEEP, REFUSE = "orphans", "keep", "refuse"


class ChoiceImpossible(Invalid):
    code = "choice_impossible"

    def __init__(self, key: str, choice: str, options: tuple[str, ...]) -> None:
        super().__init__(f"{key[:60]} cannot be {choice[:60]!r}: choose {', '.join(options[:20])}")


class DecisionsOpen(Conflict):
    code = "decisions_open"

    def __init__(self, keys: Iterable[str]) -> None:
        super().__init__(f"decide first: {', '.join(list(keys)[:20])}")
