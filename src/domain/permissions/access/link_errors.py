"""Why a guest, or a change of a guest link, is refused."""

from domain.errors import Forbidden, Invalid, NotFound


class LinkNotFound(NotFound):
    """One answer to whatever is wrong with a link, so that nothing can be told from it."""

    code = "link_not_found"

    def __init__(self) -> None:
        super().__init__("there is no such link, it has ended, or its password is another")


class LinkLevelInvalid(Invalid):
    code = "link_level_invalid"

    def __init__(self) -> None:
        super().__init__("a link lets view or edit")


class UsesInvalid(Invalid):
    code = "uses_invalid"

    def __init__(self, most: int) -> None:
        super().__init__(f"a link is used once to {most} times, or without a bound")


class GuestsElsewhere(Forbidden):
    code = "guests_elsewhere"

    def __init__(self) -> None:
        super().__init__("who came in by a link sees what the link is to, and nothing else")
