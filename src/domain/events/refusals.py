"""What events say no to."""

from domain.errors import NotFound


class EventNotFound(NotFound):
    code = "event_not_found"

    def __init__(self) -> None:
        super().__init__("there is no such event")
