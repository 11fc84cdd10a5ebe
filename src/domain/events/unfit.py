"""Why one event cannot be taken, on its way to becoming a flaw."""

from domain.events.incoming import Flaw


class Unfit(ValueError):
    """`code`, `detail` and `pointer` are those of the flaw; `detail` holds no value."""

    def __init__(self, code: str, detail: str, pointer: str = "") -> None:
        super().__init__(detail)
        self.code, self.detail, self.pointer = code, detail, pointer

    def flaw(self, at: str = "", event: str | None = None) -> Flaw:
        """Return the flaw of the event with the id `event`; `at` leads to what was looked at."""
        return Flaw(code=self.code, detail=self.detail, pointer=at + self.pointer, id=event)
