"""What the world can say no to. The domain's own refusals are in `domain.errors`."""

from typing import ClassVar


class ApplicationError(Exception):
    """A use case could not go on for a reason that lies outside the business."""

    code: ClassVar[str] = "application_error"


class Unavailable(ApplicationError):
    """A dependency did not answer; the same request may succeed later."""

    code = "unavailable"

    def __init__(self, dependency: str, detail: str) -> None:
        self.dependency = dependency
        super().__init__(f"{dependency} is not available: {detail}")


class TooMany(ApplicationError):
    """Asked too often or for too much; `retry_after` is in seconds."""

    code = "too_many"

    def __init__(self, detail: str, retry_after: int) -> None:
        self.retry_after = retry_after
        super().__init__(detail)
