"""What sources say no to."""

from domain.errors import Conflict, Expired, Invalid, NotFound, Unauthenticated
from domain.events.pointed import Point, Pointed


class SourceNotFound(NotFound):
    code = "source_not_found"

    def __init__(self) -> None:
        super().__init__("there is no such source")


class SourceNameTaken(Conflict):
    code = "source_name_taken"

    def __init__(self) -> None:
        super().__init__("another source of the organisation has this name")


class SourceChanged(Conflict):
    code = "source_changed"

    def __init__(self) -> None:
        super().__init__("somebody changed the source meanwhile: read it again")


class TooManySources(Conflict):
    code = "too_many_sources"

    def __init__(self, most: int) -> None:
        super().__init__(f"an organisation may have {most} sources")


class SourceInvalid(Pointed, Invalid):
    code = "source_invalid"

    def __init__(self, pointer: str, detail: str) -> None:
        self.points = (Point(pointer, detail),)
        super().__init__(detail)


class SourceGone(Expired):
    code = "source_gone"

    def __init__(self) -> None:
        super().__init__("this source was removed: send it no more events")


class SignatureInvalid(Unauthenticated):
    """The same for whatever is wrong with it."""

    code = "signature_invalid"

    def __init__(self) -> None:
        super().__init__("the signature does not prove that the source sent this")


class WebhookUnfit(Pointed, Invalid):
    """It is proved and cannot be an event."""

    code = "webhook_unfit"

    def __init__(self, detail: str, pointer: str = "") -> None:
        self.points = (Point(pointer, detail),)
        super().__init__(detail)
