"""Consumers whose whole effect is in the transaction."""

from domain.events.seen import SeenEvent


class Inward:
    """Has nothing to do beforehand."""

    @property
    def calls_out(self) -> bool:
        return False

    @property
    def keeps(self) -> bool:
        return False

    @property
    def rebuildable(self) -> bool:
        return False

    def beforehand(self, event: SeenEvent) -> None:
        """Do nothing."""
