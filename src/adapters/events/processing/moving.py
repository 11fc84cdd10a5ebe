"""Which of the dead a redrive moves, told in memory."""

from collections.abc import Iterable
from operator import attrgetter

from adapters.events.processing.choosing import is_chosen
from domain.events.backlog import Backlogged
from domain.events.dead_letters import Choice
from domain.events.seen import Lane


def moving(dead: Iterable[Backlogged], choice: Choice) -> list[Backlogged]:
    """Return the chosen ones that stand behind none that was not chosen, oldest first."""
    found, stuck = list[Backlogged](), set[tuple[str, Lane]]()
    for item in sorted(dead, key=attrgetter("position")):
        if not is_chosen(item, choice):
            stuck.add((item.consumer, item.lane))
        elif (item.consumer, item.lane) not in stuck:
            found.append(item)
    return found
