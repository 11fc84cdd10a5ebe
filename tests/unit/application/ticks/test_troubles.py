"""What goes wrong again and again is one incident."""

from application.ticks.feed import Control
from application.ticks.troubles import AGAIN_SECONDS, MOST, Troubles

REFUSED, OTHER = Control("error", "2: Invalid request"), Control("error", "3: Invalid JSON")
CUT = Control("cut", "1006 no close frame")


class Ground:
    def __init__(self) -> None:
        self.seconds = 0.0
        self.troubles = Troubles(lambda: self.seconds)

    def told(self, *controls: Control) -> list[Control]:
        return [one for one in controls if self.troubles.is_news(one)]


def test_a_refusal_is_told_once_and_again_after_an_hour() -> None:
    ground, again = Ground(), [Control("connected"), REFUSED, Control("refused")]
    assert ground.told(*again, *again, OTHER, *again) == [REFUSED, OTHER]
    ground.troubles.brought()  # by the streams that are not refused
    ground.seconds = AGAIN_SECONDS - 1
    assert ground.told(*again) == []
    ground.seconds = AGAIN_SECONDS
    assert ground.told(*again, *again) == [REFUSED]


def test_connections_that_end_the_same_way_are_told_once_until_trades_came() -> None:
    ground, away = Ground(), Control("cut", "ConnectionRefusedError")
    assert ground.told(CUT, away, away, away, CUT) == [CUT, away, CUT]
    ground.troubles.brought()
    assert ground.told(CUT, CUT) == [CUT]


def test_refusals_are_not_remembered_without_end() -> None:
    ground = Ground()
    many = [Control("error", str(number)) for number in range(MOST + 1)]
    assert ground.told(*many, many[0]) == [*many, many[0]]
    assert ground.told(many[-1], many[0]) == []
