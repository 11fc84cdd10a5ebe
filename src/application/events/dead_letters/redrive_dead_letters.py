"""Set dead letters going again: in order, and each once."""

from collections.abc import Sequence

from application.access.ports import Access
from application.access.require import require
from application.clock import Clock
from application.events.dead_letters.ports import DeadLetters
from application.events.processing.consumers import Consumers
from application.events.processing.ports import ProcessingStore
from application.service import service
from domain.access import Level
from domain.events.backlog import Backlogged
from domain.events.dead_letters import Choice, DeadLetterNotFound, Redrive
from domain.principal import Principal

SHOWN = 100


@service
class RedriveDeadLetters:
    access: Access
    letters: DeadLetters
    store: ProcessingStore
    consumers: Consumers
    clock: Clock

    def foreseen(self, by: Principal, choice: Choice) -> tuple[Redrive, Sequence[Backlogged]]:
        """Say what would move, and show the first of it in its order; raises LevelNotHeld."""
        require(self.access, by, Level.MANAGE, by.organisation_id, DeadLetterNotFound)
        return (
            self.letters.foreseen(by.organisation_id, choice),
            self.letters.next_up(by.organisation_id, choice, SHOWN),
        )

    def __call__(self, by: Principal, choice: Choice) -> Redrive:
        """Let them be tried again, from now on; raises LevelNotHeld.

        What stands behind a dead one that was not chosen stays where it is.
        """
        require(self.access, by, Level.MANAGE, by.organisation_id, DeadLetterNotFound)
        matching = self.letters.foreseen(by.organisation_id, choice).matching
        names = [one.name for one in self.consumers.all]
        moved = sum(self._moved(one, by, choice) for one in names if _meant(choice, one))
        return Redrive(max(matching, moved), moved)

    def _moved(self, consumer: str, by: Principal, choice: Choice) -> int:
        with self.store.transaction(consumer, alone=True) as work:
            moved = work.backlog.redrive(by.organisation_id, choice, self.clock.now())
            work.commit()
        return moved


def _meant(choice: Choice, consumer: str) -> bool:
    return choice.consumer in (None, consumer)
